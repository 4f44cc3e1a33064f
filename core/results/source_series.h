#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/dicom/refusal.h"
#include "core/dicom/series_index.h"
#include "core/volume/ct_volume.h"

namespace overread {

/// What objects that are derived from a series repeat of it. Texts are UTF-8, numbers as the slices' own headers write
/// them, so that a derived object says exactly the same. Identifies the patient: never for a reviewer.
struct SourceSeries {
    struct Instance {
        std::string sopClassUid;
        std::string sopInstanceUid;
        std::string position;  ///< ImagePositionPatient
    };
    std::string patientName, patientId, patientBirthDate, patientSex, patientAge;
    std::string studyInstanceUid, studyDate, studyTime, studyId, studyDescription, accessionNumber, referringPhysician;
    std::string seriesInstanceUid, frameOfReferenceUid;
    std::string orientation, pixelSpacing;  ///< ImageOrientationPatient, PixelSpacing
    VolumeGeometry geometry;
    double sliceThicknessMm = 0;      ///< the distance of the slices where the header does not say
    std::vector<Instance> instances;  ///< from the feet to the head: one a slice
};

/// Reads the headers of the series' files again. A Refusal where one of them changed meanwhile or cannot be read.
[[nodiscard]] std::variant<SourceSeries, dicom::Refusal> sourceOf(const dicom::Series& series);

}  // namespace overread
