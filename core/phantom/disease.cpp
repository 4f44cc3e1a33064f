#include "core/phantom/disease.h"

#include <algorithm>

namespace overread {
namespace {

constexpr std::size_t binCount = std::size_t{1} << 17;

}  // namespace

DiseaseField::DiseaseField(const PhantomOptions& options, const Anatomy& anatomy)
    : anatomy_(anatomy),
      patches_({-150, -120, -10}, {150, 130, 310}, 26, options.seed ^ 0xD15EA5E),
      grain_({-150, -120, -10}, {150, 130, 310}, 7, options.seed ^ 0x6EA1) {}

DiseaseField::Plane DiseaseField::planeAt(double z) const {
    return {anatomy_, anatomy_.sectionAt(z), patches_.planeAt(z), grain_.planeAt(z)};
}

double DiseaseField::Plane::at(double x, double y) const {
    const double outward = std::min(anatomy_->outwards(section_, x, y), 1.0);
    return 0.85 * patches_.at(x, y) + 0.14 * grain_.at(x, y) + 0.34 * outward * outward + 0.0022 * y +
           0.24 * (1 - section_.upwards);
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

}  // namespace overread
