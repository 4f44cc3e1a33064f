#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/dicom/parallel.h"
#include "core/quantification/quantify.h"
#include "server/worker/children.h"
#include "server/worker/exchange.h"
#include "server/worker/stored_frames.h"
#include "server/worker/stored_labels.h"

namespace overread {
namespace {

constexpr int threads = 2;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The whole series; a refusal where a frame is damaged.
std::optional<dicom::Refusal> decode(const StoredFrames& frames, CtVolume& volume) {
    const std::size_t perSlice = volume.geometry.voxelsPerSlice();
    std::vector<std::optional<dicom::Refusal>> refusals(volume.geometry.slices);
    dicom::forEachIndex(refusals.size(), threads, [&](std::size_t slice) {
        refusals[slice] = frames.decode(slice, std::span(volume.hu).subspan(slice * perSlice, perSlice));
    });
    for (auto& refusal : refusals)  // the lowest slice's, whichever thread met one first
        if (refusal) return std::move(refusal);
    return std::nullopt;
}

int sliceWithMostLesion(const LabelVolume& volume) {
    const std::size_t perSlice = volume.geometry.voxelsPerSlice();
    int most = static_cast<int>(volume.geometry.slices / 2);
    std::ptrdiff_t mostLesion = 0;
    for (std::size_t slice = 0; slice < volume.geometry.slices; ++slice) {
        const std::uint8_t* labels = volume.labels.data() + slice * perSlice;
        const auto isLesion = [](std::uint8_t label) {
            return label >= static_cast<std::uint8_t>(Label::rightGroundGlass) &&
                   label <= static_cast<std::uint8_t>(Label::leftConsolidation);
        };
        const auto lesion = std::count_if(labels, labels + perSlice, isLesion);
        if (lesion > mostLesion) {
            mostLesion = lesion;
            most = static_cast<int>(slice);
        }
    }
    return most;
}

}  // namespace

void quantifyStudy(const std::filesystem::path& folder) {
    const auto start = Clock::now();
    const StoredSeries series = readStored(folder / "in" / "series.json");
    CtVolume volume{series.geometry, series.facts, std::vector<std::int16_t>(series.geometry.voxels())};
    StudyQuantified quantified;
    Quantification& figures = quantified.quantification;
    if (const auto refusal = decode(StoredFrames(folder / "in" / "frames", series), volume)) {
        figures.status = Quantification::Status::refused;
        figures.reason = nameOf(refusal->code);
        figures.detail = refusal->detail;
    } else {
        const double read = secondsSince(start);
        MeasuredVolume measured = quantify(volume, QuantifyOptions{.limits = GradeLimits{}, .threads = threads});
        volume.hu = {};
        figures = measured.figures;
        figures.seconds.read = read;
        if (figures.status == Quantification::Status::measured)
            quantified.masks = workflow::MaskFile{.offsets = writeLabels(folder / "out" / "labels", measured.labels),
                                                  .sliceWithMostLesion = sliceWithMostLesion(measured.labels)};
    }
    figures.seconds.total = secondsSince(start);
    writeQuantified(folder / "out" / "result.json", quantified);
}

}  // namespace overread
