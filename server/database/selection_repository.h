#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/report.h"
#include "qa/selection.h"

namespace soci {
class session;
}

namespace overread {

/// Draws of reports, those that picked nothing included: a rate is weighted by what could have been picked.
class SelectionRepository {
public:
    explicit SelectionRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Selection and measurement judge one report at the same time: whoever comes second waits here.
    void lockReport(const ReportId& report);
    [[nodiscard]] std::vector<qa::Draw> drawsOf(const ReportId& report) const;
    /// Keeps a draw. The first one of a reason stands: false, nothing written, where there is one.
    bool add(const ReportId& report, const qa::Draw& draw, const std::string& detailJson);
    /// The draws that picked the report belong to its case.
    void joinCase(const ReportId& report, const CaseId& qaCase);
    /// What the rates rest on. `newReporterReports` bounds the count of earlier reports, 0: not counted.
    [[nodiscard]] qa::ReporterHistory historyOf(const Report& report, int newReporterReports);

    /// The draw that decided whether a study is measured; none where all are.
    struct MeasurementDraw {
        int planVersion = 0;
        double probability = 1;
        double number = 0;
        bool drawn = true;
    };
    /// The first one of a study stands: what stands is answered.
    MeasurementDraw keepMeasurementDraw(const StudyId& study, const MeasurementDraw& draw);
    [[nodiscard]] std::optional<MeasurementDraw> measurementDrawOf(const StudyId& study) const;

private:
    soci::session& session_;
};

}  // namespace overread
