#pragma once
#include <optional>
#include <vector>

#include "qa/statistics/interval.h"

namespace overread::qa::statistics {

/// Differences a - b of paired measurements, in their unit. Source: Bland and Altman, Lancet 1986; 1: 307-310.
struct BlandAltman {
    long n = 0;
    double bias = 0;
    double sd = 0;                         ///< of the differences; 0 for a single pair
    Interval limits;                       ///< of agreement: bias -+ 1.96 sd
    std::optional<Interval> biasInterval;  ///< 95 %, Student's t; none for a single pair
    std::optional<Interval> lowLimitInterval;
    std::optional<Interval> highLimitInterval;
};
/// None without pairs. Throws std::invalid_argument where the lengths differ.
[[nodiscard]] std::optional<BlandAltman> blandAltman(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace overread::qa::statistics
