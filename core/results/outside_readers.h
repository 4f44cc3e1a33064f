#pragma once
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>

#include <string>

#include "core/domain/findings.h"
#include "core/volume/ct_volume.h"

/// What is in the objects of outside services. For the .cpp files of this folder alone.
namespace overread::outside {

/// Thrown where an object cannot be taken; caught by readOutsideResult().
struct Refused {
    std::string reason;
    std::string detail;
};

/// Lungs, ground glass and consolidation of a segmentation on our grid. Lesions without a kind count as ground glass,
/// lesions outside any lung as nothing. Throws Refused.
[[nodiscard]] LabelVolume masksOn(const VolumeGeometry& geometry, const LabelVolume* ours, DcmDataset& segmentation);

/// The percent of the lungs that a structured report states. Throws Refused where it states none.
[[nodiscard]] Involvement involvementStated(DcmDataset& report);

}  // namespace overread::outside
