#include "core/quantification/quantify.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/quantification/anatomy.h"
#include "core/quantification/measurable.h"
#include "core/quantification/quality.h"
#include "core/quantification/working_volume.h"

namespace overread {
namespace {

using namespace quantification;

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

void count(const Grid<std::uint8_t>& labels, const GradeLimits& limits, Quantification& figures) {
    const auto ml = [&](Label label) {
        const auto value = static_cast<std::uint8_t>(label);
        return static_cast<double>(std::count(labels.data.begin(), labels.data.end(), value)) * labels.extent.voxelMl();
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
    if (const auto why = refusalOf(volume, options.threads)) return refused(volume, *why);
    WorkingVolume working = workingVolumeOf(volume, options.threads);
    if (options.stageEnded) options.stageEnded("shrink");
    const Extent extent = working.hu.extent;
    auto found = anatomyOf(std::move(working.hu), options.threads, options.stageEnded);
    if (!found) return refused(volume, {"not_chest_ct", "No lungs were found in the images."});

    MeasuredVolume out;
    out.figures.status = Quantification::Status::measured;
    out.figures.series = seriesOf(volume);
    const auto labels = labelsOf(*found, extent);
    count(labels, options.limits, out.figures);
    auto quality = qualityOf(volume, *found, out.figures);
    out.figures.warnings = std::move(quality.warnings);
    out.figures.uncertaintyPercent = quality.uncertaintyPercent;
    out.figures.confidence = quality.confidence;
    found.reset();  // before the largest of the results is made: the peak of the memory would be here
    out.labels = onSeriesGrid(labels, working, volume.geometry, options.threads);
    if (options.stageEnded) options.stageEnded("labels");
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    out.figures.seconds.measure = out.figures.seconds.total = passed.count();
    return out;
}

}  // namespace overread
