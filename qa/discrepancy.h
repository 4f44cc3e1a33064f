#pragma once
#include <optional>

#include "core/domain/quantification.h"
#include "core/domain/report.h"
#include "qa/plan.h"
#include "qa/progression.h"

namespace overread::qa {

enum class DiscrepancyFinding {
    notMeasured,        ///< pending or refused: nothing can be said
    within,             ///< the reported grade's interval meets involvement +- uncertainty
    outside,            ///< it does not: flagged
    lowConfidenceKept,  ///< outside, but a low-confidence measurement that would not change the routing: not flagged
    /// Outside, but the report states the CT-3 that a rapid progression with respiratory impairment asks for whatever
    /// the percentage: not flagged.
    explainedByProgression
};

/// Whether the measurement contradicts the reported grade by more than its own uncertainty.
struct DiscrepancyJudgement {
    DiscrepancyFinding finding = DiscrepancyFinding::notMeasured;
    double pointsOutside = 0;      ///< from the near end of involvement +- uncertainty to the grade's interval
    bool crossesHospital = false;  ///< one of the two belongs at home, the other in hospital (CT-2 | CT-3)
    /// To order flagged cases for the QA lead (never for readers): points outside, and 100 more where the hospital
    /// limit is crossed, so that every such case stands before every other.
    double rank = 0;
    [[nodiscard]] bool isFlagged() const { return finding == DiscrepancyFinding::outside; }
};

/// Boundary-aware: one grade of difference near a limit is no error. A low-confidence measurement is flagged only where
/// all of involvement +- uncertainty lies in another routing class than the report: it may not cost a reader's time
/// over a neighbouring grade, but a possibly missed pneumonia is looked at. `course`: since the patient's study before
/// this one, where there was one.
[[nodiscard]] DiscrepancyJudgement judge(const Report& report, const Quantification& measured, const Plan& plan,
                                         const std::optional<Course>& course = std::nullopt);

}  // namespace overread::qa
