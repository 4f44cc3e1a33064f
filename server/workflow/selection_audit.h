#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/domain/id.h"

namespace soci {
class session;
}

/// Every draw computed again from the record alone: the report's versions, the plan and its secret, what was known.
namespace overread::workflow {

struct DrawDifference {
    ReportId report;
    std::string reason;  ///< of the selection, or "mixing", or "case"
    std::string what;    ///< stable code: probability, number, drawn, firstTask, stratum, jointProbability, missing ...
    std::string recorded;
    std::string recomputed;
};

struct SelectionAudit {
    long reports = 0;
    long draws = 0;
    long mixingDraws = 0;
    std::vector<DrawDifference> differences;  ///< the first thousand
    long differing = 0;                       ///< all of them
};

/// Reads in pages; memory stays flat. `seen` is told how many reports are done, for progress.
[[nodiscard]] SelectionAudit auditSelections(soci::session& session, const std::function<void(long)>& seen);

}  // namespace overread::workflow
