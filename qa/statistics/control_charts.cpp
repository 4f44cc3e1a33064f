#include "qa/statistics/control_charts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <stdexcept>

#include "qa/statistics/distributions.h"

namespace overread::qa::statistics {
namespace {

constexpr int runLength = 7;
constexpr double z80 = 0.8416212335729143;  // four times of five

double angleOf(double share) {
    return std::asin(std::sqrt(std::clamp(share, 0.0, 1.0)));
}

double shareAt(double angle) {
    return std::pow(std::sin(std::clamp(angle, 0.0, std::numbers::pi / 2)), 2);
}

void requireProportion(double centre, double n) {
    if (!(centre >= 0) || centre > 1 || !(n >= 0))
        throw std::invalid_argument("a centre in 0..1 and n >= 0 are required");
}

/// Shares of samples against a centre that is given, limits of three standard deviations.
std::vector<ChartPoint> sharesAgainst(double centre, const std::vector<double>& events, const std::vector<double>& n) {
    std::vector<ChartPoint> points;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (n[i] == 0) {
            points.push_back({centre, {0, 1}, false});
            continue;
        }
        const double half = 3 * std::sqrt(centre * (1 - centre) / n[i]);
        ChartPoint point{events[i] / n[i], {std::max(0.0, centre - half), std::min(1.0, centre + half)}, false};
        point.isOutside = point.value < point.limits.low || point.value > point.limits.high;
        points.push_back(point);
    }
    return points;
}

/// How often in a row, at the last one, something was true of a point.
class Run {
public:
    void step(int direction) {
        length_ = direction != 0 && direction == direction_ ? length_ + 1 : (direction != 0 ? 1 : 0);
        direction_ = direction;
    }
    [[nodiscard]] int length() const { return length_; }

private:
    int direction_ = 0;
    int length_ = 0;
};

int signOf(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

/// -1 or 1: beyond two thirds of the way from the centre to the limit on that side. A limit that was cut to what a
/// share can be is nearer than three standard deviations; the other one, at its full distance, tells them.
int nearLimit(const ChartPoint& point, double centre) {
    const double near = std::max(point.limits.high - centre, centre - point.limits.low) * 2 / 3;
    if (near > 0 && point.value > centre + near) return 1;
    if (near > 0 && point.value < centre - near) return -1;
    return 0;
}

}  // namespace

PChart pChart(const std::vector<double>& events, const std::vector<double>& n) {
    if (events.size() != n.size()) throw std::invalid_argument("a p-chart needs one n for each count of events");
    for (std::size_t i = 0; i < n.size(); ++i)
        if (!(events[i] >= 0) || !(n[i] >= events[i])) throw std::invalid_argument("0 <= events <= n is required");
    const double sampled = std::accumulate(n.begin(), n.end(), 0.0);
    if (sampled == 0) return {};
    PChart chart;
    const double centre = std::accumulate(events.begin(), events.end(), 0.0) / sampled;
    chart.centre = centre;
    chart.points = sharesAgainst(centre, events, n);
    return chart;
}

BasedPChart basedPChart(const std::vector<double>& events, const std::vector<double>& n, std::size_t base,
                        std::size_t from) {
    BasedPChart based{pChart(events, n), true};
    std::vector<double> firstEvents;
    std::vector<double> firstN;
    for (std::size_t i = from; i < n.size() && firstN.size() < base; ++i) {
        if (n[i] == 0) continue;
        firstEvents.push_back(events[i]);
        firstN.push_back(n[i]);
    }
    based.isTrial = base == 0 || firstN.size() < base;
    if (base == 0) return based;
    based.chart.centre = pChart(firstEvents, firstN).centre;
    based.chart.points.clear();
    if (based.chart.centre) based.chart.points = sharesAgainst(*based.chart.centre, events, n);
    return based;
}

std::vector<std::vector<int>> signalsOf(const std::vector<ChartPoint>& points, double centre,
                                        const std::vector<bool>& skipped) {
    if (skipped.size() != points.size()) throw std::invalid_argument("each point is skipped or not");
    std::vector<std::vector<int>> signals(points.size());
    Run side;
    Run trend;
    std::vector<int> near;
    const ChartPoint* before = nullptr;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (skipped[i]) continue;
        const auto& point = points[i];
        side.step(signOf(point.value - centre));
        if (before != nullptr) trend.step(signOf(point.value - before->value));
        near.push_back(nearLimit(point, centre));
        const auto recent = std::span(near).last(std::min<std::size_t>(3, near.size()));
        if (point.isOutside) signals[i].push_back(1);
        if (side.length() >= runLength) signals[i].push_back(2);
        // Seven points in a row rise by six steps.
        if (trend.length() >= runLength - 1) signals[i].push_back(3);
        if (near.back() != 0 && std::count(recent.begin(), recent.end(), near.back()) >= 2) signals[i].push_back(4);
        before = &point;
    }
    return signals;
}

