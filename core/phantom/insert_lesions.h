#pragma once
#include <cstdint>

#include "core/phantom/phantom.h"

namespace overread {

/// Lesions for the lungs of a real, healthy series. Meanings and ranges as in PhantomOptions.
struct InsertionOptions {
    double involvementPercent = 30;
    double consolidationShare = 0.2;
    LesionDistribution distribution = LesionDistribution::bilateral;
    std::uint64_t seed = 1;
};

/// Puts the phantom's lesions into the lungs of a series in which `lungs` marks right and left lung. What is denser
/// than a lesion stays (vessels), the noise stays, the edges are as blurred as the slices are thick. The truth is
/// counted in the labels; like them it rests on the lungs that were handed in. Axial slices of a supine patient whose
/// columns grow to the patient's left and whose rows grow to the back. Throws std::domain_error like makePhantom, and
/// std::invalid_argument where volume and lungs differ in geometry.
[[nodiscard]] Phantom insertLesions(CtVolume healthy, LabelVolume lungs, const InsertionOptions& options);

}  // namespace overread
