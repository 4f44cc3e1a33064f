#include <zlib.h>

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

namespace overread {
namespace {

constexpr int threads = 2;
constexpr std::size_t slicesAtATime = 32;  // in memory before they are written
constexpr double shownAboveApexMm = 30;    // no further: there is no lung, but a face

/// Slice after slice out of one zlib stream each.
class StoredLabels {
public:
    StoredLabels(const std::filesystem::path& file, const VolumeGeometry& geometry)
        : labels_(geometry.voxels()), perSlice_(geometry.voxelsPerSlice()) {
        auto bytes = bytesOfFile(file);
        z_stream stream{};
        stream.next_in = bytes.data();
        stream.avail_in = static_cast<uInt>(bytes.size());
        if (inflateInit(&stream) != Z_OK) throw std::runtime_error("zlib does not start");
        int state = Z_OK;
        for (std::size_t slice = 0; slice < geometry.slices; ++slice) {
            stream.next_out = labels_.data() + slice * perSlice_;
            stream.avail_out = static_cast<uInt>(perSlice_);
            state = inflate(&stream, Z_FINISH);
            if (state != Z_STREAM_END || stream.avail_out != 0 || inflateReset(&stream) != Z_OK) break;
        }
        inflateEnd(&stream);
        if (state != Z_STREAM_END || stream.avail_out != 0) throw BadResult("labels that do not fit the series");
    }
    [[nodiscard]] std::span<const std::uint8_t> slice(std::size_t n) const {
        return std::span(labels_).subspan(n * perSlice_, perSlice_);
    }

private:
    std::vector<std::uint8_t> labels_;
    std::size_t perSlice_;
};

/// Slices from the feet to a little above the lung apex; all where no lung is known.
std::size_t shownSlices(const StoredLabels& labels, const VolumeGeometry& geometry) {
    for (std::size_t slice = geometry.slices; slice > 0; --slice) {
        const auto each = labels.slice(slice - 1);
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
std::vector<Picture> picturesOf(std::size_t slice, const StoredFrames& frames, const StoredLabels* labels,
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
        pictures.push_back(greyPng(turned(labels->slice(slice), geometry), geometry.columns, geometry.rows));
    return pictures;
}

StudyRendered render(const std::filesystem::path& folder) {
    const StoredSeries series = readStored(folder / "in" / "series.json");
    const auto& geometry = series.geometry;
    const StoredFrames frames(folder / "in" / "frames", series);
    std::optional<StoredLabels> labels;
    if (std::filesystem::exists(folder / "in" / "labels")) labels.emplace(folder / "in" / "labels", geometry);
    const std::size_t shown = labels ? shownSlices(*labels, geometry) : geometry.slices;

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
