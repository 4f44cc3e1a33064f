#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/results/source_series.h"
#include "core/volume/ct_volume.h"

namespace overread {

/// A SEG object as others refer to it.
struct WrittenSegmentation {
    std::string seriesInstanceUid;
    std::string sopInstanceUid;
};
/// Numbers of the segments; a segment without frames says that there is none of it.
namespace segment {
inline constexpr int rightLung = 1, leftLung = 2, groundGlass = 3, consolidation = 4;
}

/// Writes the masks as a binary DICOM segmentation of the source series: right lung, left lung (each with the lesions
/// in it), ground glass, consolidation. Frames without a voxel are left out. New UIDs every time. An existing file is
/// replaced. Throws std::invalid_argument where the masks have another geometry than the series, std::runtime_error
/// with the reason where it cannot be written.
WrittenSegmentation writeSegmentation(const LabelVolume& labels, const SourceSeries& source,
                                      const std::filesystem::path& path);

}  // namespace overread
