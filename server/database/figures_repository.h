#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/grade.h"

namespace soci {
class session;
}

namespace overread {

/// Settled cases of one reporter and one design that are alike in everything a statistic looks at. Cases that are there
/// by request alone are not counted.
struct SettledGroup {
    AssignmentKind design = AssignmentKind::doubleRead;  ///< doubleRead or peerReview; the two are never pooled
    Grade reported = Grade::ct0;
    Grade settled = Grade::ct0;
    Outcome outcome = Outcome::concordant;
    double inclusionProbability = 1;  ///< of coming into this design; a rate weighs by its inverse
    long count = 0;
};

/// What the figures of one radiologist are computed from (qa/statistics does that).
struct RadiologistSums {
    UserId reporter;
    std::string staffCode;
    std::string name;
    long reports = 0;
    long casesOpened = 0;
    std::vector<SettledGroup> settled;
    long greatCalls = 0;
    long alerts = 0;
    long discrepanciesFlagged = 0;
    long discrepanciesUpheld = 0;
};

class FiguresRepository {
public:
    explicit FiguresRepository(soci::session& session);

    struct Scope {
        Timestamp from;        ///< included; of the report's arrival for reports and cases, of settlement for the rest
        Timestamp to;          ///< not included
        std::string facility;  ///< empty: all
        std::optional<UserId> reporter;
    };
    /// By name; radiologists without a report and without a settled case in the period are left out.
    [[nodiscard]] std::vector<RadiologistSums> radiologists(const Scope& scope) const;

private:
    soci::session& session_;
};

}  // namespace overread
