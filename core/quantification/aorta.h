#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// The descending aorta with its wall: the column of discs to the left of the spine that stand out best from what
/// surrounds them, over all slices together, so that it is known too where disease hides its outline. Empty in slices
/// above and below those where it stands out, and everywhere in vessels with contrast or where nothing is like it.
/// `lung`: the air of both lungs.
[[nodiscard]] Mask aortaOf(const HuGrid& smooth, const Mask& lung, int threads);

}  // namespace overread::quantification
