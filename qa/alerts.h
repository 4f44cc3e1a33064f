#pragma once
#include <optional>

#include "core/domain/report.h"
#include "qa/plan.h"

namespace overread::qa {

/// True where the settled grade sends the patient further up than they were sent: the routing that was recorded, else
/// that of the reported grade. A patient who was admitted all the same is in no danger from a mild grade.
[[nodiscard]] bool needsAlert(const Report& report, Grade settled);

/// How far an unacknowledged alert has gone up the ladder: 0 facility's duty, 1 head, 2 QA lead, 3 last step.
[[nodiscard]] int alertLevel(Timestamp raisedAt, Timestamp now, const Plan& plan);

/// When an alert of this level goes up the next step; after the last it repeats at the length of the last step, so that
/// an alert is never silent before a named person took it.
[[nodiscard]] Timestamp nextEscalation(Timestamp raisedAt, Timestamp now, const Plan& plan);

}  // namespace overread::qa
