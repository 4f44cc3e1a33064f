#pragma once
#include <optional>
#include <string>
#include <vector>

#include "qa/hidden.h"
#include "qa/selection.h"

namespace soci {
class session;
}

namespace overread {

/// Draws as they were recorded, for auditors: read in pages, never changed. For overread_app.
class DrawRecordRepository {
public:
    explicit DrawRecordRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    struct Recorded {
        ReportId report;
        qa::Draw draw;
        std::string detailJson;
        Timestamp decidedAt;
        bool hasCase = false;
        bool isRequestKept = false;         ///< somebody's wish stands beside a request
        std::optional<double> studyNumber;  ///< of the draw that let the study be measured
        std::optional<double> studyShare;
        std::optional<double> followUpShare;  ///< of the measure that the stratum names
        std::optional<Grade> settledGrade;    ///< of its case, as first settled
        std::optional<AssignmentKind> caseTask;
        std::optional<double> caseJoint;   ///< inclusion probability of its case
        std::optional<double> caseDesign;  ///< of the design of its first task
    };
    /// All draws of at most `reports` reports after that one (none: the first), in the order of their reports.
    [[nodiscard]] std::vector<Recorded> page(const std::optional<ReportId>& after, int reports) const;

    struct Mixing {
        CaseId caseId;
        ReportId report;
        qa::MixingDraw draw;
        bool broughtOne = false;
    };
    [[nodiscard]] std::vector<Mixing> mixingPage(const std::optional<CaseId>& after, int limit) const;

    /// Reports that no draw was kept for although nothing waits to draw them.
    [[nodiscard]] std::vector<ReportId> undrawn(int limit) const;

    /// How many random draws of that stratum were kept before the moment.
    [[nodiscard]] long randomDraws(const std::string& stratum, Timestamp before) const;
    struct MonthVolume {
        long mandatory = 0;
        long others = 0;
    };
    /// As counted when the month of that moment began.
    [[nodiscard]] std::optional<MonthVolume> monthVolume(Timestamp month) const;

private:
    soci::session& session_;
};

}  // namespace overread
