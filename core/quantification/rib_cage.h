#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// The chest wall as far as ribs are to be seen round the lungs: the limit to which dense disease may reach. What
/// lies on a ray from the middle of the chest on which there is no rib is in neither mask; so are spine and sternum:
/// aorta and heart lie before them.
struct RibCage {
    Mask inside;  ///< up to 50 mm inwards of the inner surface of the ribs
    Mask beyond;  ///< the ribs and what is behind them
};

/// `lung`: the air of both lungs. The surface between two ribs is drawn straight from the one to the other. How far it
/// lies inwards of the bone is measured in the patient: as far as the air does where it reaches the wall.
/// Where the aorta was found, what lies between it, spine and ribs is inside, and both are beyond.
[[nodiscard]] RibCage ribCageOf(const HuGrid& smooth, const Mask& body, const Mask& lung, const Mask& aorta,
                                int threads);

}  // namespace overread::quantification
