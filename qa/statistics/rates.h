#pragma once
#include <optional>
#include <vector>

#include "qa/statistics/interval.h"

namespace overread::qa::statistics {

/// Wilson's score interval without continuity correction for `events` of `n` (0 <= events <= n; both may be effective,
/// fractional numbers). None for n = 0. Throws std::invalid_argument for anything else.
[[nodiscard]] std::optional<Interval> wilsonInterval(double events, double n, double z = z95);

/// The plain rate with Wilson's interval. None for n = 0.
[[nodiscard]] std::optional<Estimate> rawRate(double events, double n);

/// One reviewed report: whether the event was found there, and the joint probability with which it was included.
struct WeightedReview {
    bool event = false;
    double inclusionProbability = 1;  ///< 0 < p <= 1; throws std::invalid_argument outside
};

/// Rate over all reports, the reviewed ones weighted by the inverse of their inclusion probability (Hajek's estimator).
/// The interval is about how the radiologist reads, not about the reports of this period alone, so it keeps its width
/// when everything was reviewed: per group of equal probability Wilson's interval, combined by the method of variance
/// estimates recovery (Zou and Donner, Statistics in Medicine 27, 2008). With one probability for all it is Wilson's.
/// A group without an event thus still says how much it may hide: ten CT-0 reports drawn at 5 % stand for two hundred.
/// Standard error by linearisation. None without reviews.
[[nodiscard]] std::optional<Estimate> weightedRate(const std::vector<WeightedReview>& reviews);

/// Sums of reviews whose weights (inverse probabilities) lie within a factor of two, as they are kept beside the cases.
struct WeightBand {
    double n = 0;
    double weight = 0;         ///< sum of weights
    double weightSquared = 0;  ///< sum of squared weights
    double events = 0;
    double eventWeight = 0;
    double eventWeightSquared = 0;
};
/// Band of an inclusion probability: 0 where every report is picked, then one for each halving.
[[nodiscard]] int weightBandOf(double inclusionProbability);
/// The same estimate from sums: each band is one group, with the reviews that it is worth where its weights differ
/// (Kish, Survey Sampling, 1965). Exact months' rates differ a little from one month to the next; groups of equal
/// weight to the last digit would be many and tiny, and the interval too wide.
[[nodiscard]] std::optional<Estimate> weightedRate(const std::vector<WeightBand>& bands);
/// Reviews of equal weight that would say as much: (sum of weights)^2 / sum of squared weights. 0 without reviews.
[[nodiscard]] double effectiveReviews(const std::vector<WeightBand>& bands);

/// b minus a with the interval of a difference of two independent rates (Zou and Donner 2008, from the intervals of
/// both). None where one of them has no interval.
[[nodiscard]] std::optional<Estimate> differenceOf(const std::optional<Estimate>& a, const std::optional<Estimate>& b);

/// A stratum of a stratified sample without replacement: n of N were looked at.
struct Stratum {
    double population = 0;  ///< N, >= n
    double sampled = 0;     ///< n, >= 0
    double mean = 0;        ///< of the sample
    double variance = 0;    ///< of the sample, with n - 1
};
/// The stratum of a yes/no characteristic.
[[nodiscard]] Stratum stratumOfEvents(double population, double sampled, double events);

/// Horvitz-Thompson estimate of the population mean with the stratified standard error and finite population
/// correction (Cochran, Sampling Techniques, 3rd ed. 1977, chapter 5). Interval: normal, not cut. A stratum with nobody
/// in it counts nothing. None without strata, and where nothing was sampled in one that has somebody in it: of that
/// part nothing is known.
[[nodiscard]] std::optional<Estimate> stratifiedMean(const std::vector<Stratum>& strata);

/// When a rate is worth looking at: Wilson's interval round the rate that is expected is at most this far to either
/// side.
struct ReviewTarget {
    double expectedRate = 0.06;
    double halfWidth = 0.05;
};
/// How many more reviews until the target is met; 0 when it is. "36 reviews so far. About 59 more."
[[nodiscard]] long reviewsStillNeeded(long reviews, const ReviewTarget& target = {});

}  // namespace overread::qa::statistics
