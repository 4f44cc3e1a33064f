#pragma once
#include <cstdint>
#include <variant>
#include <vector>

#include "core/dicom/series_index.h"
#include "core/volume/ct_volume.h"

namespace overread::dicom {

/// The series in Hounsfield units, decoded in parallel from memory; identical for any number of threads. A Refusal
/// where the pixels of a slice cannot be decoded. A series that was itself refused (gaps, too few slices) is read all
/// the same: the caller decides. Throws only on faults (out of memory).
[[nodiscard]] std::variant<CtVolume, Refusal> readVolume(const Series& series, int threads);

/// Frames of a series as they travel to a reader: one payload per slice, all of one format, no DICOM header.
struct SeriesFrames {
    FrameFormat format;
    std::vector<std::vector<std::uint8_t>> payloads;  ///< in the order of Series::slices
};

/// One frame as stored, converted as extractFrames() does for native syntaxes: `format.transferSyntaxUid` says what the
/// payload is now.
struct Frame {
    FrameFormat format;
    std::vector<std::uint8_t> payload;
};

/// The payload of one slice's file; reads that file alone.
[[nodiscard]] std::variant<Frame, Refusal> readFrame(const Slice& slice);

/// JPEG, JPEG-LS and JPEG 2000 stay as they are; deflated, big endian and RLE become native little endian. Where the
/// slices differ in format (slope, bits, syntax) all become native little endian in Hounsfield units.
[[nodiscard]] std::variant<SeriesFrames, Refusal> extractFrames(const Series& series);

}  // namespace overread::dicom
