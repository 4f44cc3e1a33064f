#include "qa/peer_review.h"

#include <algorithm>

namespace overread::qa {
namespace {

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::optional<ReadProblem> problemOf(const PeerReview& review) {
    if (review.score == RadpeerScore::concur) {
        if (review.significance) return ReadProblem{"/significance", "absent, since the score is 1"};
        if (review.errorKind) return ReadProblem{"/errorKind", "absent, since the score is 1"};
    } else if (!review.significance) {
        return ReadProblem{"/significance", "unlikely or likely, since the score is 2 or 3"};
    }
    if (review.markedSlice && *review.markedSlice < 0) return ReadProblem{"/markedSlice", "0 or more"};
    if (needsArbitration(review) && isBlank(review.comment))
        return ReadProblem{"/comment", "a comment, since " + radpeerName(review) + " goes to an arbiter"};
    return std::nullopt;
}

Outcome outcomeOf(const PeerReview& review) {
    if (review.score == RadpeerScore::concur) return Outcome::concordant;
    return needsArbitration(review) ? Outcome::significantDiscrepancy : Outcome::insignificantDiscrepancy;
}

}  // namespace overread::qa
