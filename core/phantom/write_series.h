#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/domain/study.h"
#include "core/domain/timestamp.h"
#include "core/volume/ct_volume.h"

namespace overread {

/// Whose study the written series is. All of it is invented.
struct SeriesIdentity {
    std::string studyInstanceUid;
    std::string seriesInstanceUid;
    std::string frameOfReferenceUid;
    std::string accessionNumber;
    std::string patientId;
    std::string patientName;  ///< Family^Given
    int ageYears = 50;
    Sex sex = Sex::female;
    std::string facility;  ///< InstitutionName
    std::string scanner;   ///< StationName
    Timestamp acquiredAt{};
    std::string modality = "CT";  ///< "MR" writes MR images, which must be refused
};

/// A complete identity that depends on the seed alone; callers replace what they know better.
[[nodiscard]] SeriesIdentity inventedIdentity(std::uint64_t seed);

/// A UID under 2.25 that depends on the seed and the purpose alone ("study", "series", "instance 17" ...).
[[nodiscard]] std::string inventedUid(std::uint64_t seed, const std::string& purpose);

/// Writes one file per slice, 0001.dcm ... from the feet to the head, explicit little endian, and makes the folder
/// where it is missing. Read back the volume is the same voxel for voxel. Throws std::runtime_error when the disk
/// refuses.
void writeSeries(const CtVolume& volume, const SeriesIdentity& identity, const std::filesystem::path& folder);

}  // namespace overread
