#pragma once
#include "core/domain/case.h"
#include "core/domain/timestamp.h"
#include "qa/plan.h"

namespace overread::qa {

/// When somebody who also reads for others is told what became of their reports: a time of the day, UTC.
constexpr std::chrono::hours dailyBatchAt{4};

/// When the reporter is told of a settlement: at once. Somebody who also reads for others is told of all the day's at
/// the next dailyBatchAt, so that no notice says that a colleague has read their report just now. trust.md, section 3.
[[nodiscard]] Timestamp toldAt(Timestamp settledAt, bool readsForOthers);

/// Until when the reporter may acknowledge or dispute, both ends included.
[[nodiscard]] Timestamp answerUntil(Timestamp sentAt, const Plan& plan);

/// What the reporter was not told of yet is not there for them; a dispute after the term is refused, an acknowledgement
/// never is.
[[nodiscard]] bool isTold(Timestamp sentAt, Timestamp now);
[[nodiscard]] bool mayDispute(Timestamp sentAt, Timestamp now, const Plan& plan);

/// Whether somebody will surely look at the images of a settled case: then its pictures are made before they ask.
[[nodiscard]] bool imagesWillBeLookedAt(const Case& settled);

}  // namespace overread::qa
