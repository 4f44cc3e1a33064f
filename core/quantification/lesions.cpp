#include "core/quantification/lesions.h"

#include <algorithm>
#include <utility>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"
#include "core/quantification/neighbourhood.h"

namespace overread::quantification {
namespace {

constexpr int consolidationHu = -300;
constexpr int vesselHu = -350;
constexpr double rimMm = 2;
constexpr double vesselMm = 4;
constexpr double hilarVesselMm = 7;
constexpr double vesselEdgeMm = 2;   // the blurred edge of a vessel looks like ground glass
constexpr double patchEdgeMm = 1.5;  // what the erosion takes off a ragged outline
constexpr double flatSliceMm = 5;
constexpr double farNeighbourhoodMm = 22;      // asked where the near one is
constexpr double smallestNeighbourhood = 0.1;  // less than this part of a box

/// How large a thing must be to be a lesion. Vessels that run inside a thick slice and blur into each other there are
/// wider than the same vessels in thin ones.
struct Scale {
    double neighbourhoodMm;  ///< whose most voxels decide
    double coreMm;           ///< a lesion is somewhere this deep,
    double hilarCoreMm;      ///< near the airways this deep
    double hilumMm;          ///< how near: in thick slices the airways end at the main bronchi
    double raggedMm;         ///< how far a lesion goes beyond the ball in its core
    double patchMm;          ///< radius of the smallest disc of pure ground glass,
    double hilarPatchMm;     ///< near the airways
    double smallestMl;
};
constexpr Scale thin{9, 4.5, 8, 40, 4, 4, 7, 0.5};
constexpr Scale middling{11, 4.5, 8, 40, 4, 4.5, 7, 1};
constexpr Scale thick{14, 7, 12, 60, 5, 5, 8, 2};

const Scale& scaleFor(double sliceMm) {
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
    combine(
        out, [](int narrow, int wider, int squared) { return squared < CappedDistance::cap ? wider : narrow; }, wide,
        toAirways.squared);
    return out;
}

/// Vessels of the lung with their edges.
Mask vesselsOf(const HuGrid& hu, const Mask& lung, const CappedDistance& toAirways, int threads) {
    Mask dense = lung;
    combine(
        dense, [](int own, int density) { return own & static_cast<int>(density >= vesselHu); }, hu);
    const Mask wide = openedByPlace(dense, toAirways, vesselMm, hilarVesselMm, threads);
    combine(
        dense, [](int own, int lesion) { return own & (lesion ^ 1); }, wide);
    return dilated(dense, vesselEdgeMm, Reach::inVolume, threads);
}

/// What is denser than aerated lung at its level. `firstY`: row of the whole grid where these begin.
Mask raisedIn(const HuGrid& hu, const Mask& lung, const Aeration& aeration, int firstY) {
    const Extent& e = lung.extent;
    Mask raised{e};
    for (int y = 0; y < e.ny; ++y) {
        const double from = aeration.groundGlassFromHu((y + firstY) * e.spacingMm[1]);
        for (int z = 0; z < e.nz; ++z)
            for (int x = 0; x < e.nx; ++x) raised.at(x, y, z) = lung.at(x, y, z) && hu.at(x, y, z) >= from;
    }
    return raised;
}

/// The voxels of `raised` where most of what surrounds them is raised as well, rim and vessels not asked: they are
/// raised in healthy lungs too, and in diseased ones they are as their neighbours are. A median of the neighbourhood
/// cuts ragged outlines without moving them, which an opening does not.
Mask mostlyRaised(const Mask& raised, Mask asked, const Scale& scale, int threads) {
    const Extent& e = raised.extent;
    const auto all = onesAround(asked, scale.neighbourhoodMm, threads);
    const auto allFar = onesAround(asked, farNeighbourhoodMm, threads);
    combine(
        asked, [](int own, int isRaised) { return own & isRaised; }, raised);
    const auto ill = onesAround(asked, scale.neighbourhoodMm, threads);
    const auto illFar = onesAround(asked, farNeighbourhoodMm, threads);
    double box = 1;
    for (const double mm : e.spacingMm) box *= std::max(1.0, scale.neighbourhoodMm / mm);
    const auto fewest = static_cast<std::uint16_t>(smallestNeighbourhood * box);
    Mask out = raised;
    for (std::size_t i = 0; i < out.data.size(); ++i) {
        const bool near = all.data[i] > fewest;
        const auto whole = near ? all.data[i] : allFar.data[i];
        const auto part = near ? ill.data[i] : illFar.data[i];
        out.data[i] &= part > 0 && 2 * part >= whole;
    }
    return out;
}

/// What of `shape` lies round its cores: places this deep in it, seen from the healthy lung, and deeper ones near the
/// airways. Vessels are nowhere as deep; where they hang together with disease they end near it.
Mask roundCores(const Mask& shape, const Mask& lung, const CappedDistance& toAirways, const Scale& scale, int threads) {
    Mask sound = lung;
    combine(
        sound, [](int own, int ill) { return own & (ill ^ 1); }, shape);
    const auto depth = distanceTo(1, sound, scale.hilarCoreMm * 1.1, Reach::inVolume, threads);
    const auto core = depth.within(scale.coreMm);
    const auto hilarCore = depth.within(scale.hilarCoreMm);
    Mask cores = shape;
    Mask hilarCores = shape;
    combine(
        cores,
        [core](int own, int deep, int toAirway) {
            return own & static_cast<int>(deep > core) & static_cast<int>(toAirway >= CappedDistance::cap);
        },
        depth.squared, toAirways.squared);
    combine(
        hilarCores, [hilarCore](int own, int deep) { return own & static_cast<int>(deep > hilarCore); }, depth.squared);
    Mask kept = dilated(cores, scale.coreMm + scale.raggedMm, Reach::inVolume, threads);
    mergeInto(kept, dilated(hilarCores, scale.hilarCoreMm + scale.raggedMm, Reach::inVolume, threads), Box{});
    combine(
        kept, [](int own, int ill) { return own & ill; }, shape);
    return kept;
}

/// Discs of ground glass without a dense core: a vessel as wide as they are would be white in its middle. The
/// neighbourhood that tells ragged lesions from vessels is larger than these patches and would overrule them.
Mask patchesOf(const Mask& raised, const Mask& asked, const HuGrid& hu, const CappedDistance& toAirways,
               const Scale& scale, int threads) {
    Mask glass = raised;
    combine(
        glass, [](int own, int ask, int density) { return own & ask & static_cast<int>(density < vesselHu); }, asked,
        hu);
    // A fissure that lies in a slice is a disc there too, but in one thin slice alone.
    const Reach reach = raised.extent.spacingMm[2] < flatSliceMm ? Reach::inVolume : Reach::inSlice;
    const auto discs = [&](double radiusMm) {
        return dilated(eroded(glass, radiusMm, reach, threads), radiusMm + patchEdgeMm, reach, threads);
    };
    Mask patches = discs(scale.patchMm);
    const Mask hilar = discs(scale.hilarPatchMm);
    combine(
        patches,
        [](int own, int large, int isRaised, int toAirway) {
            return isRaised & (toAirway < CappedDistance::cap ? large : own);
        },
        hilar, raised, toAirways.squared);
    return patches;
}

Mask piecesFrom(double leastMl, const Mask& mask) {
    const auto parts = componentsOf(mask);
    return parts.select(mask.extent, [&](int i) {
        return static_cast<double>(parts.all[static_cast<std::size_t>(i)].voxels) * mask.extent.voxelMl() >= leastMl;
    });
}

}  // namespace

Lesions lesionsOf(const HuGrid& smooth, const Mask& hull, const Mask& airways, const Aeration& aeration, int threads) {
    Lesions lesions{Mask{hull.extent}, Mask{hull.extent}};
    const Box box = boxOf(hull);
    if (box.empty()) return lesions;
    const HuGrid hu = cropped(smooth, box);
    const Mask lung = cropped(hull, box);
    const Scale& scale = scaleFor(lung.extent.spacingMm[2]);
    const auto toAirways = distanceTo(1, cropped(airways, box), scale.hilumMm, Reach::inVolume, threads);
    Mask asked = withoutRim(lung, threads);
    {
        const Mask vessels = vesselsOf(hu, lung, toAirways, threads);
        combine(
            asked, [](int own, int vessel) { return own & (vessel ^ 1); }, vessels);
    }
    const Mask raised = raisedIn(hu, lung, aeration, box.lo[1]);
    const Mask patches = patchesOf(raised, asked, hu, toAirways, scale, threads);
    const Mask shape = mostlyRaised(raised, std::move(asked), scale, threads);
    Mask cored = roundCores(shape, lung, toAirways, scale, threads);
    mergeInto(cored, patches, Box{});
    const Mask kept = piecesFrom(scale.smallestMl, cored);
    Mask glass = kept;
    Mask consolidated = kept;
    for (std::size_t i = 0; i < kept.data.size(); ++i)
        (hu.data[i] >= consolidationHu ? glass : consolidated).data[i] = 0;
    mergeInto(lesions.groundGlass, glass, box);
    mergeInto(lesions.consolidation, consolidated, box);
    return lesions;
}

}  // namespace overread::quantification
