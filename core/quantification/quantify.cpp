#include "core/quantification/quantify.h"

#include <algorithm>
#include <chrono>

#include "core/quantification/aerated_lungs.h"
#include "core/quantification/aeration.h"
#include "core/quantification/airways.h"
#include "core/quantification/body.h"
#include "core/quantification/distance.h"
#include "core/quantification/effusion.h"
#include "core/quantification/lesions.h"
#include "core/quantification/lung_hull.h"
#include "core/quantification/measurable.h"
#include "core/quantification/quality.h"
#include "core/quantification/rib_cage.h"
#include "core/quantification/working_volume.h"

namespace overread {
namespace {

using namespace quantification;

constexpr int airHu = -400;
constexpr double airwayWallMm = 2.5;
constexpr double smallestLungsMl = 500;  // of both in what was scanned: less is the tip of a lung, or no chest

MeasuredSeries seriesOf(const CtVolume& volume) {
    const VolumeGeometry& g = volume.geometry;
    return {volume.facts.seriesInstanceUid,
            static_cast<int>(g.slices),
            static_cast<int>(g.rows),
            static_cast<int>(g.columns),
            g.spacingMm,
            volume.facts.kernel};
}

MeasuredVolume refused(const CtVolume& volume, const Refused& why) {
    MeasuredVolume out;
    out.figures.status = Quantification::Status::refused;
    out.figures.reason = why.reason;
    out.figures.detail = why.detail;
    out.figures.series = seriesOf(volume);
    return out;
}

/// Both lungs with all that was found in them, on the working grid.
struct Anatomy {
    Mask body;
    Mask airways;  ///< the air alone
    Mask right;    ///< parenchyma
    Mask left;
    Mask effusion;  ///< of both sides; no parenchyma
    Lesions rightLesions;
    Lesions leftLesions;
    Aeration rightAeration;
    Aeration leftAeration;
};

Mask airIn(const HuGrid& hu, const Mask& body) {
    Mask air{hu.extent};
    for (std::size_t i = 0; i < air.data.size(); ++i) air.data[i] = body.data[i] && hu.data[i] < airHu;
    return air;
}

/// Fluid in a hull, which loses it.
Mask takeEffusionFrom(Mask& hull, const HuGrid& smooth, int threads) {
    Mask fluid = effusionOf(smooth, hull, threads);
    for (std::size_t i = 0; i < hull.data.size(); ++i) hull.data[i] &= fluid.data[i] ^ 1;
    return fluid;
}

void paint(Grid<std::uint8_t>& labels, const Mask& mask, Label label) {
    for (std::size_t i = 0; i < labels.data.size(); ++i)
        if (mask.data[i]) labels.data[i] = static_cast<std::uint8_t>(label);
}

Grid<std::uint8_t> labelsOf(const Anatomy& found) {
    Grid<std::uint8_t> labels{found.body.extent};
    paint(labels, found.right, Label::rightLung);
    paint(labels, found.left, Label::leftLung);
    paint(labels, found.rightLesions.groundGlass, Label::rightGroundGlass);
    paint(labels, found.leftLesions.groundGlass, Label::leftGroundGlass);
    paint(labels, found.rightLesions.consolidation, Label::rightConsolidation);
    paint(labels, found.leftLesions.consolidation, Label::leftConsolidation);
    paint(labels, found.airways, Label::airways);
    paint(labels, found.effusion, Label::effusion);
    return labels;
}

void count(const Grid<std::uint8_t>& labels, const GradeLimits& limits, Quantification& figures) {
    std::array<std::size_t, 256> voxels{};
    for (const auto label : labels.data) ++voxels[label];
    const auto ml = [&](Label label) {
        return static_cast<double>(voxels[static_cast<std::size_t>(label)]) * labels.extent.voxelMl();
    };
    const double right = ml(Label::rightGroundGlass) + ml(Label::rightConsolidation);
    const double left = ml(Label::leftGroundGlass) + ml(Label::leftConsolidation);
    figures.groundGlassMl = ml(Label::rightGroundGlass) + ml(Label::leftGroundGlass);
    figures.consolidationMl = ml(Label::rightConsolidation) + ml(Label::leftConsolidation);
    figures.lungMl.right = ml(Label::rightLung) + right;
    figures.lungMl.left = ml(Label::leftLung) + left;
    figures.lungMl.total = figures.lungMl.right + figures.lungMl.left;
    const auto percent = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
    figures.involvement.totalPercent = percent(right + left, figures.lungMl.total);
    figures.involvement.rightPercent = percent(right, figures.lungMl.right);
    figures.involvement.leftPercent = percent(left, figures.lungMl.left);
    figures.grade = gradeOf(figures.involvement.totalPercent, limits);
}

}  // namespace

MeasuredVolume quantify(const CtVolume& volume, const QuantifyOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    if (const auto why = refusalOf(volume)) return refused(volume, *why);
    const int threads = options.threads;
    const WorkingVolume working = workingVolumeOf(volume, threads);
    const HuGrid smooth = smoothed(working.hu, threads);
    const Refused notChest{"not_chest_ct", "No lungs were found in the images."};

    Anatomy found;
    found.body = bodyOf(smooth, threads);
    Mask air = airIn(working.hu, found.body);
    found.airways = airwaysOf(smooth, air);
    const Mask airwaysWithWall = dilated(found.airways, airwayWallMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < air.data.size(); ++i) air.data[i] &= airwaysWithWall.data[i] ^ 1;
    const AeratedLungs lungs = aeratedLungsOf(smooth, found.body, air, threads);
    if (static_cast<double>(countOf(lungs.right) + countOf(lungs.left)) * air.extent.voxelMl() < smallestLungsMl)
        return refused(volume, notChest);

    Mask both = lungs.right;
    mergeInto(both, lungs.left, Box{});
    const RibCage ribs = ribCageOf(smooth, found.body, both, threads);
    found.right =
        lungHullOf(lungs.right, {smooth, found.body, ribs, airwaysWithWall, lungs.abdominalGas, lungs.left}, threads);
    found.left =
        lungHullOf(lungs.left, {smooth, found.body, ribs, airwaysWithWall, lungs.abdominalGas, found.right}, threads);
    found.effusion = takeEffusionFrom(found.right, smooth, threads);
    mergeInto(found.effusion, takeEffusionFrom(found.left, smooth, threads), Box{});
    found.rightAeration = aerationOf(smooth, lungs.right, threads);
    found.leftAeration = aerationOf(smooth, lungs.left, threads);
    found.rightLesions = lesionsOf(smooth, found.right, found.airways, found.rightAeration.groundGlassFromHu, threads);
    found.leftLesions = lesionsOf(smooth, found.left, found.airways, found.leftAeration.groundGlassFromHu, threads);

    MeasuredVolume out;
    const auto labels = labelsOf(found);
    out.figures.status = Quantification::Status::measured;
    out.figures.series = seriesOf(volume);
    count(labels, options.limits, out.figures);
    mergeInto(both, found.right, Box{});
    mergeInto(both, found.left, Box{});
    const bool oneLung = std::min(out.figures.lungMl.right, out.figures.lungMl.left) < 0.1 * out.figures.lungMl.total;
    const auto quality = qualityOf(
        {volume, working.hu, smooth, found.body, both, std::max(found.rightAeration.peakHu, found.leftAeration.peakHu),
         out.figures.involvement.totalPercent, static_cast<double>(countOf(found.effusion)) * labels.extent.voxelMl(),
         oneLung, !boxOf(found.airways).empty()});
    out.figures.warnings = quality.warnings;
    out.figures.uncertaintyPercent = quality.uncertaintyPercent;
    out.figures.confidence = quality.confidence;
    out.labels = onSeriesGrid(labels, working, volume.geometry, threads);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    out.figures.seconds.measure = out.figures.seconds.total = passed.count();
    return out;
}

}  // namespace overread
