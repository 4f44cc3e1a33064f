#include "qa/statistics/bland_altman.h"

#include <cmath>
#include <stdexcept>

#include "qa/statistics/distributions.h"

namespace overread::qa::statistics {
namespace {
/// As published, not the longer quantile: the limits are a convention.
constexpr double limitSds = 1.96;
}  // namespace

std::optional<BlandAltman> blandAltman(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) throw std::invalid_argument("Bland-Altman needs pairs");
    if (a.empty()) return std::nullopt;
    const auto n = static_cast<double>(a.size());
    BlandAltman result;
    result.n = static_cast<long>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) result.bias += (a[i] - b[i]) / n;
    if (a.size() == 1) {
        result.limits = {result.bias, result.bias};
        return result;
    }
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) squares += std::pow(a[i] - b[i] - result.bias, 2);
    result.sd = std::sqrt(squares / (n - 1));
    result.limits = {result.bias - limitSds * result.sd, result.bias + limitSds * result.sd};

    const auto around = [&](double centre, double error) {
        const double half = studentQuantile(0.975, n - 1) * error;
        return Interval{centre - half, centre + half};
    };
    const double errorOfBias = result.sd / std::sqrt(n);
    // The variance of a limit: that of the bias plus 1.96^2 times that of the standard deviation, sd^2 / (2 (n - 1)).
    const double errorOfLimit = result.sd * std::sqrt(1 / n + limitSds * limitSds / (2 * (n - 1)));
    result.biasInterval = around(result.bias, errorOfBias);
    result.lowLimitInterval = around(result.limits.low, errorOfLimit);
    result.highLimitInterval = around(result.limits.high, errorOfLimit);
    return result;
}

}  // namespace overread::qa::statistics
