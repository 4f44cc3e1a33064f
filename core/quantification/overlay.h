#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/volume/ct_volume.h"

namespace overread {

/// Draws the measurement for a person to judge at a glance: a sheet of twelve axial and four coronal cuts through the
/// lungs in a lung window (-600 / 1500 HU), seen as on any workstation (the patient's right on the left, head up), each
/// cut beside its number. Masks are outlined on a dark casing and filled by a quarter, so that the image shows through,
/// and named by letter as well as by colour: lung L #009e73 (outline alone), ground glass G #56b4e9, consolidation
/// C #e69f00, effusion E #cc79a7, airways A grey. `captions`: lines above the key, for the figures; Latin letters,
/// digits and . , : % + - / ( ) _. PNG, 8 bit RGB. An existing file is replaced. Throws std::runtime_error with the
/// path when it cannot be written, std::invalid_argument when volume and labels differ in geometry.
void writeOverlay(const CtVolume& volume, const LabelVolume& labels, const std::filesystem::path& path,
                  const std::vector<std::string>& captions = {});

}  // namespace overread
