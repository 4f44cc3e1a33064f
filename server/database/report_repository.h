#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/report.h"

namespace soci {
class session;
}

namespace overread {

/// Reports with their versions.
class ReportRepository {
public:
    explicit ReportRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// The reporter's report of that study, by its UID or, where one of the two lacks it, by accession number, in its
    /// latest version. Locks the report until the transaction ends, so that two amendments queue up.
    [[nodiscard]] std::optional<Report> findForAmendment(const std::string& studyInstanceUid,
                                                         const std::string& accessionNumber, const UserId& reporter);
    /// Writes a new report (`version` 1) or the next version of a known one. Throws StaleVersion when that version is
    /// there already, also when another transaction has just written the first one. Counts the reporter's month.
    void add(const Report& report, const std::optional<UserId>& submittedBy);
    [[nodiscard]] Report require(const ReportId& id) const;               ///< latest version; throws NotFound
    [[nodiscard]] Report require(const ReportId& id, int version) const;  ///< throws NotFound
    [[nodiscard]] std::vector<Report> forStudy(const StudyId& study) const;
    /// Reports without images that name this study by UID or, naming no UID, by its accession number.
    [[nodiscard]] std::vector<Report> waitingFor(const std::string& studyInstanceUid,
                                                 const std::string& accessionNumber) const;
    void linkToStudy(const ReportId& id, const StudyId& study);
    [[nodiscard]] std::optional<StudyId> studyOf(const ReportId& id) const;
    /// Reports that the reporter signed for the first time in that calendar month, "2026-10-01".
    [[nodiscard]] int countInMonth(const UserId& reporter, const std::string& firstDay) const;
    /// All reports of the reporter so far, for "the first N reports".
    [[nodiscard]] int count(const UserId& reporter) const;

private:
    soci::session& session_;
};

}  // namespace overread
