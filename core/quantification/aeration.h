#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// One lung's own aerated part, which the threshold of ground glass follows.
struct Aeration {
    double peakHu = 0;             ///< mode of the aerated lung
    double widthHu = 0;            ///< standard deviation that belongs to the left half width at half maximum
    double groundGlassFromHu = 0;  ///< everything denser is no longer aerated lung
};

/// From the histogram of the smoothed volume over the air of one lung without its outermost 3 mm. The width comes
/// from the left side at half height: vessels and disease lie on the right, gas and bullae in the left tail.
/// Each lung by itself: a bronchus narrowed by a tumour leaves the lungs 80 HU apart.
[[nodiscard]] Aeration aerationOf(const HuGrid& smooth, const Mask& lung, int threads);

}  // namespace overread::quantification
