#include "qa/statistics/linear_equations.h"

#include <cmath>
#include <utility>

namespace overread::qa::statistics {

std::optional<std::vector<double>> solutionOf(std::vector<std::vector<double>> a, std::vector<double> b) {
    const auto n = b.size();
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < n; ++row)
            if (std::abs(a[row][column]) > std::abs(a[pivot][column])) pivot = row;
        if (std::abs(a[pivot][column]) < 1e-9) return std::nullopt;
        std::swap(a[pivot], a[column]);
        std::swap(b[pivot], b[column]);
        for (std::size_t row = column + 1; row < n; ++row) {
            const double factor = a[row][column] / a[column][column];
            for (std::size_t c = column; c < n; ++c) a[row][c] -= factor * a[column][c];
            b[row] -= factor * b[column];
        }
    }
    for (std::size_t row = n; row-- > 0;) {
        for (std::size_t c = row + 1; c < n; ++c) b[row] -= a[row][c] * b[c];
        b[row] /= a[row][row];
    }
    return b;
}

}  // namespace overread::qa::statistics
