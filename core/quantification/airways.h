#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// Trachea and the bronchi that are wide enough to be no lung, grown from the trachea's own column of air until the
/// next step would leak into the lungs. All zeros where no trachea is to be seen (thick slices, or no chest). `air`:
/// air inside the body; `smooth`: the smoothed volume.
[[nodiscard]] Mask airwaysOf(const HuGrid& smooth, const Mask& air);

}  // namespace overread::quantification
