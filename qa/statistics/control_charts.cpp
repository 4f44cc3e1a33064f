#include "qa/statistics/control_charts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "qa/statistics/distributions.h"

namespace overread::qa::statistics {

PChart pChart(const std::vector<double>& events, const std::vector<double>& n) {
    if (events.size() != n.size()) throw std::invalid_argument("a p-chart needs one n for each count of events");
    for (std::size_t i = 0; i < n.size(); ++i)
        if (!(events[i] >= 0) || !(n[i] >= events[i])) throw std::invalid_argument("0 <= events <= n is required");
    const double sampled = std::accumulate(n.begin(), n.end(), 0.0);
    if (sampled == 0) return {};
    PChart chart;
    const double centre = std::accumulate(events.begin(), events.end(), 0.0) / sampled;
    chart.centre = centre;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (n[i] == 0) {
            chart.points.push_back({centre, {0, 1}, false});
            continue;
        }
        const double half = 3 * std::sqrt(centre * (1 - centre) / n[i]);
        ChartPoint point{events[i] / n[i], {std::max(0.0, centre - half), std::min(1.0, centre + half)}, false};
        point.isOutside = point.value < point.limits.low || point.value > point.limits.high;
        chart.points.push_back(point);
    }
    return chart;
}

Cusum cusum(const std::vector<double>& x, double target, double k, double h) {
    if (!(k >= 0) || !(h >= 0)) throw std::invalid_argument("k and h are 0 or more");
    Cusum sums;
    double high = 0;
    double low = 0;
    for (const double value : x) {
        high = std::max(0.0, high + value - target - k);
        low = std::max(0.0, low + target - k - value);
        if (!sums.firstAlarm && (high > h || low > h)) sums.firstAlarm = sums.high.size();
        sums.high.push_back(high);
        sums.low.push_back(low);
    }
    return sums;
}

std::vector<ChartPoint> ewma(const std::vector<double>& x, double target, double sigma, double lambda,
                             double limitSigmas) {
    if (!(lambda > 0) || lambda > 1 || !(sigma >= 0) || !(limitSigmas >= 0))
        throw std::invalid_argument("0 < lambda <= 1, sigma >= 0 and L >= 0 are required");
    std::vector<ChartPoint> points;
    double average = target;
    double forgotten = 1;  // (1 - lambda)^(2 i)
    for (const double value : x) {
        average = lambda * value + (1 - lambda) * average;
        forgotten *= (1 - lambda) * (1 - lambda);
        const double half = limitSigmas * sigma * std::sqrt(lambda / (2 - lambda) * (1 - forgotten));
        points.push_back({average, {target - half, target + half}, std::abs(average - target) > half});
    }
    return points;
}

std::optional<FunnelLimits> funnelLimits(double centre, double n) {
    if (!(centre >= 0) || centre > 1 || !(n >= 0))
        throw std::invalid_argument("a centre in 0..1 and n >= 0 are required");
    if (n == 0) return std::nullopt;
    const auto limits = [&](double z) {
        const double angle = std::asin(std::sqrt(centre));
        const double half = z / (2 * std::sqrt(n));
        return Interval{std::pow(std::sin(std::max(0.0, angle - half)), 2),
                        std::pow(std::sin(std::min(std::numbers::pi / 2, angle + half)), 2)};
    };
    return FunnelLimits{limits(z95), limits(z998)};
}

std::optional<Interval> poissonFunnelLimits(double expected) {
    if (!(expected >= 0)) throw std::invalid_argument("an expected count is 0 or more");
    if (expected == 0) return std::nullopt;
    return Interval{chiSquareQuantile(0.025, 2 * expected) / (2 * expected),
                    chiSquareQuantile(0.975, 2 * (expected + 1)) / (2 * expected)};
}

}  // namespace overread::qa::statistics
