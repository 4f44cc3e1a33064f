#pragma once
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/wire/assignment.h"
#include "qa/plan.h"
#include "server/simulation/city/perception.h"

/// What a reader who sees `seen` enters into the forms.
namespace overread::simulation::city {

[[nodiscard]] DoubleRead readOf(const Stated& seen);

/// A third of the significant discrepancies is let pass: the report was in view.
[[nodiscard]] PeerReview reviewOf(const wire::ReviewedReport& report, const Stated& seen, Dice& dice);

/// The arbiter stays with the own blind read, but sees an own significant error in two of three cases when both reads
/// and the measurement lie beside it.
[[nodiscard]] wire::Settlement settlementOf(const Stated& ownBlind, double truthPercent, Dice& dice);

/// What the arbiter says of a dispute by that settlement; none where nothing was disputed.
[[nodiscard]] std::optional<PanelVerdict> verdictOf(const wire::Settlement& settlement,
                                                    const wire::ArbitrationView& view, const qa::Plan& plan);

}  // namespace overread::simulation::city
