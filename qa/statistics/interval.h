#pragma once
#include <optional>

namespace overread::qa::statistics {

/// Quantile of the standard normal for two-sided 95 % and 99.8 % intervals.
inline constexpr double z95 = 1.959963984540054;
inline constexpr double z998 = 3.090232306167813;

struct Interval {
    double low = 0;
    double high = 0;
};

/// A statistic with what is known of its precision. A statistic that the data do not define (no data, no variation) is
/// returned as an absent Estimate, never as NaN.
struct Estimate {
    double value = 0;
    std::optional<double> standardError;
    std::optional<Interval> interval;  ///< 95 %, unless the function says otherwise
};

}  // namespace overread::qa::statistics
