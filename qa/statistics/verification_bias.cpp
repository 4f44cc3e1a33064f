#include "qa/statistics/verification_bias.h"

#include <cmath>
#include <stdexcept>

#include "qa/statistics/rates.h"

namespace overread::qa::statistics {
namespace {

double verifiedOf(const Verified& cell) {
    return cell.diseased + cell.healthy;
}
double allOf(const Verified& cell) {
    return verifiedOf(cell) + cell.unverified;
}

/// Share with the wanted result among those with the wanted state: P(result) P(state | result), over both results.
/// `counted` is how many of the verified have the state.
std::optional<Estimate> corrected(const Verified& wanted, double countedWanted, const Verified& other,
                                  double countedOther) {
    if (verifiedOf(wanted) == 0 && allOf(wanted) > 0) return std::nullopt;
    if (verifiedOf(other) == 0 && allOf(other) > 0) return std::nullopt;
    const double rateWanted = verifiedOf(wanted) > 0 ? countedWanted / verifiedOf(wanted) : 0;
    const double rateOther = verifiedOf(other) > 0 ? countedOther / verifiedOf(other) : 0;
    const double expectedWanted = allOf(wanted) * rateWanted;
    const double expectedOther = allOf(other) * rateOther;
    if (expectedWanted + expectedOther == 0) return std::nullopt;
    const double value = expectedWanted / (expectedWanted + expectedOther);
    if (expectedWanted == 0 || expectedOther == 0) {
        // The logit has no finite value: Wilson's interval on the verified that have the state.
        const double n = countedWanted + countedOther;
        return Estimate{value, std::nullopt, wilsonInterval(countedWanted, n)};
    }
    // Variance of log(expectedWanted / expectedOther): of the two verified shares and of the split of the results.
    const double variance = (1 - rateWanted) / (verifiedOf(wanted) * rateWanted) +
                            (1 - rateOther) / (verifiedOf(other) * rateOther) + 1 / allOf(wanted) + 1 / allOf(other);
    const double logit = std::log(expectedWanted / expectedOther);
    const double half = z95 * std::sqrt(variance);
    const auto share = [](double x) { return 1 / (1 + std::exp(-x)); };
    return Estimate{value, value * (1 - value) * std::sqrt(variance),
                    Interval{share(logit - half), share(logit + half)}};
}

std::optional<double> shareOf(double part, double rest) {
    if (part + rest == 0) return std::nullopt;
    return part / (part + rest);
}

}  // namespace

CorrectedAccuracy correctedAccuracy(const Verified& testPositive, const Verified& testNegative) {
    for (const auto& cell : {testPositive, testNegative})
        if (!(cell.diseased >= 0) || !(cell.healthy >= 0) || !(cell.unverified >= 0))
            throw std::invalid_argument("counts are 0 or more");
    return {corrected(testPositive, testPositive.diseased, testNegative, testNegative.diseased),
            corrected(testNegative, testNegative.healthy, testPositive, testPositive.healthy),
            shareOf(testPositive.diseased, testNegative.diseased), shareOf(testNegative.healthy, testPositive.healthy)};
}

}  // namespace overread::qa::statistics
