#include "qa/statistics/rates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

namespace overread::qa::statistics {

std::optional<Interval> wilsonInterval(double events, double n, double z) {
    if (!(n >= 0) || !(events >= 0) || events > n) throw std::invalid_argument("0 <= events <= n is required");
    if (n == 0) return std::nullopt;
    const double share = events / n;
    const double centre = share + z * z / (2 * n);
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    // The ends that are exactly 0 and 1 would otherwise be off by a rounding.
    return Interval{events == 0 ? 0 : std::max(0.0, (centre - half) / scale),
                    events == n ? 1 : std::min(1.0, (centre + half) / scale)};
}

std::optional<Estimate> rawRate(double events, double n) {
    const auto interval = wilsonInterval(events, n);
    if (!interval) return std::nullopt;
    const double share = events / n;
    return Estimate{share, std::sqrt(share * (1 - share) / n), interval};
}

int weightBandOf(double inclusionProbability) {
    if (!(inclusionProbability > 0) || inclusionProbability > 1)
        throw std::invalid_argument("an inclusion probability lies in 0 < p <= 1");
    return inclusionProbability == 1 ? 0 : 1 + static_cast<int>(std::floor(-std::log2(inclusionProbability)));
}

std::optional<Estimate> weightedRate(const std::vector<WeightedReview>& reviews) {
    std::map<int, WeightBand> bands;
    for (const auto& review : reviews) {
        auto& band = bands[weightBandOf(review.inclusionProbability)];
        const double weight = 1 / review.inclusionProbability;
        ++band.n;
        band.weight += weight;
        band.weightSquared += weight * weight;
        if (!review.event) continue;
        ++band.events;
        band.eventWeight += weight;
        band.eventWeightSquared += weight * weight;
    }
    std::vector<WeightBand> all;
    for (const auto& [number, band] : bands) all.push_back(band);
    return weightedRate(all);
}

std::optional<Estimate> weightedRate(const std::vector<WeightBand>& bands) {
    double n = 0;
    double population = 0;
    double events = 0;
    for (const auto& band : bands) {
        n += band.n;
        population += band.weight;
        events += band.eventWeight;
    }
    if (n <= 0 || population <= 0) return std::nullopt;
    const double rate = std::clamp(events / population, 0.0, 1.0);

    double below = 0;
    double above = 0;
    double spread = 0;
    for (const auto& band : bands) {
        if (band.n <= 0) continue;
        // Sums that were added and subtracted are off by a rounding: an event more than there are reviews is none.
        const double share = std::clamp(band.eventWeight / band.weight, 0.0, 1.0);
        const double worth = band.weight * band.weight / band.weightSquared;
        const double weight = band.weight / population;
        const auto wilson = wilsonInterval(share * worth, worth);
        below += std::pow(weight * (share - wilson->low), 2);
        above += std::pow(weight * (wilson->high - share), 2);
        spread += band.eventWeightSquared * std::pow(1 - rate, 2) +
                  std::max(0.0, band.weightSquared - band.eventWeightSquared) * rate * rate;
    }
    const double error = std::sqrt(spread * n / std::max(1.0, n - 1)) / population;
    return Estimate{rate, error,
                    Interval{std::max(0.0, rate - std::sqrt(below)), std::min(1.0, rate + std::sqrt(above))}};
}

double effectiveReviews(const std::vector<WeightBand>& bands) {
    double weight = 0;
    double squared = 0;
    for (const auto& band : bands) {
        weight += band.weight;
        squared += band.weightSquared;
    }
    return squared > 0 ? weight * weight / squared : 0;
}

std::optional<Estimate> differenceOf(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
    if (!a || !b || !a->interval || !b->interval) return std::nullopt;
    const double value = b->value - a->value;
    const double below = std::hypot(b->value - b->interval->low, a->interval->high - a->value);
    const double above = std::hypot(b->interval->high - b->value, a->value - a->interval->low);
    Estimate difference{value, std::nullopt, Interval{value - below, value + above}};
    if (a->standardError && b->standardError)
        difference.standardError = std::hypot(*a->standardError, *b->standardError);
    return difference;
}

Stratum stratumOfEvents(double population, double sampled, double events) {
    if (!(sampled >= 0) || !(events >= 0) || events > sampled)
        throw std::invalid_argument("a stratum needs 0 <= events <= n");
    if (sampled == 0) return {population, 0, 0, 0};
    const double share = events / sampled;
    return {population, sampled, share, sampled > 1 ? share * (1 - share) * sampled / (sampled - 1) : 0};
}

std::optional<Estimate> stratifiedMean(const std::vector<Stratum>& strata) {
    double population = 0;
    for (const auto& stratum : strata) {
        if (!(stratum.sampled >= 0) || stratum.sampled > stratum.population || !(stratum.variance >= 0) ||
            std::isinf(stratum.population))
            throw std::invalid_argument("a stratum needs 0 <= n <= N and a variance of 0 or more");
        if (stratum.sampled == 0 && stratum.population > 0) return std::nullopt;
        population += stratum.population;
    }
    if (population == 0) return std::nullopt;
    double mean = 0;
    double variance = 0;
    for (const auto& stratum : strata) {
        if (stratum.population == 0) continue;
        const double share = stratum.population / population;
        mean += share * stratum.mean;
        variance += share * share * (1 - stratum.sampled / stratum.population) * stratum.variance / stratum.sampled;
    }
    const double error = std::sqrt(variance);
    return Estimate{mean, error, Interval{mean - z95 * error, mean + z95 * error}};
}

long reviewsStillNeeded(long reviews, const ReviewTarget& target) {
    if (!(target.expectedRate >= 0) || target.expectedRate > 1 || !(target.halfWidth > 0))
        throw std::invalid_argument("a target needs a rate in 0..1 and a half width above 0");
    const auto narrowEnough = [&](long n) {
        const auto count = static_cast<double>(n);
        const auto wilson = wilsonInterval(target.expectedRate * count, count);
        return wilson && (wilson->high - wilson->low) / 2 <= target.halfWidth;
    };
    long enough = 1;
    while (!narrowEnough(enough)) ++enough;
    return std::max(0L, enough - reviews);
}

}  // namespace overread::qa::statistics
