#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// One lung's own aerated part, which the threshold of ground glass follows. Under its own weight the lung is denser
/// the farther back it lies: by 20 HU over its depth in a deep breath, by 150 in a shallow one.
struct Aeration {
    double peakHu = 0;            ///< mode of the aerated lung in the middle of its depth
    double widthHu = 0;           ///< standard deviation that belongs to the left half width at half maximum
    double dependentHuPerMm = 0;  ///< what the mode rises by towards the back, >= 0
    double levelMm = 0;           ///< the middle of its depth, on the grid's y axis

    /// Everything denser is no longer aerated lung, at a place along y.
    [[nodiscard]] double groundGlassFromHu(double yMm) const;
};

/// From the histogram of the smoothed volume over the air of one lung without its outermost 3 mm. The width comes
/// from the left side at half height: vessels and disease lie on the right, gas and bullae in the left tail.
/// Each lung by itself: a bronchus narrowed by a tumour leaves the lungs 80 HU apart.
[[nodiscard]] Aeration aerationOf(const HuGrid& smooth, const Mask& lung, int threads);

}  // namespace overread::quantification
