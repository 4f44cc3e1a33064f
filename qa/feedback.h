#pragma once
#include "core/domain/timestamp.h"
#include "qa/plan.h"

namespace overread::qa {

/// Until when the reporter may acknowledge or dispute, both ends included.
[[nodiscard]] Timestamp answerUntil(Timestamp sentAt, const Plan& plan);

/// A dispute after the term is refused; an acknowledgement never is.
[[nodiscard]] bool mayDispute(Timestamp sentAt, Timestamp now, const Plan& plan);

}  // namespace overread::qa
