#pragma once
#include <optional>
#include <string>

#include "core/volume/ct_volume.h"

namespace overread::quantification {

/// Why a volume is not measured.
struct Refused {
    std::string reason;  ///< stable code
    std::string detail;  ///< one sentence for a person
};

/// First reason not to look for lungs at all: invalid_geometry, too_few_slices, too_large, not_hounsfield_units,
/// no_body. None: the volume can be worked on in bounded time and memory. One pass over the voxels.
[[nodiscard]] std::optional<Refused> refusalOf(const CtVolume& volume, int threads);

}  // namespace overread::quantification
