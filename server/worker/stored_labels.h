#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/volume/ct_volume.h"

/// Labels in the store: one zlib stream a slice, one after the other. For children.
namespace overread {

/// Answers where the streams begin and end: slices + 1. Throws std::runtime_error.
std::vector<std::uint64_t> writeLabels(const std::filesystem::path& file, const LabelVolume& volume);

/// Throws BadResult where the file does not hold labels of that geometry.
[[nodiscard]] LabelVolume readLabels(const std::filesystem::path& file, const VolumeGeometry& geometry);

}  // namespace overread
