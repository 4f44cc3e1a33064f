#pragma once
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "core/domain/radpeer.h"

namespace overread::client {

/// What has been answered so far on the form of a peer review.
struct PeerReviewAnswers {
    std::optional<RadpeerScore> score;
    std::optional<Significance> significance;
    std::optional<ErrorKind> errorKind;
    std::set<TechnicalRemark> technicalRemarks;
    bool greatCall = false;
    std::optional<int> markedSlice;  ///< 0-based
    std::string comment;
    bool sawAmendment = false;  ///< the score was given with the later version of the report in view
    bool operator==(const PeerReviewAnswers&) const = default;
};

enum class ReviewQuestion { score, significance, errorKind, comment };

/// The first question without an answer: 2 and 3 ask for significance and kind of error, 2b, 3a and 3b for a comment.
[[nodiscard]] std::optional<ReviewQuestion> firstOpen(const PeerReviewAnswers& answers);
/// The review; with score 1 the answers that belong to 2 and 3 alone are left out, whatever was pressed before.
[[nodiscard]] std::variant<PeerReview, ReviewQuestion> completed(const PeerReviewAnswers& answers);

}  // namespace overread::client
