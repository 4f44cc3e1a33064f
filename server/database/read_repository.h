#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"

namespace soci {
class session;
}

namespace overread {

/// A locked blind interpretation; `kind` says whether of a double read or the first part of an arbitration.
struct LockedRead {
    AssignmentId assignment;
    UserId reader;
    DoubleRead answer;
    Timestamp lockedAt;
};
struct LockedReview {
    AssignmentId assignment;
    UserId reviewer;
    PeerReview answer;
    Timestamp lockedAt;
};
struct LockedSettlement {
    AssignmentId assignment;
    UserId arbiter;
    Grade grade = Grade::ct0;
    std::string reason;
    Timestamp settledAt;
};

/// What was locked; written once, never changed.
class ReadRepository {
public:
    explicit ReadRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// `minutes`: from taking the task to locking it.
    void addDoubleRead(const CaseId& qaCase, const LockedRead& read, double minutes);
    void addBlindReadOfArbitration(const CaseId& qaCase, const LockedRead& read, double minutes);
    void addReview(const CaseId& qaCase, const LockedReview& review, double minutes);
    void addSettlement(const CaseId& qaCase, const LockedSettlement& settlement);
    void addNote(const AssignmentId& assignment, const UserId& author, const std::string& text, Timestamp now);

    /// The latest double read, review and settlement of the case.
    [[nodiscard]] std::optional<LockedRead> doubleReadOf(const CaseId& qaCase) const;
    [[nodiscard]] std::optional<LockedReview> reviewOf(const CaseId& qaCase) const;
    [[nodiscard]] std::optional<LockedSettlement> settlementOf(const CaseId& qaCase) const;
    /// What was locked under this task.
    [[nodiscard]] std::optional<LockedRead> readUnder(const AssignmentId& assignment) const;
    [[nodiscard]] std::optional<LockedReview> reviewUnder(const AssignmentId& assignment) const;

private:
    soci::session& session_;
};

}  // namespace overread