std::vector<ChartPoint> ewmaOfShares(const std::vector<double>& events, const std::vector<double>& n, double centre,
                                     double lambda, double limitSigmas) {
    if (events.size() != n.size()) throw std::invalid_argument("an average needs one n for each count of events");
    requireProportion(centre, 0);
    if (!(lambda > 0) || lambda > 1 || !(limitSigmas >= 0))
        throw std::invalid_argument("0 < lambda <= 1 and L >= 0 are required");
    std::vector<ChartPoint> points;
    double average = centre;
    double variance = 0;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (n[i] > 0) {
            average = lambda * events[i] / n[i] + (1 - lambda) * average;
            variance = lambda * lambda * centre * (1 - centre) / n[i] + (1 - lambda) * (1 - lambda) * variance;
        }
        const double half = limitSigmas * std::sqrt(variance);
        points.push_back({average,
                          {std::max(0.0, centre - half), std::min(1.0, centre + half)},
                          n[i] > 0 && std::abs(average - centre) > half});
    }
    return points;
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
    return funnelLimits(centre, n, 1);
}

std::optional<FunnelLimits> funnelLimits(double centre, double n, double dispersion) {
    requireProportion(centre, n);
    if (!(dispersion >= 1)) throw std::invalid_argument("over-dispersion is 1 or more");
    if (n == 0) return std::nullopt;
    const auto limits = [&](double z) {
        const double half = z * std::sqrt(dispersion) / (2 * std::sqrt(n));
        return Interval{shareAt(angleOf(centre) - half), shareAt(angleOf(centre) + half)};
    };
    return FunnelLimits{limits(z95), limits(z998)};
}

double funnelScore(const Unit& unit, double centre, double dispersion) {
    requireProportion(centre, unit.n);
    return (angleOf(unit.share) - angleOf(centre)) * 2 * std::sqrt(unit.n) / std::sqrt(dispersion);
}

double overDispersion(const std::vector<Unit>& units, double centre) {
    if (units.size() < 2) return 1;
    std::vector<double> scores;
    for (const auto& unit : units) scores.push_back(funnelScore(unit, centre, 1));
    std::sort(scores.begin(), scores.end());
    const auto outermost = scores.size() / 10;
    const double low = scores[outermost];
    const double high = scores[scores.size() - 1 - outermost];
    double squares = 0;
    for (const double score : scores) squares += std::pow(std::clamp(score, low, high), 2);
    return std::max(1.0, squares / static_cast<double>(scores.size()));
}

double smallestShareSeen(double centre, double n) {
    requireProportion(centre, n);
    if (n == 0) return 1;
    return shareAt(angleOf(centre) + (z998 + z80) / (2 * std::sqrt(n)));
}

std::optional<Interval> poissonFunnelLimits(double expected) {
    if (!(expected >= 0)) throw std::invalid_argument("an expected count is 0 or more");
    if (expected == 0) return std::nullopt;
    return Interval{chiSquareQuantile(0.025, 2 * expected) / (2 * expected),
                    chiSquareQuantile(0.975, 2 * (expected + 1)) / (2 * expected)};
}

}  // namespace overread::qa::statistics
