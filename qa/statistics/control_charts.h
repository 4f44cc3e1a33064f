#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "qa/statistics/interval.h"

namespace overread::qa::statistics {

/// A point of a chart with its own limits.
struct ChartPoint {
    double value = 0;
    Interval limits;
    bool isOutside = false;
};

/// p-chart: shares with limits of three standard deviations, cut to 0..1. A sample with n = 0 has the value of the
/// centre and is never outside. `centre` is none (and there are no points) where nothing was sampled.
/// Source: Montgomery, Introduction to Statistical Quality Control, chapter 7.
struct PChart {
    std::optional<double> centre;
    std::vector<ChartPoint> points;
};
/// Throws std::invalid_argument where the lengths differ or events exceed n.
[[nodiscard]] PChart pChart(const std::vector<double>& events, const std::vector<double>& n);

/// Two one-sided cumulative sums with slack k and decision interval h, in the unit of x; an alarm is a sum above h.
/// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.3.
struct Cusum {
    std::vector<double> high;
    std::vector<double> low;
    std::optional<std::size_t> firstAlarm;  ///< 0-based
};
[[nodiscard]] Cusum cusum(const std::vector<double>& x, double target, double k, double h);

/// Exponentially weighted moving average, started at the target; 0 < lambda <= 1, sigma >= 0.
/// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4, with the exact (not the asymptotic) limits.
[[nodiscard]] std::vector<ChartPoint> ewma(const std::vector<double>& x, double target, double sigma, double lambda,
                                           double limitSigmas);

/// What a chart points out, numbered: 1 beyond a limit; 2 the seventh or later in a row on one side of the centre; 3
/// the seventh or later in a row that rose, or fell; 4 the second of three beyond two thirds of the way to the same
/// limit, as that was before it was cut to 0..1. `centre` may differ from the middle of the limits where these are cut.
/// Points in `skipped` (nothing was sampled) neither signal nor break a run. The rules of each point, ascending.
[[nodiscard]] std::vector<std::vector<int>> signalsOf(const std::vector<ChartPoint>& points, double centre,
                                                      const std::vector<bool>& skipped);

/// p-chart whose centre is that of the first `base` samples with n > 0 from index `from` on, once there are so many;
/// before that the limits are trial limits, from all that is there from then on, and move with every point. Samples
/// before `from` are drawn against the same limits.
struct BasedPChart {
    PChart chart;
    bool isTrial = true;
};
[[nodiscard]] BasedPChart basedPChart(const std::vector<double>& events, const std::vector<double>& n,
                                      std::size_t base = 12, std::size_t from = 0);

/// EWMA of shares with their own n: the variance of each is centre (1 - centre) / n. A sample with n = 0 moves nothing.
[[nodiscard]] std::vector<ChartPoint> ewmaOfShares(const std::vector<double>& events, const std::vector<double>& n,
                                                   double centre, double lambda, double limitSigmas);

/// Where a proportion lies by chance alone when the true one is `centre` and n were reviewed: on the arcsine scale
/// (Spiegelhalter, Statistics in Medicine 24, 2005). None for n = 0.
struct FunnelLimits {
    Interval inner;  ///< 95 %
    Interval outer;  ///< 99.8 %
};
[[nodiscard]] std::optional<FunnelLimits> funnelLimits(double centre, double n);

/// How much wider than chance units spread round a common proportion: mean of squared z-scores on the arcsine scale,
/// the outermost tenth on each side pulled in (Spiegelhalter 2005), at least 1. 1 with fewer than two units.
struct Unit {
    double share = 0;
    double n = 0;  ///< > 0
};
[[nodiscard]] double overDispersion(const std::vector<Unit>& units, double centre);

/// How many standard deviations a unit lies from the centre on the arcsine scale, over-dispersion taken off.
[[nodiscard]] double funnelScore(const Unit& unit, double centre, double dispersion);

/// Funnel limits widened by the root of the over-dispersion.
[[nodiscard]] std::optional<FunnelLimits> funnelLimits(double centre, double n, double dispersion);

/// Smallest true proportion that n reviews put beyond the outer limit (99.8 %) four times of five, where `centre` is
/// usual: "with 100 reviews each, a reader at 6 % must reach 18 % to be seen". 1 for n = 0.
[[nodiscard]] double smallestShareSeen(double centre, double n);

/// The same for a ratio of observed to expected counts, exact Poisson limits, 95 %. None for expected = 0.
[[nodiscard]] std::optional<Interval> poissonFunnelLimits(double expected);

}  // namespace overread::qa::statistics
