#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/grade.h"
#include "core/wire/oversight.h"

namespace overread::qa::statistics {

/// A settled case of one radiologist, as far as figures need it.
struct SettledCase {
    AssignmentKind firstTask = AssignmentKind::doubleRead;
    Grade reportedGrade = Grade::ct0;
    Grade settledGrade = Grade::ct0;
    Outcome outcome = Outcome::concordant;
    /// Joint probability with which the report came under this first task, 0 < p <= 1. None: there by request alone,
    /// which is no probability sample and counts in no rate.
    std::optional<double> designProbability;
    bool greatCall = false;
    bool flaggedByMeasurement = false;  ///< the automated discrepancy was among its reasons
};

/// What is known of one radiologist in a period.
struct RadiologistFacts {
    std::string reporter;  ///< staff code
    std::string reporterName;
    long reports = 0;
    long casesOpened = 0;
    long alerts = 0;
    std::vector<SettledCase> settled;
};

/// The figures of product.md section 8 that this version shows. Double reads and peer reviews stand apart: they give
/// different rates by design and are never pooled.
[[nodiscard]] wire::RadiologistFigures figuresOf(const RadiologistFacts& facts);

}  // namespace overread::qa::statistics
