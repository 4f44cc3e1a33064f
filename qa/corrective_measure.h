#pragma once
#include <optional>
#include <string>

#include "core/domain/measure.h"
#include "qa/double_read.h"
#include "qa/selection.h"

namespace overread::qa {

/// First thing that is wrong with a measure, as the field and what was expected; none: it may be opened or changed.
[[nodiscard]] std::optional<ReadProblem> problemOf(const Measure& measure, Timestamp now);

/// True where the report falls into the window of the measure's follow-up, `until` not belonging.
[[nodiscard]] bool isFollowedUp(const Report& report, const FollowUp& followUp);

/// The draw of a report in the window of a measure: a peer review, at the measure's share. A key of its own for each
/// measure, so that two windows draw independently.
[[nodiscard]] Draw followUpDraw(const std::string& identity, const MeasureId& measure, double share, const Plan& plan);

}  // namespace overread::qa
