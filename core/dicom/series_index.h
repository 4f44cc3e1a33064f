#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/dicom/frame_decoder.h"
#include "core/dicom/refusal.h"
#include "core/domain/series_choice.h"
#include "core/domain/study.h"
#include "core/volume/ct_volume.h"

namespace overread::dicom {

/// What the header says about study and patient, in UTF-8 where the file's own character set is one of ISO_IR 100,
/// 144, 192 or none; for the schemas `qa` and, as to the patient's id and name, `identity`. Never for a reviewer.
struct StudyFacts {
    std::string studyInstanceUid;
    std::string accessionNumber;
    std::string patientId;
    std::string patientName;      ///< DICOM form, Family^Given
    std::string facility;         ///< InstitutionName
    std::string scanner;          ///< StationName
    std::optional<int> ageYears;  ///< PatientAge, else from birth and study date
    Sex sex = Sex::unknown;
    std::optional<Timestamp> acquiredAt;  ///< study date and time; UTC where no offset is given
};

/// One file: used as a slice of its series, or refused.
struct Instance {
    std::filesystem::path file;
    std::string sopInstanceUid;  ///< empty where it could not be read
    std::string sopClassUid;
    std::string modality;
    std::string studyInstanceUid;
    std::string seriesInstanceUid;
    bool preamble = false;  ///< the 128 bytes before DICM are not zero: they may be an executable
    std::optional<Refusal> refusal;
};

/// A file that is a usable slice, and how its pixels are stored.
struct Slice {
    std::filesystem::path file;
    std::string sopInstanceUid;
    double placeMm = 0;  ///< along the normal
    FrameFormat format;
};

/// One series; its slices from the feet to the head. `refusal` says why it cannot be measured; `geometry` and
/// `slices` may be filled all the same, so that what is there can be shown to a reader.
struct Series {
    std::string studyInstanceUid;
    std::string seriesInstanceUid;
    std::string modality;
    SeriesFacts facts;
    VolumeGeometry geometry;
    std::vector<Slice> slices;
    std::optional<Refusal> refusal;
};

struct SeriesIndex {
    std::vector<StudyFacts> studies;    ///< one per study UID, in order of appearance
    std::vector<Instance> instances;    ///< one per file, in the order given
    std::vector<Series> series;         ///< in order of appearance
    std::optional<std::size_t> chosen;  ///< index in `series` of the one to measure
    std::string explanation;            ///< why this one; or why none, in one sentence
    std::optional<Refusal> refusal;     ///< where none is chosen: the reason of the best candidate
};

/// Header facts of one object without its pixels; the study facts are empty where the file is not DICOM.
struct ObjectFacts {
    Instance instance;
    StudyFacts study;
};
[[nodiscard]] ObjectFacts readObject(const std::filesystem::path& file);

/// Reads the headers of the files and picks the series to measure: CT, original, axial, at least 15 slices without
/// gaps; of several the soft kernel first, then the thinnest, then the most slices. Parses iteratively and within the
/// limits of DataSetLimits, so a hostile file is a refusal and not a crash. The answer does not depend on `threads`.
[[nodiscard]] SeriesIndex indexFiles(const std::vector<std::filesystem::path>& files, int threads = 1);

/// The choice as it is kept and shown: each series with what it was judged by, fifty of them at most.
[[nodiscard]] SeriesChoice choiceOf(const SeriesIndex& index);

/// Regular files under the given paths (folders are searched, not following links), sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> filesUnder(const std::vector<std::filesystem::path>& paths);

}  // namespace overread::dicom
