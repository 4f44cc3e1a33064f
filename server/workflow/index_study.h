#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/quantification.h"
#include "core/domain/series_choice.h"
#include "core/domain/study.h"
#include "core/domain/timestamp.h"
#include "core/wire/assignment.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Facts of one received object, read in a child process; or why it could not be read.
struct IndexedObject {
    std::string objectId;
    Study study;  ///< its id is empty
    std::string patientId;
    std::string seriesInstanceUid;
    std::string refusalReason;  ///< stable code; empty: readable
    std::string refusalDetail;
};

/// Writes what the objects are, makes their studies known, matches waiting reports and adds `indexStudy` for each study
/// a short while later, so that a study that is still arriving is indexed once.
void recordIndexedObjects(soci::session& session, const std::vector<IndexedObject>& objects, Timestamp now);

/// The series that is measured and read, as it lies in the image store.
struct SeriesOnDisk {
    std::string seriesId;  ///< ours; names the folder
    std::string seriesInstanceUid;
    wire::ImageSeries image;
    std::string kernel;
    std::vector<std::uint64_t> frameOffsets;  ///< slices + 1
};

struct IndexedStudy {
    StudyId study;
    std::optional<SeriesOnDisk> chosen;
    std::string refusalReason;  ///< where nothing was chosen: stable code
    std::string refusalDetail;
    SeriesChoice choice;
    int objects = 0;
};

/// Images are there, or cannot be used and say why: either way the cases that wait for them go on to the readers; where
/// a series was chosen, `quantifyStudy` is added. A study that was refused as not a chest CT is still read by a person.
void recordIndexedStudy(soci::session& session, const IndexedStudy& indexed, Timestamp now);

/// Labels of the measurement in the store, one zlib stream a slice.
struct MaskFile {
    std::vector<std::uint64_t> offsets;  ///< slices + 1
    int sliceWithMostLesion = 0;
};

/// Keeps the measurement, measured or refused, and adds `judgeDiscrepancy` for each report of the study. Throws
/// StaleVersion where the study was indexed anew meanwhile: drop the result, the new series' measurement is queued.
void recordQuantification(soci::session& session, const StudyId& study, const std::string& seriesId,
                          const Quantification& quantification, const std::optional<MaskFile>& masks, Timestamp now);

}  // namespace overread::workflow
