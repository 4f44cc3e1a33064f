#pragma once
#include <string>
#include <vector>

#include "core/domain/quantification.h"
#include "core/quantification/grid.h"
#include "core/volume/ct_volume.h"

namespace overread::quantification {

/// How far a measurement can be trusted.
struct Quality {
    std::vector<std::string> warnings;  ///< stable codes, in a fixed order
    double uncertaintyPercent = 0;      ///< half width of the 95 % limits of agreement, in points of the total
    Quantification::Confidence confidence = Quantification::Confidence::normal;
};

/// What the quality is judged by.
struct QualityFacts {
    const CtVolume& volume;
    const HuGrid& hu;
    const HuGrid& smooth;
    const Mask& body;
    const Mask& lungs;  ///< the parenchyma of both
    double peakHu = 0;  ///< of the aerated lung, of the lung with less air
    double involvementPercent = 0;
    double effusionMl = 0;
    bool oneLungMissing = false;
    bool airwaysFound = true;
};

/// Warnings: free_breathing, truncated_lungs, contrast, thick_slices, effusion, metal, noise, one_lung, no_airways.
/// The limits of agreement are those of the phantom series by class of quality (tests/core/quantification); the parts
/// add as squares.
[[nodiscard]] Quality qualityOf(const QualityFacts& facts);

}  // namespace overread::quantification
