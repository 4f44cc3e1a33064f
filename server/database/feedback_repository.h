#pragma once
#include <optional>
#include <string>

#include "core/domain/case.h"

namespace soci {
class session;
}

namespace overread {

enum class FeedbackState { sent, acknowledged, disputed };
template <>
struct Names<FeedbackState> {
    static constexpr auto table =
        std::to_array<std::pair<FeedbackState, std::string_view>>({{FeedbackState::sent, "sent"},
                                                                   {FeedbackState::acknowledged, "acknowledged"},
                                                                   {FeedbackState::disputed, "disputed"}});
};

/// What the reporter receives of a settled case; no reviewer's name is in it.
struct FeedbackRecord {
    FeedbackId id;
    CaseId caseId;
    UserId reporter;
    Grade reportedGrade = Grade::ct0;
    Grade settledGrade = Grade::ct0;
    Outcome outcome = Outcome::concordant;
    bool greatCall = false;
    std::string comment;
    std::optional<int> slice;  ///< 0-based; the image that the comment is about
    FeedbackState state = FeedbackState::sent;
    Timestamp sentAt;
    Timestamp answerUntil;
    std::string etag;
};

class FeedbackRepository {
public:
    explicit FeedbackRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Makes the id and etag. A case has one feedback at most: false, nothing written, where there is one.
    bool add(const FeedbackRecord& feedback);
    /// Locked until the transaction ends; none where it is not this reporter's.
    [[nodiscard]] std::optional<FeedbackRecord> findLocked(const FeedbackId& id, const UserId& reporter);
    /// The same without the lock.
    [[nodiscard]] std::optional<FeedbackRecord> find(const FeedbackId& id, const UserId& reporter) const;
    [[nodiscard]] std::optional<FeedbackRecord> findForCase(const CaseId& qaCase) const;
    /// Both answer the new etag.
    [[nodiscard]] std::string acknowledge(const FeedbackId& id, const std::string& context, Timestamp now);
    [[nodiscard]] std::string dispute(const FeedbackId& id, const std::string& question, std::optional<int> slice,
                                      Timestamp now);

private:
    soci::session& session_;
};

}  // namespace overread
