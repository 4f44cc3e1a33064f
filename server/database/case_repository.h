#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"

namespace soci {
class session;
}

namespace overread {

/// A case with what stands beside it for figures and screens.
struct CaseRecord {
    Case qaCase;
    std::optional<StudyId> study;  ///< none: the images are not there
    std::string facility;
    Grade reportedGrade = Grade::ct0;
    std::string rule;  ///< stable code of the rule that decided (qa::ConcordanceRule, RADPEER name); empty: none yet
    std::string settlementReason;
    double pointsApart = 0;
    int differenceSlice = 0;  ///< where the images jump to after the lock
};

/// Cases in PostgreSQL, in a transaction that the caller began and will commit: it alone knows what belongs together.
class CaseRepository {
public:
    explicit CaseRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Writes a new case. Throws StaleVersion where the report has one already.
    void add(const CaseRecord& record);
    [[nodiscard]] bool exists(const CaseId& id) const;
    [[nodiscard]] CaseRecord require(const CaseId& id) const;  ///< throws NotFound
    /// The same, and nobody else changes it before the transaction ends. Lock an assignment before its case, never
    /// after, so that two transactions cannot wait for each other.
    [[nodiscard]] CaseRecord requireLocked(const CaseId& id);
    [[nodiscard]] std::optional<CaseId> idForReport(const ReportId& report) const;
    [[nodiscard]] std::vector<CaseId> awaitingImagesOf(const StudyId& study) const;
    /// Writes the case and raises its version. Throws StaleVersion, nothing written, when another writer came first.
    void save(const CaseRecord& record);

private:
    soci::session& session_;
};

}  // namespace overread
