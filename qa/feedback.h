#pragma once
#include "core/domain/case.h"
#include "core/domain/timestamp.h"
#include "qa/plan.h"

namespace overread::qa {

/// Until when the reporter may acknowledge or dispute, both ends included.
[[nodiscard]] Timestamp answerUntil(Timestamp sentAt, const Plan& plan);

/// A dispute after the term is refused; an acknowledgement never is.
[[nodiscard]] bool mayDispute(Timestamp sentAt, Timestamp now, const Plan& plan);

/// Whether somebody will surely look at the images of a settled case: then its pictures are made before they ask.
[[nodiscard]] bool imagesWillBeLookedAt(const Case& settled);

}  // namespace overread::qa
