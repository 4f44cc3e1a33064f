#pragma once
#include <filesystem>

#include "core/volume/ct_volume.h"

namespace overread {

/// Writes the labels as one NRRD file (attached header, unsigned char, gzip): space left-posterior-superior,
/// millimetres, the directions and origin of the geometry. An existing file is replaced. Throws std::runtime_error with
/// the path when the file cannot be written whole, std::invalid_argument when the labels do not fill the geometry.
void writeNrrd(const LabelVolume& volume, const std::filesystem::path& path);

/// Reads back what writeNrrd wrote. Throws std::runtime_error, naming the path, for anything else, foreign NRRDs
/// included.
[[nodiscard]] LabelVolume readNrrd(const std::filesystem::path& path);

}  // namespace overread
