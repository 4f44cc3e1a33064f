#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "qa/statistics/rates.h"
#include "server/database/figure_sums_repository.h"

namespace overread {

/// Settled cases one by one, for the figures that sums cannot give: sequences, points and examples. Every query is
/// bound to one reporter, scanner or facility, or to a number of rows. For overread_app.
class SettledCasesRepository {
public:
    explicit SettledCasesRepository(soci::session& session);

    struct Outcome {
        CaseId id;
        Timestamp settledAt;
        bool isSignificant = false;
    };
    /// Of one reporter, in the order of settlement.
    [[nodiscard]] std::vector<Outcome> outcomes(const FigureScope& scope) const;

    struct Involvement {
        CaseId id;
        double statedPercent = 0;
        double measuredPercent = 0;
    };
    /// The newest of them, at most `most`.
    [[nodiscard]] std::vector<Involvement> involvements(const FigureScope& scope, int most) const;

    struct OnScanner {
        std::string facility;
        std::string scanner;
        long cases = 0;
    };
    [[nodiscard]] std::vector<OnScanner> scanners(const FigureScope& scope) const;

    struct OfReviewer {
        UserId reviewer;
        long answers = 0;
        double meanShift = 0;  ///< read minus settled grade
        double deviation = 0;  ///< standard deviation of the same
    };
    /// Who read the reporter's cases, most answers first.
    [[nodiscard]] std::vector<OfReviewer> readers(const FigureScope& scope) const;

    struct Remark {
        std::string facility;
        std::string scanner;
        std::string reason;
        CaseId id;
    };
    /// The newest peer reviews with technical remarks: up to `most` remarks.
    [[nodiscard]] std::vector<Remark> remarks(const Months& months, const std::string& facility, int most) const;

    struct Mark {
        Timestamp at;
        std::string kind;   ///< measure, scanner, plan
        std::string label;  ///< name of the scanner, number of the plan's version, kind of the measure
        std::string id;     ///< of the measure
    };
    /// What happened within the scope's months that a chart should show: measures for the reporter or facility, a
    /// scanner's first day, a new version of the plan. In order of time.
    [[nodiscard]] std::vector<Mark> marks(const FigureScope& scope) const;

    /// Bands of weight with significant discrepancies as events, settled from `from` (included) to `to`.
    [[nodiscard]] std::vector<qa::statistics::WeightBand> bandsBetween(const FigureScope& scope, Timestamp from,
                                                                       Timestamp to) const;

private:
    soci::session& session_;
};

}  // namespace overread
