#include "core/quantification/anatomy.h"

#include <algorithm>
#include <array>

#include "core/quantification/aerated_lungs.h"
#include "core/quantification/airways.h"
#include "core/quantification/aorta.h"
#include "core/quantification/body.h"
#include "core/quantification/distance.h"
#include "core/quantification/effusion.h"
#include "core/quantification/lung_hull.h"
#include "core/quantification/parallel.h"
#include "core/quantification/rib_cage.h"
#include "core/quantification/working_volume.h"
#include "core/volume/ct_volume.h"

namespace overread::quantification {
namespace {

constexpr int airHu = -400;
constexpr double airwayWallMm = 2.5;
constexpr double chestWallMm = 30;       // round the air of the lungs: ribs, and disease that hides the air
constexpr double smallestLungsMl = 500;  // of both in what was scanned: less is the tip of a lung, or no chest

Mask airIn(const HuGrid& hu, const Mask& body) {
    Mask air = body;
    combine(
        air, [](int inBody, int density) { return inBody & static_cast<int>(density < airHu); }, hu);
    return air;
}

void take(Mask& from, const Mask& part) {
    combine(
        from, [](int own, int taken) { return own & (taken ^ 1); }, part);
}

Mask united(Mask mask, const Mask& other) {
    mergeInto(mask, other, Box{});
    return mask;
}

/// A box given on a part of the grid, on the grid itself.
Box inside(const Box& part, const Box& box) {
    Box out = box;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        out.lo[axis] += part.lo[axis];
        out.hi[axis] += part.lo[axis];
    }
    return out;
}

/// work(side, threads) for 0, the right, and 1, the left lung, at the same time: the steps between two distance maps
/// run on one thread each, and neither lung waits for the other.
template <typename Work>
void onBothLungs(int threads, const Work& work) {
    inParallel(2, threads, [&](int begin, int end) {
        for (int side = begin; side < end; ++side) work(side, std::max(1, threads / 2));
    });
}

/// Fluid in a hull, which loses it.
Mask takeEffusionFrom(Mask& hull, const HuGrid& smooth, int threads) {
    Mask fluid = effusionOf(smooth, hull, threads);
    take(hull, fluid);
    return fluid;
}

void paint(Grid<std::uint8_t>& labels, const Box& box, const Mask& mask, Label label) {
    const int nx = mask.extent.nx;  // a byte that is written could be any of the extent's
    const auto value = static_cast<std::uint8_t>(label);
    for (int z = 0; z < mask.extent.nz; ++z)
        for (int y = 0; y < mask.extent.ny; ++y) {
            const auto* from = mask.row(y, z);
            auto* to = labels.row(y + box.lo[1], z + box.lo[2]) + box.lo[0];
            for (int x = 0; x < nx; ++x) to[x] = from[x] ? value : to[x];
        }
}

}  // namespace

double Anatomy::effusionMl() const {
    return static_cast<double>(countOf(effusion)) * effusion.extent.voxelMl();
}
bool Anatomy::hasAirways() const {
    return countOf(airways) > 0;
}

std::optional<Anatomy> anatomyOf(HuGrid working, int threads, const StageEnd& stageEnded) {
    const auto ended = [&](std::string_view stage) {
        if (stageEnded) stageEnded(stage);
    };
    Anatomy found;
    found.hu = std::move(working);
    found.smooth = smoothed(found.hu, threads);
    ended("smooth");
    found.body = bodyOf(found.smooth, threads);
    found.box = boxOf(found.body);
    if (found.box.empty()) return std::nullopt;
    found.hu = cropped(found.hu, found.box);
    found.smooth = cropped(found.smooth, found.box);
    found.body = cropped(found.body, found.box);
    ended("body");

    Mask air = airIn(found.hu, found.body);
    found.airways = airwaysOf(found.smooth, air);
    Mask airwaysWithWall = dilated(found.airways, airwayWallMm, Reach::inVolume, threads);
    take(air, airwaysWithWall);
    ended("airways");
    AeratedLungs lungs = aeratedLungsOf(found.smooth, found.body, air, threads);
    air = Mask{};
    if (static_cast<double>(countOf(lungs.right) + countOf(lungs.left)) * found.hu.extent.voxelMl() < smallestLungsMl)
        return std::nullopt;
    const Box chest = grown(boxOf(united(lungs.right, lungs.left)), chestWallMm, found.hu.extent);
    found.hu = cropped(found.hu, chest);
    found.smooth = cropped(found.smooth, chest);
    for (auto* mask : {&found.body, &found.airways, &airwaysWithWall, &lungs.right, &lungs.left, &lungs.abdominalGas})
        *mask = cropped(*mask, chest);
    found.box = inside(found.box, chest);
    ended("lungs");

    {
        const Mask aorta = aortaOf(found.smooth, united(lungs.right, lungs.left), threads);
        const RibCage ribs = ribCageOf(found.smooth, found.body, united(lungs.right, lungs.left), aorta, threads);
        Mask tubes = united(std::move(airwaysWithWall), aorta);
        ended("ribs");
        const auto hullOf = [&](const Mask& own, const Mask& other) {
            return lungHullOf(own, {found.smooth, found.body, ribs, tubes, lungs.abdominalGas, other}, threads);
        };
        found.right = hullOf(lungs.right, lungs.left);
        found.left = hullOf(lungs.left, found.right);
    }
    ended("hulls");
    lungs.abdominalGas = Mask{};
    std::array<Mask, 2> fluid;
    onBothLungs(threads, [&](int side, int each) {
        fluid[static_cast<std::size_t>(side)] =
            takeEffusionFrom(side == 0 ? found.right : found.left, found.smooth, each);
    });
    found.effusion = united(std::move(fluid[0]), fluid[1]);
    ended("effusion");
    onBothLungs(threads, [&](int side, int each) {
        (side == 0 ? found.rightAeration : found.leftAeration) =
            aerationOf(found.smooth, side == 0 ? lungs.right : lungs.left, each);
    });
    ended("aeration");
    lungs = AeratedLungs{};  // the peak of the memory is where both lungs are searched for lesions
    onBothLungs(threads, [&](int side, int each) {
        (side == 0 ? found.rightLesions : found.leftLesions) =
            lesionsOf(found.smooth, side == 0 ? found.right : found.left, found.airways,
                      side == 0 ? found.rightAeration : found.leftAeration, each);
    });
    ended("lesions");
    return found;
}

Grid<std::uint8_t> labelsOf(const Anatomy& found, const Extent& working) {
    Grid<std::uint8_t> labels{working};
    paint(labels, found.box, found.right, Label::rightLung);
    paint(labels, found.box, found.left, Label::leftLung);
    paint(labels, found.box, found.rightLesions.groundGlass, Label::rightGroundGlass);
    paint(labels, found.box, found.leftLesions.groundGlass, Label::leftGroundGlass);
    paint(labels, found.box, found.rightLesions.consolidation, Label::rightConsolidation);
    paint(labels, found.box, found.leftLesions.consolidation, Label::leftConsolidation);
    paint(labels, found.box, found.airways, Label::airways);
    paint(labels, found.box, found.effusion, Label::effusion);
    return labels;
}

}  // namespace overread::quantification
