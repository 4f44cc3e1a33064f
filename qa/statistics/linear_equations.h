#pragma once
#include <optional>
#include <vector>

namespace overread::qa::statistics {

/// Solves a x = b by elimination with pivoting; none where the matrix is singular. `a` is square, one row for each of
/// b.
[[nodiscard]] std::optional<std::vector<double>> solutionOf(std::vector<std::vector<double>> a, std::vector<double> b);

}  // namespace overread::qa::statistics
