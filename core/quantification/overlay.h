#pragma once
#include <filesystem>

#include "core/volume/ct_volume.h"

namespace overread {

/// Draws the measurement for a person to judge at a glance: a sheet of twelve axial and four coronal cuts through the
/// lungs in a lung window (-600 / 1500 HU), seen as on any workstation (the patient's right on the left, head up),
/// masks outlined and lightly filled: lung #009e73, ground glass #56b4e9, consolidation #e69f00, effusion #cc79a7,
/// airways grey. PNG, 8 bit RGB. An existing file is replaced. Throws std::runtime_error with the path when it cannot
/// be written, std::invalid_argument when volume and labels differ in geometry.
void writeOverlay(const CtVolume& volume, const LabelVolume& labels, const std::filesystem::path& path);

}  // namespace overread
