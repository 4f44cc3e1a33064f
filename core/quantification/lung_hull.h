#pragma once
#include "core/quantification/grid.h"
#include "core/quantification/rib_cage.h"

namespace overread::quantification {

/// What surrounds a lung and is not lung.
struct Surroundings {
    const HuGrid& smooth;
    const Mask& body;
    const RibCage& ribs;
    const Mask& tubes;  ///< airways and aorta with their walls
    const Mask& abdominalGas;
    const Mask& otherLung;  ///< the air of the other lung
};

/// The parenchyma of one lung with the disease, vessels and effusion that its air does not show: the closing of its air
/// by 25 mm towards the ribs, by 8 mm towards mediastinum and diaphragm, what lies between lung above and below at the
/// back, and what lung encloses in two planes; the blurred edge of the wall is none of it. Each
/// lung by itself: closing both together would fill the strip between them.
[[nodiscard]] Mask lungHullOf(const Mask& air, const Surroundings& around, int threads);

}  // namespace overread::quantification
