#pragma once

namespace overread::qa::statistics {

/// Quantile of Student's t; degreesOfFreedom > 0, 0 < probability < 1.
[[nodiscard]] double studentQuantile(double probability, double degreesOfFreedom);
/// Quantile of chi-square; degreesOfFreedom > 0, 0 < probability < 1.
[[nodiscard]] double chiSquareQuantile(double probability, double degreesOfFreedom);
/// Probability of a chi-square above `value`.
[[nodiscard]] double chiSquareAbove(double value, double degreesOfFreedom);

}  // namespace overread::qa::statistics
