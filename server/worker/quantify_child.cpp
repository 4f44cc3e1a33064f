#include <zlib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
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

workflow::MaskFile writeLabels(const std::filesystem::path& path, const LabelVolume& volume) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const std::size_t perSlice = volume.geometry.voxelsPerSlice();
    std::vector<Bytef> packed(compressBound(static_cast<uLong>(perSlice)));
    workflow::MaskFile masks{.offsets = {0}, .sliceWithMostLesion = static_cast<int>(volume.geometry.slices / 2)};
    std::ptrdiff_t mostLesion = 0;
    for (std::size_t slice = 0; slice < volume.geometry.slices; ++slice) {
        const std::uint8_t* labels = volume.labels.data() + slice * perSlice;
        uLongf length = static_cast<uLongf>(packed.size());
        if (compress2(packed.data(), &length, labels, static_cast<uLong>(perSlice), Z_BEST_SPEED) != Z_OK)
            throw std::runtime_error("zlib refused a slice of labels");
        file.write(reinterpret_cast<const char*>(packed.data()), static_cast<std::streamsize>(length));
        masks.offsets.push_back(masks.offsets.back() + length);
        const auto isLesion = [](std::uint8_t label) {
            return label >= static_cast<std::uint8_t>(Label::rightGroundGlass) &&
                   label <= static_cast<std::uint8_t>(Label::leftConsolidation);
        };
        const auto lesion = std::count_if(labels, labels + perSlice, isLesion);
        if (lesion > mostLesion) {
            mostLesion = lesion;
            masks.sliceWithMostLesion = static_cast<int>(slice);
        }
    }
    file.close();
    if (!file) throw std::runtime_error("cannot write the labels");
    return masks;
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
            quantified.masks = writeLabels(folder / "out" / "labels", measured.labels);
    }
    figures.seconds.total = secondsSince(start);
    writeQuantified(folder / "out" / "result.json", quantified);
}

}  // namespace overread
