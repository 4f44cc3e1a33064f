#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "qa/statistics/agreement.h"
#include "qa/statistics/distributions.h"

namespace overread::qa::statistics {
namespace {

constexpr double nothingLeft = 1e-12;

std::optional<Estimate> withSpread(double value, double standardError, double units) {
    const double half = studentQuantile(0.975, units - 1) * standardError;
    return Estimate{value, standardError, Interval{std::max(-1.0, value - half), std::min(1.0, value + half)}};
}

/// The ratings of one unit that can be paired.
using Unit = std::vector<double>;

std::vector<Unit> pairableUnits(const std::vector<std::vector<std::optional<double>>>& ratings) {
    std::vector<Unit> units;
    const std::size_t width = ratings.empty() ? 0 : ratings.front().size();
    for (std::size_t u = 0; u < width; ++u) {
        Unit unit;
        for (const auto& rater : ratings) {
            if (rater.size() != width) throw std::invalid_argument("each rater has one entry for each unit");
            if (rater[u]) unit.push_back(*rater[u]);
        }
        if (unit.size() >= 2) units.push_back(std::move(unit));
    }
    return units;
}

/// Squared distance of two values among all values that occur; ordinal: by the number of ratings between them.
class Distance {
public:
    Distance(Level level, const std::vector<Unit>& units) : level_(level) {
        for (const auto& unit : units)
            for (const double value : unit) ++frequency_[value];
        double below = 0;
        for (const auto& [value, count] : frequency_) {
            middle_[value] = below + count / 2;
            below += count;
        }
    }
    [[nodiscard]] double squared(double a, double b) const {
        if (a == b) return 0;
        if (level_ == Level::nominal) return 1;
        const double apart = level_ == Level::interval ? a - b : middle_.at(a) - middle_.at(b);
        return apart * apart;
    }
    [[nodiscard]] const std::map<double, double>& frequency() const { return frequency_; }

private:
    Level level_;
    std::map<double, double> frequency_;
    std::map<double, double> middle_;
};

std::optional<double> alphaOf(const std::vector<Unit>& units, Level level) {
    const Distance distance(level, units);
    double values = 0;
    double observed = 0;
    for (const auto& unit : units) {
        values += static_cast<double>(unit.size());
        double sum = 0;
        for (const double a : unit)
            for (const double b : unit) sum += distance.squared(a, b);
        observed += sum / static_cast<double>(unit.size() - 1);
    }
    if (values < 2) return std::nullopt;
    double expected = 0;
    for (const auto& [a, countA] : distance.frequency())
        for (const auto& [b, countB] : distance.frequency()) expected += countA * countB * distance.squared(a, b);
    if (expected == 0) return std::nullopt;
    return 1 - observed * (values - 1) / expected;
}

}  // namespace

std::optional<Estimate> fleissKappa(const std::vector<std::vector<double>>& counts) {
    struct Subject {
        const std::vector<double>* counts;
        double ratings;
    };
    std::vector<Subject> subjects;
    for (const auto& row : counts) {
        if (row.size() != counts.front().size())
            throw std::invalid_argument("each subject has one count for each category");
        for (const double count : row)
            if (!(count >= 0) || std::isinf(count)) throw std::invalid_argument("counts are 0 or more");
        const double ratings = std::accumulate(row.begin(), row.end(), 0.0);
        if (ratings >= 2) subjects.push_back({&row, ratings});
    }
    if (subjects.empty()) return std::nullopt;
    const auto n = static_cast<double>(subjects.size());
    const auto categories = counts.front().size();

    std::vector<double> use(categories);
    for (const auto& subject : subjects)
        for (std::size_t c = 0; c < categories; ++c) use[c] += (*subject.counts)[c] / subject.ratings / n;
    const double expected = std::inner_product(use.begin(), use.end(), use.begin(), 0.0);
    const double left = 1 - expected;
    if (left < nothingLeft) return std::nullopt;

    const auto agreementIn = [&](const Subject& subject) {
        double pairs = 0;
        for (const double count : *subject.counts) pairs += count * (count - 1);
        return pairs / (subject.ratings * (subject.ratings - 1));
    };
    double observed = 0;
    for (const auto& subject : subjects) observed += agreementIn(subject) / n;
    const double kappa = (observed - expected) / left;
    if (subjects.size() < 2) return Estimate{kappa, std::nullopt, std::nullopt};

    double spread = 0;
    for (const auto& subject : subjects) {
        double chance = 0;
        for (std::size_t c = 0; c < categories; ++c) chance += use[c] * (*subject.counts)[c] / subject.ratings;
        const double linear = (agreementIn(subject) - expected) / left - 2 * (1 - kappa) * (chance - expected) / left;
        spread += (linear - kappa) * (linear - kappa);
    }
    return withSpread(kappa, std::sqrt(spread / (n * (n - 1))), n);
}

std::optional<Estimate> krippendorffAlpha(const std::vector<std::vector<std::optional<double>>>& ratings, Level level) {
    const auto units = pairableUnits(ratings);
    const auto alpha = alphaOf(units, level);
    if (!alpha) return std::nullopt;
    const auto n = static_cast<double>(units.size());

    std::vector<double> without;
    for (std::size_t left = 0; left < units.size(); ++left) {
        auto others = units;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
        const auto value = alphaOf(others, level);
        if (!value) return Estimate{*alpha, std::nullopt, std::nullopt};
        without.push_back(*value);
    }
    const double mean = std::accumulate(without.begin(), without.end(), 0.0) / n;
    double spread = 0;
    for (const double value : without) spread += (value - mean) * (value - mean);
    return withSpread(*alpha, std::sqrt(spread * (n - 1) / n), n);
}

}  // namespace overread::qa::statistics
