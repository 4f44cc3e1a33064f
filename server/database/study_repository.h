#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/study.h"

namespace soci {
class session;
}

namespace overread {

/// A study with what indexing found out about its images.
struct StudyRecord {
    Study study;
    std::string patientId;  ///< pseudonym; empty: unknown
    int objects = 0;
    bool isIndexed = false;           ///< its objects were looked at as a whole
    std::string imagesRefusalReason;  ///< stable code; empty: a series can be read, or nobody has looked yet
    std::string imagesRefusalDetail;
};

class StudyRepository {
public:
    explicit StudyRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Makes the study of that study UID or completes the known one (a fact that is empty never replaces a known one);
    /// `study.id` is ignored. Safe from several transactions at a time.
    StudyId save(const Study& study, const std::string& patientPseudonym);
    [[nodiscard]] StudyRecord require(const StudyId& id) const;  ///< throws NotFound
    [[nodiscard]] std::optional<StudyRecord> findByStudyUid(const std::string& studyInstanceUid) const;
    /// All studies of that accession number (never empty); a number may cover several.
    [[nodiscard]] std::vector<StudyRecord> findByAccession(const std::string& accessionNumber) const;
    /// The same patient's latest study before this one, at most `hours` earlier; none where the patient is unknown.
    [[nodiscard]] std::optional<StudyRecord> findEarlier(const StudyId& id, int hours) const;
    /// The same patient's latest study before this one that has a series to show, whatever its age; none where the
    /// patient or the time is unknown.
    struct Prior {
        StudyId study;
        int daysBefore = 0;  ///< whole ones
    };
    [[nodiscard]] std::optional<Prior> findPrior(const StudyId& id) const;
    /// Result of indexing; an empty reason: a series can be read.
    void setIndexed(const StudyId& id, int objects, const std::string& refusalReason, const std::string& refusalDetail);

private:
    soci::session& session_;
};

}  // namespace overread
