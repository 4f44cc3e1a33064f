#include "core/quantification/effusion.h"

#include <algorithm>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"
#include "core/quantification/working_volume.h"

namespace overread::quantification {
namespace {

constexpr int lowestHu = -20;
constexpr int highestHu = 22;  // consolidation without contrast lies at 30 to 50 HU
constexpr int densestHu = 60;
constexpr int thinnestHu = -250;  // the blurred border to the lung
constexpr double coreMm = 3;
constexpr double borderMm = 2.5;
constexpr double smallestMl = 15;
constexpr int evenings = 3;  // the density of fluid is told from that of disease by 20 HU, the noise is as much

}  // namespace

Mask effusionOf(const HuGrid& smooth, const Mask& hull, int threads) {
    Mask out{hull.extent};
    const Box box = boxOf(hull);
    if (box.empty()) return out;
    const Mask lung = cropped(hull, box);
    const HuGrid hu = cropped(smooth, box);
    HuGrid even = hu;
    for (int i = 0; i < evenings; ++i) even = smoothed(even, threads);
    Mask fluid{lung.extent};
    for (std::size_t i = 0; i < fluid.data.size(); ++i)
        fluid.data[i] = lung.data[i] && even.data[i] >= lowestHu && even.data[i] <= highestHu;
    const auto parts = componentsOf(opened(fluid, coreMm, Reach::inVolume, threads));
    const double leastVoxels = smallestMl / lung.extent.voxelMl();
    const int middle = lung.extent.ny / 2;
    Mask pools = parts.select(lung.extent, [&](int i) {
        const Component& part = parts.all[static_cast<std::size_t>(i)];
        return static_cast<double>(part.voxels) >= leastVoxels && (part.box.lo[1] + part.box.hi[1]) / 2 > middle;
    });
    if (boxOf(pools).empty()) return out;
    pools = dilated(pools, coreMm + borderMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < pools.data.size(); ++i)
        pools.data[i] &= lung.data[i] && hu.data[i] >= thinnestHu && hu.data[i] <= densestHu;
    mergeInto(out, pools, box);
    return out;
}

}  // namespace overread::quantification
