#pragma once
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/grade.h"
#include "core/wire/oversight.h"

namespace overread::qa::statistics {

/// Settled cases of one radiologist that are alike in everything a statistic looks at. A case that is there by request
/// alone is no probability sample and belongs to no group.
struct SettledGroup {
    AssignmentKind design = AssignmentKind::doubleRead;  ///< doubleRead or peerReview
    Grade reported = Grade::ct0;
    Grade settled = Grade::ct0;
    Outcome outcome = Outcome::concordant;
    double inclusionProbability = 1;  ///< with which the report came into this design, 0 < p <= 1
    long count = 0;
};

/// What is known of one radiologist in a period.
struct RadiologistFacts {
    std::string reporter;  ///< staff code
    std::string reporterName;
    long reports = 0;
    long casesOpened = 0;
    std::vector<SettledGroup> settled;
    long greatCalls = 0;
    long alerts = 0;
    long discrepanciesFlagged = 0;  ///< selected by the measurement ...
    long discrepanciesUpheld = 0;   ///< ... and settled as a discrepancy
};

/// The figures of product.md section 8 that this version shows. Double reads and peer reviews stand apart: they give
/// different rates by design and are never pooled.
[[nodiscard]] wire::RadiologistFigures figuresOf(const RadiologistFacts& facts);

}  // namespace overread::qa::statistics
