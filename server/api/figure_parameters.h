#pragma once
#include "server/api/exchange.h"
#include "server/oversight/figure_query.h"

/// What figures are asked of: the period in whole months, the design, and whom they mean.
namespace overread::api {

/// ?from=2025-11&to=2026-10, both included; a moment stands for its month. The last twelve months where absent.
[[nodiscard]] Months monthsIn(const Request& request, Timestamp now);
/// ?design=doubleRead|peerReview; double reads where absent.
[[nodiscard]] AssignmentKind designIn(const Request& request);

/// ?facility=, narrowed to the own one for a head; another one is refused like one that is not there.
[[nodiscard]] std::string facilityAskedFor(const Exchange& exchange);
/// ?name= as a moment, or as a month: its first moment, and the first one after it.
[[nodiscard]] std::optional<Timestamp> beginningIn(const Request& request, const std::string& name);
[[nodiscard]] std::optional<Timestamp> endIn(const Request& request, const std::string& name);

/// ?reporter= | ?facility= | ?scanner=&facility= | nothing, and the period and design.
[[nodiscard]] FigureQuery figureQueryIn(const Exchange& exchange, soci::session& session);

}  // namespace overread::api
