#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// Everything at or beyond the inner surface of the ribs, as far as ribs are to be seen round the lungs: the limit to
/// which dense disease at the chest wall may reach. Spine and sternum are left out: aorta and heart lie before them.
/// `lung`: the air of both lungs. The surface between two ribs is drawn straight from the one to the other.
[[nodiscard]] Mask beyondRibsOf(const HuGrid& hu, const Mask& body, const Mask& lung, int threads);

}  // namespace overread::quantification
