#include "bench/accuracy/comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/quantification/components.h"
#include "core/quantification/quantify.h"

namespace overread::accuracy {
namespace {

constexpr double denseWallMl = 50;

bool isLesion(std::uint8_t label) {
    return label >= static_cast<std::uint8_t>(Label::rightGroundGlass) &&
           label <= static_cast<std::uint8_t>(Label::leftConsolidation);
}
bool isLung(std::uint8_t label) {
    return label >= static_cast<std::uint8_t>(Label::rightLung) &&
           label <= static_cast<std::uint8_t>(Label::leftConsolidation);
}

template <typename Belongs>
std::optional<double> diceOf(const LabelVolume& a, const LabelVolume& b, Belongs belongs) {
    std::size_t both = 0, sum = 0;
    for (std::size_t i = 0; i < a.labels.size(); ++i) {
        const bool inA = belongs(a.labels[i]), inB = belongs(b.labels[i]);
        both += inA && inB;
        sum += static_cast<std::size_t>(inA) + static_cast<std::size_t>(inB);
    }
    if (sum == 0) return std::nullopt;
    return 2 * static_cast<double>(both) / static_cast<double>(sum);
}

}  // namespace

bool Comparison::isCovered() const {
    return std::abs(error()) <= measured.uncertaintyPercent;
}
Grade Comparison::trueGrade() const {
    return gradeOf(truth.involvement.totalPercent, GradeLimits{});
}
double Comparison::pointsFromLimit() const {
    const GradeLimits limits;
    double nearest = truth.involvement.totalPercent;  // CT-0 ends at 0
    for (const double limit : {limits.ct1End, limits.ct2End, limits.ct4Start})
        nearest = std::min(nearest, std::abs(truth.involvement.totalPercent - limit));
    return nearest;
}

double largestLesionMl(const LabelVolume& labels) {
    const auto& g = labels.geometry;
    quantification::Mask mask{quantification::Extent{static_cast<int>(g.columns), static_cast<int>(g.rows),
                                                     static_cast<int>(g.slices), g.spacingMm}};
    std::transform(labels.labels.begin(), labels.labels.end(), mask.data.begin(),
                   [](std::uint8_t label) { return static_cast<std::uint8_t>(isLesion(label)); });
    const auto parts = quantification::componentsOf(mask);
    const int largest = parts.largest();
    return largest < 0 ? 0 : static_cast<double>(parts.all[static_cast<std::size_t>(largest)].voxels) * g.voxelMl();
}

Comparison compare(const Phantom& known, Description what) {
    const auto measured = quantify(known.volume, {GradeLimits{}, 1, {}});
    Comparison out;
    out.what = std::move(what);
    out.truth = known.truth;
    out.measured = measured.figures;
    out.hasDenseWallDisease = known.truth.consolidationMl >= denseWallMl;
    if (measured.labels.labels.empty()) return out;
    out.lungDice = diceOf(measured.labels, known.labels, isLung).value_or(0);
    out.lesionDice = diceOf(measured.labels, known.labels, isLesion);
    out.largestLesionMl = largestLesionMl(measured.labels);
    return out;
}

}  // namespace overread::accuracy
