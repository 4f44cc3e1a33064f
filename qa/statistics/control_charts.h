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

/// Where a proportion lies by chance alone when the true one is `centre` and n were reviewed: on the arcsine scale
/// (Spiegelhalter, Statistics in Medicine 24, 2005). None for n = 0.
struct FunnelLimits {
    Interval inner;  ///< 95 %
    Interval outer;  ///< 99.8 %
};
[[nodiscard]] std::optional<FunnelLimits> funnelLimits(double centre, double n);

/// The same for a ratio of observed to expected counts, exact Poisson limits, 95 %. None for expected = 0.
[[nodiscard]] std::optional<Interval> poissonFunnelLimits(double expected);

}  // namespace overread::qa::statistics
