#pragma once
#include <optional>
#include <string>
#include <vector>

#include "qa/hidden.h"

namespace soci {
class session;
}

namespace overread {

/// Settled cases that are shown once more, and what came of it. In a transaction that the caller began and will commit.
class HiddenRepository {
public:
    explicit HiddenRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Puts a case in store; the first time stands. `reader`: of a repeat.
    void store(const CaseId& qaCase, qa::HiddenPurpose purpose, AssignmentKind kind,
               const std::optional<UserId>& reader, Timestamp readyFrom);

    struct Stored {
        CaseId caseId;
        qa::HiddenPurpose purpose = qa::HiddenPurpose::calibration;
        std::optional<UserId> reader;
    };
    /// The next one in store of that source and kind, those that were shown least recently first; locked. A repeat is
    /// shown once. Cases that are disputed or being shown are passed over.
    [[nodiscard]] std::optional<Stored> lockNext(qa::HiddenSource source, AssignmentKind kind, Timestamp now);
    void markUsed(const Stored& stored, Timestamp now);

    /// Keeps the mixing draw of a case; false, nothing written, where it has one.
    bool addMixing(const CaseId& qaCase, const qa::MixingDraw& draw);
    void setBrought(const CaseId& qaCase, const AssignmentId& brought);

    /// What a hidden task was answered with.
    struct Answer {
        AssignmentId assignment;
        CaseId caseId;
        UserId reader;
        qa::HiddenPurpose purpose = qa::HiddenPurpose::calibration;
        AssignmentKind kind = AssignmentKind::doubleRead;
        std::optional<Grade> grade;
        Grade settledGrade = Grade::ct0;
        std::optional<Grade> earlierGrade;
        std::optional<int> score;
        std::optional<int> earlierScore;
        std::string answerJson;
        double minutes = 0;
        Timestamp lockedAt;
    };
    void addAnswer(const Answer& answer);
    [[nodiscard]] std::optional<std::string> answerJsonOf(const AssignmentId& assignment) const;
    /// All of one reader, the earliest first, without what was answered in full.
    [[nodiscard]] std::vector<Answer> answersOf(const UserId& reader) const;

private:
    soci::session& session_;
};

}  // namespace overread
