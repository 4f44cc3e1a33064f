#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/series_choice.h"
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

/// What a study and its reports are matched by; either may be empty.
struct StudyNames {
    std::string studyInstanceUid;
    std::string accessionNumber;
};

class StudyRepository {
public:
    explicit StudyRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Makes the study of that study UID or completes the known one (a fact that is empty never replaces a known one);
    /// `study.id` is ignored. Safe from several transactions at a time.
    StudyId save(const Study& study, const std::string& patientPseudonym);
    /// Waits until no other transaction matches by one of these names, and keeps the others waiting until this one
    /// ends. A report and the images of its study may arrive in the same moment: without it neither transaction sees
    /// what the other one has not committed, and the two never find each other. Once per transaction, before the first
    /// look.
    void lockNames(const std::vector<StudyNames>& names);
    /// Keeps the study as it is until the transaction ends: whoever opens a case by what is known of the images, and
    /// whoever brings images or measurement, take turns. Throws NotFound.
    void lock(const StudyId& id);

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
    /// The same patient's studies after this one, at most `hours` later.
    [[nodiscard]] std::vector<StudyId> findLater(const StudyId& id, int hours) const;
    /// Result of indexing; an empty reason: a series can be read.
    void setIndexed(const StudyId& id, int objects, const std::string& refusalReason, const std::string& refusalDetail,
                    const SeriesChoice& choice);
    /// Which series was picked and why; none where the study was not indexed yet, or before this was kept.
    [[nodiscard]] std::optional<SeriesChoice> findChoice(const StudyId& id) const;

private:
    soci::session& session_;
};

}  // namespace overread
