#include "core/domain/radpeer.h"

#include <gtest/gtest.h>

namespace overread {
namespace {

PeerReview review(RadpeerScore score, std::optional<Significance> significance = {}) {
    PeerReview result;
    result.score = score;
    result.significance = significance;
    return result;
}

TEST(Radpeer, sendsTwoBAndEveryThreeToArbitration) {
    struct Example {
        PeerReview review;
        std::string name;
        bool arbitration;
    };
    for (const auto& example : {Example{review(RadpeerScore::concur), "1", false},
                                Example{review(RadpeerScore::notOrdinarilyMade, Significance::unlikely), "2a", false},
                                Example{review(RadpeerScore::notOrdinarilyMade, Significance::likely), "2b", true},
                                Example{review(RadpeerScore::shouldBeMade, Significance::unlikely), "3a", true},
                                Example{review(RadpeerScore::shouldBeMade, Significance::likely), "3b", true}}) {
        EXPECT_EQ(radpeerName(example.review), example.name);
        EXPECT_EQ(needsArbitration(example.review), example.arbitration) << example.name;
    }
}

}  // namespace
}  // namespace overread
