#include "qa/statistics/verification_bias.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

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

/// One side of a test: how many reports it stands for, and the share of them that has the wanted state.
struct Side {
    double weight = 0;
    double counted = 0;  ///< reviews that found the state
    double reviews = 0;
    Estimate share;
};

std::optional<Estimate> corrected(const Side& wanted, const Side& other) {
    const auto valueAt = [&](double shareWanted, double shareOther) {
        const double expected = wanted.weight * shareWanted;
        const double all = expected + other.weight * shareOther;
        return all > 0 ? expected / all : 0;
    };
    const auto& [a, b] = std::pair(wanted.share, other.share);
    if (wanted.weight * a.value + other.weight * b.value <= 0) return std::nullopt;
    const double value = valueAt(a.value, b.value);
    const double below =
        std::hypot(value - valueAt(a.interval->low, b.value), value - valueAt(a.value, b.interval->high));
    const double above =
        std::hypot(valueAt(a.interval->high, b.value) - value, valueAt(a.value, b.interval->low) - value);
    return Estimate{value, std::nullopt, Interval{std::max(0.0, value - below), std::min(1.0, value + above)}};
}

std::optional<Side> sideOf(const std::vector<WeightBand>& bands) {
    const auto share = weightedRate(bands);
    if (!share) return std::nullopt;
    Side side;
    side.share = *share;
    for (const auto& band : bands) {
        side.weight += band.weight;
        side.reviews += band.n;
        side.counted += band.events;
    }
    return side;
}

/// The side of those without the state.
Side healthyOf(Side side) {
    side.counted = side.reviews - side.counted;
    const auto interval = *side.share.interval;
    side.share.value = 1 - side.share.value;
    side.share.interval = Interval{1 - interval.high, 1 - interval.low};
    return side;
}

}  // namespace

CorrectedAccuracy correctedAccuracy(const std::vector<WeightBand>& testPositive,
                                    const std::vector<WeightBand>& testNegative) {
    const auto positive = sideOf(testPositive);
    const auto negative = sideOf(testNegative);
    CorrectedAccuracy accuracy;
    const double truePositive = positive ? positive->counted : 0;
    const double falseNegative = negative ? negative->counted : 0;
    accuracy.naiveSensitivity = shareOf(truePositive, falseNegative);
    accuracy.naiveSpecificity =
        shareOf(negative ? negative->reviews - falseNegative : 0, positive ? positive->reviews - truePositive : 0);
    if (!positive || !negative) return accuracy;
    accuracy.sensitivity = corrected(*positive, *negative);
    accuracy.specificity = corrected(healthyOf(*negative), healthyOf(*positive));
    return accuracy;
}

CorrectedAccuracy correctedAccuracy(const Verified& testPositive, const Verified& testNegative) {
    for (const auto& cell : {testPositive, testNegative})
        if (!(cell.diseased >= 0) || !(cell.healthy >= 0) || !(cell.unverified >= 0))
            throw std::invalid_argument("counts are 0 or more");
    return {corrected(testPositive, testPositive.diseased, testNegative, testNegative.diseased),
            corrected(testNegative, testNegative.healthy, testPositive, testPositive.healthy),
            shareOf(testPositive.diseased, testNegative.diseased), shareOf(testNegative.healthy, testPositive.healthy)};
}

}  // namespace overread::qa::statistics
