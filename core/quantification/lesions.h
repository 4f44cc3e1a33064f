#pragma once
#include "core/quantification/aeration.h"
#include "core/quantification/grid.h"

namespace overread::quantification {

/// Disease in one lung. The two do not overlap.
struct Lesions {
    Mask groundGlass;
    Mask consolidation;
};

/// Ground glass (from the patient's own threshold to -300 HU) and consolidation (above) inside the parenchyma, where
/// most of the neighbourhood is diseased. Cleaned of vessels and airway walls (a lesion is wider than they are, near
/// the airways and in thick slices much wider), of the partial volume along pleura and diaphragm, and of specks under
/// 0.5 ml (2 ml in thick slices).
[[nodiscard]] Lesions lesionsOf(const HuGrid& smooth, const Mask& hull, const Mask& airways, const Aeration& aeration,
                                int threads);

}  // namespace overread::quantification
