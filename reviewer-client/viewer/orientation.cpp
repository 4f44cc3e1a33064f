#include "reviewer-client/viewer/orientation.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace overread::client {
namespace {

/// Letters of a direction, the largest part first; parts under 15 degrees are left out.
std::string lettersOf(const std::array<double, 3>& direction, double sign) {
    constexpr std::array<std::array<char, 2>, 3> letters{{{'L', 'R'}, {'P', 'A'}, {'H', 'F'}}};
    std::vector<std::pair<double, char>> parts;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double part = direction[axis] * sign;
        if (std::abs(part) > 0.26) parts.emplace_back(std::abs(part), letters[axis][part > 0 ? 0 : 1]);
    }
    std::ranges::stable_sort(parts, std::greater{}, &std::pair<double, char>::first);
    std::string text;
    for (const auto& part : parts) text += part.second;
    return text;
}

}  // namespace

OrientationMarks orientationMarks(const std::array<double, 3>& rowDirection,
                                  const std::array<double, 3>& columnDirection) {
    return {lettersOf(rowDirection, -1), lettersOf(rowDirection, 1), lettersOf(columnDirection, -1),
            lettersOf(columnDirection, 1)};
}

double scaleBarMm(double maximumMm) {
    if (!(maximumMm > 0)) return 0;
    const double power = std::pow(10, std::floor(std::log10(maximumMm)));
    for (const double step : {5.0, 2.0})
        if (step * power <= maximumMm) return step * power;
    return power;
}

}  // namespace overread::client
