#include "qa/statistics/symmetry.h"

#include <cmath>
#include <stdexcept>

#include "qa/statistics/distributions.h"
#include "qa/statistics/linear_equations.h"

namespace overread::qa::statistics {
namespace {

void requireCounts(const Table& table) {
    for (const auto& row : table) {
        if (row.size() != table.size()) throw std::invalid_argument("a table of agreement is square");
        for (const double count : row)
            if (!(count >= 0) || std::isinf(count)) throw std::invalid_argument("counts are 0 or more");
    }
}

}  // namespace

std::optional<ChiSquareTest> bowker(const Table& table) {
    requireCounts(table);
    ChiSquareTest test;
    for (std::size_t i = 0; i < table.size(); ++i)
        for (std::size_t j = i + 1; j < table.size(); ++j) {
            const double both = table[i][j] + table[j][i];
            if (both == 0) continue;
            test.chiSquare += std::pow(table[i][j] - table[j][i], 2) / both;
            ++test.degreesOfFreedom;
        }
    if (test.degreesOfFreedom == 0) return std::nullopt;
    test.p = chiSquareAbove(test.chiSquare, test.degreesOfFreedom);
    return test;
}

std::optional<ChiSquareTest> stuartMaxwell(const Table& table) {
    requireCounts(table);
    const auto k = table.size();
    std::vector<double> row(k);
    std::vector<double> column(k);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            row[i] += table[i][j];
            column[j] += table[i][j];
        }
    std::vector<std::size_t> used;  // a category without any disagreement says nothing about the margins
    for (std::size_t i = 0; i < k; ++i)
        if (row[i] + column[i] - 2 * table[i][i] > 0) used.push_back(i);
    if (used.size() < 2) return std::nullopt;
    used.pop_back();  // the differences of the margins add to 0: one category follows from the rest

    Table covariance(used.size(), std::vector<double>(used.size()));
    std::vector<double> difference;
    for (std::size_t a = 0; a < used.size(); ++a) {
        const auto i = used[a];
        difference.push_back(row[i] - column[i]);
        for (std::size_t b = 0; b < used.size(); ++b) {
            const auto j = used[b];
            covariance[a][b] = i == j ? row[i] + column[i] - 2 * table[i][i] : -(table[i][j] + table[j][i]);
        }
    }
    const auto solved = solutionOf(covariance, difference);
    if (!solved) return std::nullopt;
    ChiSquareTest test;
    test.degreesOfFreedom = static_cast<int>(used.size());
    for (std::size_t a = 0; a < used.size(); ++a) test.chiSquare += difference[a] * (*solved)[a];
    test.p = chiSquareAbove(test.chiSquare, test.degreesOfFreedom);
    return test;
}

}  // namespace overread::qa::statistics
