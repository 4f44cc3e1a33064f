#include "qa/statistics/agreement.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "qa/statistics/distributions.h"
#include "qa/statistics/rates.h"

namespace overread::qa::statistics {
namespace {

/// Chance agreement within one rounding of 1 leaves nothing to divide by.
constexpr double nothingLeft = 1e-12;

double totalOf(const Table& table) {
    if (table.empty()) throw std::invalid_argument("a table needs at least one category");
    double total = 0;
    for (const auto& row : table) {
        if (row.size() != table.size()) throw std::invalid_argument("a table of agreement is square");
        for (const double count : row) {
            if (!(count >= 0) || std::isinf(count)) throw std::invalid_argument("counts are 0 or more");
            total += count;
        }
    }
    return total;
}

/// Shares of the cells and of both margins.
struct Shares {
    double n;
    Table cell;
    std::vector<double> row;
    std::vector<double> column;
};

std::optional<Shares> sharesOf(const Table& table) {
    const double n = totalOf(table);
    if (n == 0) return std::nullopt;
    const auto k = table.size();
    Shares shares{n, table, std::vector<double>(k), std::vector<double>(k)};
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            shares.cell[i][j] /= n;
            shares.row[i] += shares.cell[i][j];
            shares.column[j] += shares.cell[i][j];
        }
    return shares;
}

Interval cut(double centre, double halfWidth) {
    return {std::max(-1.0, centre - halfWidth), std::min(1.0, centre + halfWidth)};
}

}  // namespace

double weightOf(Weights weights, std::size_t i, std::size_t j, std::size_t categories) {
    if (i == j) return 1;
    if (weights == Weights::none || categories < 2) return 0;
    const double apart =
        std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(categories - 1);
    return weights == Weights::linear ? 1 - apart : 1 - apart * apart;
}

std::optional<Estimate> shareWithin(const Table& table, int apart) {
    const double n = totalOf(table);
    double within = 0;
    for (std::size_t i = 0; i < table.size(); ++i)
        for (std::size_t j = 0; j < table.size(); ++j)
            if (std::abs(static_cast<int>(i) - static_cast<int>(j)) <= apart) within += table[i][j];
    return rawRate(within, n);
}

std::optional<Estimate> cohenKappa(const Table& table, Weights weights) {
    const auto shares = sharesOf(table);
    if (!shares) return std::nullopt;
    const auto k = table.size();
    double observed = 0;
    double expected = 0;
    std::vector<double> rowMean(k);
    std::vector<double> columnMean(k);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            const double weight = weightOf(weights, i, j, k);
            observed += weight * shares->cell[i][j];
            expected += weight * shares->row[i] * shares->column[j];
            rowMean[i] += weight * shares->column[j];
            columnMean[j] += weight * shares->row[i];
        }
    const double left = 1 - expected;
    if (left < nothingLeft) return std::nullopt;

    double spread = 0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            const double term = weightOf(weights, i, j, k) * left - (rowMean[i] + columnMean[j]) * (1 - observed);
            spread += shares->cell[i][j] * term * term;
        }
    const double centre = observed * expected - 2 * expected + observed;
    const double variance = (spread - centre * centre) / (shares->n * std::pow(left, 4));
    const double error = std::sqrt(std::max(0.0, variance));
    const double kappa = (observed - expected) / left;
    // An error of exactly 0 (one grade alone on a side, or no disagreement in a few pairs) is the formula's, not the
    // data's.
    if (error == 0) return Estimate{kappa, std::nullopt, std::nullopt};
    return Estimate{kappa, error, cut(kappa, z95 * error)};
}

std::optional<Estimate> gwet(const Table& table, Weights weights) {
    const auto shares = sharesOf(table);
    if (!shares) return std::nullopt;
    const auto k = table.size();
    if (k < 2) return Estimate{1, 0.0, Interval{1, 1}};
    double allWeights = 0;
    double observed = 0;
    double spreadOfUse = 0;
    std::vector<double> use(k);
    for (std::size_t i = 0; i < k; ++i) use[i] = (shares->row[i] + shares->column[i]) / 2;
    for (std::size_t i = 0; i < k; ++i) {
        spreadOfUse += use[i] * (1 - use[i]);
        for (std::size_t j = 0; j < k; ++j) {
            allWeights += weightOf(weights, i, j, k);
            observed += weightOf(weights, i, j, k) * shares->cell[i][j];
        }
    }
    const double scale = allWeights / static_cast<double>(k * (k - 1));
    const double expected = scale * spreadOfUse;
    const double left = 1 - expected;
    if (left < nothingLeft) return std::nullopt;
    const double coefficient = (observed - expected) / left;
    if (shares->n < 2) return Estimate{coefficient, std::nullopt, std::nullopt};

    double spread = 0;  // of the linearised coefficient over the pairs
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            const double ofPair = (weightOf(weights, i, j, k) - expected) / left;
            const double chanceOfPair = scale * ((1 - use[i]) + (1 - use[j])) / 2;
            const double linear = ofPair - 2 * (1 - coefficient) * (chanceOfPair - expected) / left;
            spread += shares->cell[i][j] * (linear - coefficient) * (linear - coefficient);
        }
    const double error = std::sqrt(spread / (shares->n - 1));
    return Estimate{coefficient, error, cut(coefficient, studentQuantile(0.975, shares->n - 1) * error)};
}

}  // namespace overread::qa::statistics
