#include "core/phantom/disease.h"

#include <algorithm>

#include "core/volume/ct_volume.h"

namespace overread {
namespace {

constexpr std::size_t binCount = std::size_t{1} << 17;

}  // namespace

DiseaseField::DiseaseField(std::uint64_t seed)
    : patches_({-150, -120, -10}, {150, 130, 310}, 26, seed ^ 0xD15EA5E),
      grain_({-150, -120, -10}, {150, 130, 310}, 7, seed ^ 0x6EA1) {}

DiseaseField::Plane DiseaseField::planeAt(double z) const {
    return {patches_.planeAt(z), grain_.planeAt(z)};
}

double DiseaseField::Plane::at(double x, double y, double outward, double upwards) const {
    const double out = std::min(outward, 1.0);
    return 0.85 * patches_.at(x, y) + 0.14 * grain_.at(x, y) + 0.34 * out * out + 0.0022 * y + 0.24 * (1 - upwards);
}

CutFinder::CutFinder(double low, double high) : low_(low), high_(high), bins_(binCount) {}

std::size_t CutFinder::binOf(double value) const {
    const double share = (value - low_) / (high_ - low_) * static_cast<double>(binCount);
    return static_cast<std::size_t>(std::clamp(share, 0.0, static_cast<double>(binCount - 1)));
}

void CutFinder::count(double value) {
    ++bins_[binOf(value)];
    ++counted_;
}

double CutFinder::binned(double value) const {
    return static_cast<double>(binOf(value));
}

double CutFinder::cutFor(std::uint64_t wanted) const {
    std::uint64_t above = 0;
    std::size_t bin = binCount;
    while (bin > 0 && above + bins_[bin - 1] <= wanted) above += bins_[--bin];
    // The bin that oversteps belongs in when that comes nearer.
    if (bin > 0 && above < wanted && bins_[bin - 1] - (wanted - above) < wanted - above) --bin;
    return static_cast<double>(bin);
}

void LesionRule::cutFor(double wantedVoxels, double consolidationShare) {
    cut_ = proneness_.cutFor(static_cast<std::uint64_t>(wantedVoxels + 0.5));
    denseCut_ = proneness_.cutFor(static_cast<std::uint64_t>(wantedVoxels * consolidationShare + 0.5));
}

double LesionRule::huOf(double proneness, double grain) const {
    if (isDense(proneness)) return 28 + 30 * (grain - 0.5);
    const double fullDepth = proneness_.binned(0.4) - proneness_.binned(0);  // from the rim to the densest ground glass
    const double depth = std::min((proneness_.binned(proneness) - cut_) / fullDepth, 1.0);
    return -620 + 190 * depth + 70 * (grain - 0.5);
}

std::uint8_t diseasedLabel(std::uint8_t lung, bool dense) {
    const bool right = lung == static_cast<std::uint8_t>(Label::rightLung);
    if (right) return static_cast<std::uint8_t>(dense ? Label::rightConsolidation : Label::rightGroundGlass);
    return static_cast<std::uint8_t>(dense ? Label::leftConsolidation : Label::leftGroundGlass);
}

}  // namespace overread
