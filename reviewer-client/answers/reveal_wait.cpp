#include "reviewer-client/answers/reveal_wait.h"

#include <algorithm>
#include <cmath>

namespace overread::client {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds forComparison{500};
constexpr milliseconds forMeasurement{2000};
constexpr milliseconds forArbiter{10'000};
constexpr milliseconds longest{60'000};
constexpr int askedBriefly = 20;  // a comparison that takes longer has a worker that stands
constexpr double growth = 1.5;

milliseconds growing(milliseconds first, int asked) {
    const double pause = static_cast<double>(first.count()) * std::pow(growth, std::clamp(asked, 0, 20));
    return std::min(longest, milliseconds{static_cast<milliseconds::rep>(pause)});
}

}  // namespace

RevealWait waitOf(const wire::Reveal& reveal) {
    if (!reveal.outcome && reveal.rule.empty()) return RevealWait::comparison;
    if (reveal.measurement.status == Quantification::Status::pending) return RevealWait::measurement;
    return reveal.outcome ? RevealWait::nothing : RevealWait::arbiter;
}

milliseconds pauseBeforeAskingAgain(RevealWait waitsFor, int asked) {
    switch (waitsFor) {
        case RevealWait::comparison:
            return asked < askedBriefly ? forComparison : growing(forComparison, asked - askedBriefly);
        case RevealWait::measurement:
            return growing(forMeasurement, asked);
        case RevealWait::arbiter:
            return growing(forArbiter, asked);
        case RevealWait::nothing:
            break;
    }
    return longest;
}

}  // namespace overread::client
