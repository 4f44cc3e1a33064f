#include "core/quantification/lesions.h"

#include <algorithm>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr int consolidationHu = -300;
constexpr int vesselHu = -350;
constexpr double rimMm = 2;
constexpr double vesselMm = 4;
constexpr double hilarVesselMm = 7;
constexpr double vesselEdgeMm = 2;  // the blurred edge of a vessel looks like ground glass

/// How large a thing must be to be a lesion. Vessels that run inside a thick slice and blur into each other there are
/// wider than the same vessels in thin ones.
struct Scale {
    double openingMm;    ///< radius of the opening that shapes a lesion
    double coreMm;       ///< a lesion holds somewhere a ball of this radius,
    double hilarCoreMm;  ///< near the airways of this one
    double hilumMm;      ///< how near: in thick slices the airways end at the main bronchi
    double smallestMl;
};
constexpr Scale thin{3, 4.5, 8, 40, 0.5};
constexpr Scale middling{3, 4.5, 8, 40, 1};
constexpr Scale thick{4, 7, 10, 60, 2};

Scale scaleFor(double sliceMm) {
    if (sliceMm >= 5) return thick;
    return sliceMm >= 2.5 ? middling : thin;
}

/// The parenchyma without the layer that touches something else. A slice counts as no thicker than the rim: what lies
/// next to the dome of the diaphragm is a mixture, however thick.
Mask withoutRim(const Mask& hull, int threads) {
    Mask flat = hull;
    flat.extent.spacingMm[2] = std::min(flat.extent.spacingMm[2], rimMm);
    Mask inner = eroded(flat, rimMm, Reach::inVolume, threads);
    inner.extent = hull.extent;
    return inner;
}

/// What is left of a mask by an opening with one radius far from the airways and a larger one near them, where the
/// vessels are wide.
Mask openedByPlace(const Mask& mask, const CappedDistance& toAirways, double radiusMm, double hilarRadiusMm,
                   int threads) {
    Mask out = opened(mask, radiusMm, Reach::inVolume, threads);
    const Mask wide = opened(mask, hilarRadiusMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < out.data.size(); ++i)
        if (toAirways.squared.data[i] < CappedDistance::cap) out.data[i] = wide.data[i];
    return out;
}

/// Pieces of `mask` that hold a one of `core` and are large enough.
Mask piecesWith(const Mask& mask, const Mask& core, double leastMl) {
    const auto parts = componentsOf(mask);
    std::vector<std::uint8_t> holds(parts.all.size());
    for (const Run& run : parts.runs) {
        const auto* row = core.row(run.y, run.z);
        if (std::find(row + run.first, row + run.end, 1) != row + run.end)
            holds[static_cast<std::size_t>(run.component)] = 1;
    }
    return parts.select(mask.extent, [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        return holds[at] && static_cast<double>(parts.all[at].voxels) * mask.extent.voxelMl() >= leastMl;
    });
}

}  // namespace

Lesions lesionsOf(const HuGrid& smooth, const Mask& hull, const Mask& airways, double groundGlassFromHu, int threads) {
    Lesions lesions{Mask{hull.extent}, Mask{hull.extent}};
    const Box box = boxOf(hull);
    if (box.empty()) return lesions;
    const HuGrid hu = cropped(smooth, box);
    const Mask lung = cropped(hull, box);
    const Scale scale = scaleFor(lung.extent.spacingMm[2]);
    const Mask inner = withoutRim(lung, threads);
    Mask raised{lung.extent};
    Mask dense{lung.extent};
    for (std::size_t i = 0; i < raised.data.size(); ++i) {
        raised.data[i] = lung.data[i] && hu.data[i] >= groundGlassFromHu;
        dense.data[i] = lung.data[i] && hu.data[i] >= vesselHu;
    }
    const auto toAirways = distanceTo(1, cropped(airways, box), scale.hilumMm, Reach::inVolume, threads);
    Mask vessels = dense;
    const Mask thick = openedByPlace(dense, toAirways, vesselMm, hilarVesselMm, threads);
    for (std::size_t i = 0; i < vessels.data.size(); ++i) vessels.data[i] &= thick.data[i] ^ 1;
    vessels = dilated(vessels, vesselEdgeMm, Reach::inVolume, threads);
    Mask shape = raised;
    for (std::size_t i = 0; i < shape.data.size(); ++i) shape.data[i] &= inner.data[i] & (vessels.data[i] ^ 1);
    shape = opened(shape, scale.openingMm, Reach::inVolume, threads);
    shape = dilated(shape, scale.openingMm + rimMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < shape.data.size(); ++i) shape.data[i] &= raised.data[i];
    const Mask cores = openedByPlace(shape, toAirways, scale.coreMm, scale.hilarCoreMm, threads);
    const Mask kept = piecesWith(shape, cores, scale.smallestMl);
    Mask glass = kept;
    Mask consolidated = kept;
    for (std::size_t i = 0; i < kept.data.size(); ++i)
        (hu.data[i] >= consolidationHu ? glass : consolidated).data[i] = 0;
    mergeInto(lesions.groundGlass, glass, box);
    mergeInto(lesions.consolidation, consolidated, box);
    return lesions;
}

}  // namespace overread::quantification
