#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "core/dicom/parallel.h"
#include "core/picture/png.h"
#include "core/picture/window.h"
#include "server/worker/children.h"
#include "server/worker/exchange.h"
#include "server/worker/stored_frames.h"
#include "server/worker/stored_labels.h"

namespace overread {
namespace {

constexpr int threads = 2;
constexpr std::size_t slicesAtATime = 32;  // in memory before they are written
constexpr double shownAboveApexMm = 30;    // no further: there is no lung, but a face

std::span<const std::uint8_t> sliceOf(const LabelVolume& labels, std::size_t slice) {
    const std::size_t perSlice = labels.geometry.voxelsPerSlice();
    return std::span(labels.labels).subspan(slice * perSlice, perSlice);
}

/// Slices from the feet to a little above the lung apex; all where no lung is known.
std::size_t shownSlices(const LabelVolume& labels) {
    const auto& geometry = labels.geometry;
    for (std::size_t slice = geometry.slices; slice > 0; --slice) {
        const auto each = sliceOf(labels, slice - 1);
        const bool hasLung = std::any_of(each.begin(), each.end(), [](std::uint8_t label) {
            return label >= static_cast<std::uint8_t>(Label::rightLung) &&
                   label <= static_cast<std::uint8_t>(Label::leftConsolidation);
        });
        if (hasLung)
            return std::min(geometry.slices,
                            slice + static_cast<std::size_t>(shownAboveApexMm / geometry.spacingMm[2]));
    }
    return geometry.slices;
}

/// The patient's right on the left and the front up, as on any workstation.
std::vector<std::uint8_t> turned(std::span<const std::uint8_t> grey, const VolumeGeometry& geometry) {
    std::vector<std::uint8_t> upright(grey.begin(), grey.end());
    const auto columns = static_cast<std::ptrdiff_t>(geometry.columns);
    if (geometry.columnDirection[1] < 0) std::reverse(upright.begin(), upright.end());
    // To turn by half a circle mirrors the columns as well.
    if ((geometry.rowDirection[0] < 0) != (geometry.columnDirection[1] < 0))
        for (auto row = upright.begin(); row != upright.end(); row += columns) std::reverse(row, row + columns);
    return upright;
}

using Picture = std::vector<std::uint8_t>;

/// The pictures of one slice in the order of wire::PictureKind; empty: its frame is damaged.
std::vector<Picture> picturesOf(std::size_t slice, const StoredFrames& frames, const LabelVolume* labels,
                                const VolumeGeometry& geometry) {
    std::vector<std::int16_t> hu(geometry.voxelsPerSlice());
    if (frames.decode(slice, hu)) return {};
    std::vector<Picture> pictures;
    std::vector<std::uint8_t> grey(hu.size());
    for (const auto& window : {lungWindow, softWindow}) {
        applyWindow(hu, window, grey);
        pictures.push_back(greyPng(turned(grey, geometry), geometry.columns, geometry.rows));
    }
    if (labels != nullptr)
        pictures.push_back(greyPng(turned(sliceOf(*labels, slice), geometry), geometry.columns, geometry.rows));
    return pictures;
}

StudyRendered render(const std::filesystem::path& folder) {
    const StoredSeries series = readStored(folder / "in" / "series.json");
    const auto& geometry = series.geometry;
    const StoredFrames frames(folder / "in" / "frames", series);
    std::optional<LabelVolume> labels;
    if (std::filesystem::exists(folder / "in" / "labels")) labels = readLabels(folder / "in" / "labels", geometry);
    const std::size_t shown = labels ? shownSlices(*labels) : geometry.slices;

    StudyRendered rendered{.slices = static_cast<int>(shown), .hasMasks = labels.has_value(), .offsets = {0}};
    std::ofstream file(folder / "out" / "pictures", std::ios::binary | std::ios::trunc);
    for (std::size_t first = 0; first < shown; first += slicesAtATime) {
        std::vector<std::vector<Picture>> batch(std::min(slicesAtATime, shown - first));
        dicom::forEachIndex(batch.size(), threads, [&](std::size_t i) {
            batch[i] = picturesOf(first + i, frames, labels ? &*labels : nullptr, geometry);
        });
        for (const auto& pictures : batch) {
            if (pictures.empty()) return StudyRendered{.problem = "damaged_frame"};
            for (const auto& picture : pictures) {
                file.write(reinterpret_cast<const char*>(picture.data()), static_cast<std::streamsize>(picture.size()));
                rendered.offsets.push_back(rendered.offsets.back() + picture.size());
            }
        }
    }
    file.close();
    if (!file) throw std::runtime_error("cannot write the pictures");
    return rendered;
}

}  // namespace

void renderStudy(const std::filesystem::path& folder) {
    writeRendered(folder / "out" / "result.json", render(folder));
}

}  // namespace overread
