#pragma once
#include <chrono>
#include <optional>

#include "core/domain/read.h"
#include "qa/double_read.h"
#include "qa/plan.h"

namespace overread::qa {

/// What the arbiter settled.
struct SettlementAnswer {
    Grade grade = Grade::ct0;
    std::string reason;
};

/// First thing that is wrong with a settlement; none: it may be locked. A grade other than the arbiter's own blind one
/// needs a reason.
[[nodiscard]] std::optional<ReadProblem> problemOf(const SettlementAnswer& settlement, const DoubleRead& ownBlindRead);

/// The outcome for the report: the same rule as between two reads, so that the same pair of answers gets the same
/// outcome whoever gave them. The arbiter's involvement counts where it belongs to the settled grade.
[[nodiscard]] Concordance settledOutcome(const Report& report, const SettlementAnswer& settlement,
                                         const DoubleRead& ownBlindRead, const Plan& plan);

/// Time until an arbitration is due: short where the answers so far send the patient to different places.
[[nodiscard]] std::chrono::minutes arbitrationDue(std::optional<Grade> reported, std::optional<Grade> read,
                                                  const Plan& plan);

}  // namespace overread::qa
