#include "qa/statistics/bernoulli_cusum.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qa/statistics/linear_equations.h"

namespace overread::qa::statistics {
namespace {

constexpr int mostFall = 16;           // finer steps than these change no limit that anybody would see
constexpr double nearEnough = 0.0075;  // of the ratio of both steps
constexpr long mostSteps = 100'000;

using Row = std::vector<double>;

/// Expected cases to a signal from sum 0. From sum i it is 1 + rate L(i + rise) + (1 - rate) L(i - fall), nothing from
/// above the limit. Elimination in a band, without pivoting: what leaves the diagonal is never more than what is on it.
double runLengthOf(int rise, int fall, long limit, double rate) {
    const auto size = static_cast<std::size_t>(limit) + 1;
    const auto up = static_cast<std::size_t>(rise);
    const auto down = static_cast<std::size_t>(fall);
    const auto width = down + up + 1;
    std::vector<double> band(size * width);
    const auto at = [&](std::size_t row, std::size_t column) -> double& {
        return band[row * width + (column + down - row)];
    };
    std::vector<double> lengths(size, 1);
    for (std::size_t i = 0; i < size; ++i) {
        at(i, i) += 1;
        if (i + up < size) at(i, i + up) -= rate;
        at(i, i < down ? 0 : i - down) -= 1 - rate;
    }
    for (std::size_t k = 0; k < size; ++k)
        for (std::size_t i = k + 1; i <= std::min(k + down, size - 1); ++i) {
            const double factor = at(i, k) / at(k, k);
            for (std::size_t column = k; column <= std::min(k + up, size - 1); ++column)
                at(i, column) -= factor * at(k, column);
            lengths[i] -= factor * lengths[k];
        }
    for (std::size_t i = size; i-- > 0;) {
        for (std::size_t column = i + 1; column <= std::min(i + up, size - 1); ++column)
            lengths[i] -= at(i, column) * lengths[column];
        lengths[i] /= at(i, i);
    }
    return lengths.front();
}

/// Nodes and weights of Gauss and Legendre on 0..h.
struct Quadrature {
    std::vector<double> nodes;
    std::vector<double> weights;
};
Quadrature gaussLegendre(int count, double h) {
    Quadrature found;
    for (int i = 1; i <= count; ++i) {
        double x = std::cos(std::numbers::pi * (i - 0.25) / (count + 0.5));
        double slope = 1;
        for (int step = 0; step < 50; ++step) {
            double before = 1;
            double now = x;
            for (int n = 2; n <= count; ++n) {
                const double next = ((2 * n - 1) * x * now - (n - 1) * before) / n;
                before = now;
                now = next;
            }
            slope = count * (x * now - before) / (x * x - 1);
            const double moved = now / slope;
            x -= moved;
            if (std::abs(moved) < 1e-15) break;
        }
        found.nodes.push_back(h / 2 * (1 - x));
        found.weights.push_back(h / ((1 - x * x) * slope * slope));
    }
    return found;
}

double normalBelow(double x) {
    return std::erfc(-x / std::numbers::sqrt2) / 2;
}
double normalDensity(double x) {
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

}  // namespace

double averageRunLength(const BernoulliDesign& design, double rate) {
    if (!(rate > 0) || !(rate < 1) || design.rise < 1 || design.fall < 1 || design.limit < 0)
        throw std::invalid_argument("a run length needs 0 < rate < 1 and a design");
    return runLengthOf(design.rise, design.fall, design.limit, rate);
}

BernoulliDesign bernoulliDesign(double target, double oddsRatio, double runLength) {
    if (!(target > 0) || !(target < 1) || !(oddsRatio > 1) || !(runLength >= 1) || std::isinf(oddsRatio) ||
        std::isinf(runLength))
        throw std::invalid_argument("0 < target < 1, an odds ratio above 1 and a run length of 1 or more are required");
    BernoulliDesign design;
    design.target = target;
    design.oddsRatio = oddsRatio;
    const double down = std::log1p((oddsRatio - 1) * target);
    const double up = std::log(oddsRatio) - down;
    for (design.fall = 1; design.fall < mostFall; ++design.fall) {
        const double wanted = up / down * design.fall;
        if (wanted >= 1 && std::abs(std::round(wanted) - wanted) <= nearEnough * wanted) break;
    }
    design.rise = static_cast<int>(std::max(1L, std::lround(up / down * design.fall)));
    design.unit = down / design.fall;
    const auto isLongEnough = [&](long limit) {
        return runLengthOf(design.rise, design.fall, limit, target) >= runLength;
    };
    long enough = design.rise;
    while (!isLongEnough(enough)) {
        enough *= 2;
        if (enough > mostSteps) throw std::invalid_argument("no limit of a sensible size has that run length");
    }
    long tooLittle = -1;
    while (enough - tooLittle > 1) {
        const long middle = tooLittle + (enough - tooLittle) / 2;
        (isLongEnough(middle) ? enough : tooLittle) = middle;
    }
    design.limit = enough;
    design.runLength = averageRunLength(design, target);
    const double odds = oddsRatio * target / (1 - target);
    design.runLengthAtOddsRatio = averageRunLength(design, odds / (1 + odds));
    return design;
}

BernoulliCusum bernoulliCusum(const std::vector<bool>& events, const BernoulliDesign& design) {
    BernoulliCusum cusum;
    long sum = 0;
    for (const bool event : events) {
        sum = event ? sum + design.rise : std::max(0L, sum - design.fall);
        const bool isSignal = sum > design.limit;
        cusum.sums.push_back(static_cast<double>(sum) * design.unit);
        cusum.signals.push_back(isSignal);
        if (isSignal) sum = 0;
    }
    return cusum;
}

double averageRunLength(double k, double h, double shift) {
    if (!(k >= 0) || !(h > 0) || std::isinf(h) || std::isinf(k) || !std::isfinite(shift))
        throw std::invalid_argument("a CUSUM needs k >= 0 and h > 0");
    constexpr int nodes = 40;
    const auto points = gaussLegendre(nodes, h);
    const double drift = k - shift;
    // L(s) = 1 + P(back to 0) L(0) + integral over 0..h of L(x) density(x - s + drift); the last unknown is L(0).
    std::vector<Row> equations;
    for (int i = 0; i <= nodes; ++i) {
        const double from = i < nodes ? points.nodes[static_cast<std::size_t>(i)] : 0;
        auto& row = equations.emplace_back(nodes + 1);
        row[static_cast<std::size_t>(i)] = 1;
        for (std::size_t j = 0; j < nodes; ++j)
            row[j] -= points.weights[j] * normalDensity(points.nodes[j] - from + drift);
        row[nodes] -= normalBelow(drift - from);
    }
    const auto lengths = solutionOf(equations, Row(nodes + 1, 1));
    if (!lengths) throw std::domain_error("the run length of this CUSUM cannot be computed");
    return lengths->back();
}

double decisionIntervalFor(double k, double runLength) {
    if (!(runLength > 1) || std::isinf(runLength)) throw std::invalid_argument("a run length above 1 is required");
    double low = 0;
    double high = 1;
    while (averageRunLength(k, high, 0) < runLength) {
        low = high;
        high *= 2;
        if (high > 64) throw std::invalid_argument("no decision interval of a sensible size has that run length");
    }
    for (int step = 0; step < 50; ++step) {
        const double middle = (low + high) / 2;
        if (middle == 0) break;
        (averageRunLength(k, middle, 0) < runLength ? low : high) = middle;
    }
    return high;
}

}  // namespace overread::qa::statistics
