#pragma once
#include <optional>

#include "core/domain/panel.h"
#include "qa/arbitration.h"

namespace overread::qa {

/// A settlement that was disputed, and what a fresh arbiter answers to it.
struct PanelAnswer {
    SettlementAnswer settlement;
    std::optional<PanelVerdict> verdict;
};

/// First thing that is wrong with a panel's answer; none: it may be locked. `outcome` is that of the report against the
/// new grade. Upheld: the settled grade stands. Overturned: the report was right, so it is concordant with the new
/// grade. Partly: another grade, and the report is discrepant still. A panel always gives its reason.
[[nodiscard]] std::optional<ReadProblem> problemOf(const PanelAnswer& answer, const DoubleRead& ownBlindRead,
                                                   Grade settledBefore, Outcome outcome);

}  // namespace overread::qa
