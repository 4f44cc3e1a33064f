#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// The patient without table, blanket, wires: soft tissue and everything that it encloses in a slice, the air in the
/// lungs included. Empty (all zeros) where there is nothing like a body.
[[nodiscard]] Mask bodyOf(const HuGrid& hu, int threads);

}  // namespace overread::quantification
