#pragma once
#include <optional>
#include <vector>

#include "qa/statistics/interval.h"

namespace overread::qa::statistics {

/// Counts of pairs: rows are the first rater's categories, columns the second's, on the full fixed scale (CT-0..CT-4 is
/// 5 x 5 even where a grade never occurs). Square, counts >= 0; the functions throw std::invalid_argument otherwise.
using Table = std::vector<std::vector<double>>;

/// How much a disagreement counts: agreement weights 1 on the diagonal; none: 0 off it; linear: 1 - |i-j| / (k-1);
/// quadratic: 1 - (i-j)^2 / (k-1)^2.
enum class Weights { none, linear, quadratic };
[[nodiscard]] double weightOf(Weights weights, std::size_t i, std::size_t j, std::size_t categories);

/// Share of pairs at most `apart` categories from each other, with Wilson's interval. None without pairs.
[[nodiscard]] std::optional<Estimate> shareWithin(const Table& table, int apart);

/// Cohen's kappa. The interval rests on the non-null asymptotic standard error of Fleiss, Cohen and Everitt
/// (Psychological Bulletin 72, 1969) and is cut to -1..1. None without pairs, and where chance alone agrees fully (both
/// raters used one and the same category only): kappa says nothing there.
[[nodiscard]] std::optional<Estimate> cohenKappa(const Table& table, Weights weights);

/// Gwet's AC1 (no weights) and AC2 (weighted) for two raters; defined, and 1, where all pairs are one category.
/// Standard error by linearisation over the pairs, interval with Student's t (Gwet, Handbook of Inter-Rater
/// Reliability, 4th ed. 2014, chapter 5). None without pairs; one pair has no standard error.
[[nodiscard]] std::optional<Estimate> gwet(const Table& table, Weights weights);

/// Fleiss' kappa for many raters. `counts[s][c]`: how many raters put subject s into category c; a subject with fewer
/// than two ratings is left out. Standard error by linearisation (Gwet 2014). None where it is not defined.
[[nodiscard]] std::optional<Estimate> fleissKappa(const std::vector<std::vector<double>>& counts);

enum class Level { nominal, ordinal, interval };
/// Krippendorff's alpha, for any number of raters with gaps. `ratings[r][u]`: rater r of unit u, none where missing.
/// Standard error by the jackknife over units. None where no two ratings can be paired or all ratings are equal.
[[nodiscard]] std::optional<Estimate> krippendorffAlpha(const std::vector<std::vector<std::optional<double>>>& ratings,
                                                        Level level);

}  // namespace overread::qa::statistics
