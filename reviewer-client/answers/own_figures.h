#pragma once
#include <optional>
#include <string_view>

namespace overread::client {

/// The reader's own figures as GET /api/v1/figures/my-reading gives them, for their own eyes.
struct OwnFigures {
    struct Interval {
        long n = 0;                              ///< what it rests on
        std::optional<double> value, low, high;  ///< 95 % interval
    };
    struct Minutes {
        long n = 0;
        std::optional<double> median, p90;
    };
    long reads = 0, reviews = 0, arbitrations = 0;
    Minutes doubleRead, peerReview, arbitration;
    Interval agreementWithArbitration;     ///< share
    Interval leniency;                     ///< grades; below 0 reads milder than what was settled
    std::optional<Interval> teamLeniency;  ///< the anonymous middle half of the others; none: too few of them
    Interval repeatKappa;
    long repeatsStillNeeded = 0;  ///< 0: the kappa may be looked at
};

/// None where that is no such answer, or nobody has read anything yet.
[[nodiscard]] std::optional<OwnFigures> ownFiguresFrom(std::string_view text);

}  // namespace overread::client
