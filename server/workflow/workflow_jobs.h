#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Kinds of jobs that are steps of the workflow; the worker asks the queue for these besides its own.
[[nodiscard]] std::vector<std::string> workflowJobKinds();

/// Does one step. `uniqueKey` is the id of the report (selectReport, judgeDiscrepancy) or of the case
/// (decideConcordance, closeCase). The caller completes the job in the same transaction. Throws std::invalid_argument
/// for another kind.
void runWorkflowJob(soci::session& session, std::string_view kind, const std::string& uniqueKey, Timestamp now);

}  // namespace overread::workflow
