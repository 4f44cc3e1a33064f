#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// The air-bearing part of each lung, as the patient has them; one is all zeros where that lung holds no air.
struct AeratedLungs {
    Mask right;
    Mask left;
    Mask abdominalGas;  ///< stomach and bowel that reach up to the lungs, with their blurred wall
};

/// Finds the lungs in `air` (air inside the body below -400 HU, airways taken out): the bodies of air whose density is
/// that of lung, not the gas of stomach and bowel; cuts them apart where they touch; gives islands that disease has cut
/// off to the lung they lie by. Both all zeros where nothing is like a lung.
[[nodiscard]] AeratedLungs aeratedLungsOf(const HuGrid& smooth, const Mask& body, const Mask& air, int threads);

}  // namespace overread::quantification
