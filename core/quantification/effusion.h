#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// Fluid between lung and chest wall: large, even, of the density of water, at the back (the patient lies on it),
/// inside what lungHullOf took for lung. It is no parenchyma. All zeros where there is none.
[[nodiscard]] Mask effusionOf(const HuGrid& smooth, const Mask& hull, int threads);

}  // namespace overread::quantification
