#include "reviewer-client/answers/peer_review_answers.h"

#include <algorithm>

namespace overread::client {
namespace {

PeerReview reviewSoFar(const PeerReviewAnswers& answers) {
    PeerReview review;
    review.score = answers.score.value_or(RadpeerScore::concur);
    if (review.score != RadpeerScore::concur) {
        review.significance = answers.significance;
        review.errorKind = answers.errorKind;
    }
    review.technicalRemarks = answers.technicalRemarks;
    review.greatCall = answers.greatCall;
    review.markedSlice = answers.markedSlice;
    review.comment = answers.comment;
    return review;
}

bool isBlank(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

}  // namespace

std::optional<ReviewQuestion> firstOpen(const PeerReviewAnswers& answers) {
    if (!answers.score) return ReviewQuestion::score;
    if (*answers.score == RadpeerScore::concur) return std::nullopt;
    if (!answers.significance) return ReviewQuestion::significance;
    if (!answers.errorKind) return ReviewQuestion::errorKind;
    if (needsArbitration(reviewSoFar(answers)) && isBlank(answers.comment)) return ReviewQuestion::comment;
    return std::nullopt;
}

std::variant<PeerReview, ReviewQuestion> completed(const PeerReviewAnswers& answers) {
    if (const auto open = firstOpen(answers)) return *open;
    return reviewSoFar(answers);
}

}  // namespace overread::client
