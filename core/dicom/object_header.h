#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/dicom/data_set.h"
#include "core/dicom/series_index.h"

/// What one file says about itself. Implementation detail of this folder.
namespace overread::dicom {

/// Where a slice lies, from its own header.
struct SlicePlace {
    std::array<double, 3> originMm{};
    std::array<double, 3> rowDirection{};
    std::array<double, 3> columnDirection{};
    std::array<double, 3> normal{};     ///< towards the head
    std::array<double, 2> spacingMm{};  ///< between columns, between rows
};

struct ObjectHeader {
    Instance instance;
    StudyFacts study;
    SeriesFacts series;
    FrameFormat format;
    SlicePlace place;  ///< format and place are valid where the instance is not refused
};

[[nodiscard]] ObjectHeader readHeader(const std::filesystem::path& file);

/// The stored pixels of one slice: a view into `data` for native pixels and single fragments, else joined in `joined`.
[[nodiscard]] std::span<const std::uint8_t> payloadOf(const DataSet& data, std::vector<std::uint8_t>& joined);

}  // namespace overread::dicom
