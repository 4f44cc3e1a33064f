#include "core/domain/radpeer.h"

namespace overread {

std::string radpeerName(const PeerReview& review) {
    std::string name = std::to_string(static_cast<int>(review.score));
    if (review.significance) name += *review.significance == Significance::likely ? "b" : "a";
    return name;
}

bool needsArbitration(const PeerReview& review) {
    return review.score == RadpeerScore::shouldBeMade ||
           (review.score == RadpeerScore::notOrdinarilyMade && review.significance == Significance::likely);
}

}  // namespace overread
