#pragma once
#include <string>
#include <vector>

#include "core/domain/quantification.h"
#include "core/quantification/anatomy.h"
#include "core/volume/ct_volume.h"

namespace overread::quantification {

/// How far a measurement can be trusted.
struct Quality {
    std::vector<std::string> warnings;  ///< stable codes, in a fixed order
    double uncertaintyPercent = 0;      ///< half width of the 95 % limits of agreement, in points of the total
    Quantification::Confidence confidence = Quantification::Confidence::normal;
};

/// `figures`: the percentages and volumes that the masks gave. Warnings: free_breathing, truncated_lungs, contrast,
/// thick_slices, effusion, metal, noise, one_lung, no_airways, single_focus, hilar_disease, dense_disease. The half
/// width was chosen on phantoms; how often it covers the truth stands in docs/accuracy.md. No real series with a known
/// truth stands behind it. Its parts add as squares.
[[nodiscard]] Quality qualityOf(const CtVolume& volume, const Anatomy& found, const Quantification& figures);

}  // namespace overread::quantification
