#include "core/quantification/lesions.h"

#include <algorithm>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr int consolidationHu = -300;
constexpr int vesselHu = -350;
constexpr double rimMm = 2;
constexpr double openingMm = 3;
constexpr double vesselMm = 4;
constexpr double hilarVesselMm = 7;
constexpr double hilumMm = 40;
constexpr double vesselEdgeMm = 2;  // the blurred edge of a vessel looks like ground glass
constexpr double thickSliceMm = 2.5;
constexpr double smallestMl = 0.5;
constexpr double smallestInThickMl = 1;

/// The parenchyma without the layer that touches something else. A slice counts as no thicker than the rim: what lies
/// next to the dome of the diaphragm is a mixture, however thick.
Mask withoutRim(const Mask& hull, int threads) {
    Mask flat = hull;
    flat.extent.spacingMm[2] = std::min(flat.extent.spacingMm[2], rimMm);
    Mask inner = eroded(flat, rimMm, Reach::inVolume, threads);
    inner.extent = hull.extent;
    return inner;
}

/// Dense and thin: vessels, and bronchi with their walls.
Mask vesselsOf(const Mask& dense, const Mask& airways, int threads) {
    const Mask thick = opened(dense, vesselMm, Reach::inVolume, threads);
    const Mask thicker = opened(dense, hilarVesselMm, Reach::inVolume, threads);
    const auto toAirways = distanceTo(1, airways, hilumMm, Reach::inVolume, threads);
    Mask vessels = dense;
    for (std::size_t i = 0; i < vessels.data.size(); ++i) {
        const bool nearHilum = toAirways.squared.data[i] < CappedDistance::cap;
        if (nearHilum ? thicker.data[i] : thick.data[i]) vessels.data[i] = 0;
    }
    return vessels;
}

}  // namespace

Lesions lesionsOf(const HuGrid& smooth, const Mask& hull, const Mask& airways, double groundGlassFromHu, int threads) {
    Lesions lesions{Mask{hull.extent}, Mask{hull.extent}};
    const Box box = boxOf(hull);
    if (box.empty()) return lesions;
    const HuGrid hu = cropped(smooth, box);
    const Mask lung = cropped(hull, box);
    const Mask inner = withoutRim(lung, threads);
    Mask raised{lung.extent};
    Mask dense{lung.extent};
    for (std::size_t i = 0; i < raised.data.size(); ++i) {
        raised.data[i] = lung.data[i] && hu.data[i] >= groundGlassFromHu;
        dense.data[i] = lung.data[i] && hu.data[i] >= vesselHu;
    }
    const Mask vessels = vesselsOf(dense, cropped(airways, box), threads);
    const Mask vesselsWithEdge = dilated(vessels, vesselEdgeMm, Reach::inVolume, threads);
    Mask core = raised;
    for (std::size_t i = 0; i < core.data.size(); ++i) core.data[i] &= inner.data[i] & (vesselsWithEdge.data[i] ^ 1);
    core = opened(core, openingMm, Reach::inVolume, threads);
    core = dilated(core, openingMm + rimMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < core.data.size(); ++i) core.data[i] &= raised.data[i];
    const auto parts = componentsOf(core);
    const double smallest = lung.extent.spacingMm[2] >= thickSliceMm ? smallestInThickMl : smallestMl;
    const Mask kept = parts.select(lung.extent, [&](int i) {
        return static_cast<double>(parts.all[static_cast<std::size_t>(i)].voxels) * lung.extent.voxelMl() >= smallest;
    });
    Mask glass = kept;
    Mask consolidated = kept;
    for (std::size_t i = 0; i < kept.data.size(); ++i)
        (hu.data[i] >= consolidationHu ? glass : consolidated).data[i] = 0;
    mergeInto(lesions.groundGlass, glass, box);
    mergeInto(lesions.consolidation, consolidated, box);
    return lesions;
}

}  // namespace overread::quantification
