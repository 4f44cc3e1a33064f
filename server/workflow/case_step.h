#pragma once
#include <optional>
#include <string>

#include "qa/case_life.h"
#include "qa/plan.h"
#include "server/database/case_repository.h"

namespace soci {
class session;
}

/// What every step does with its case.
namespace overread::workflow {

/// Takes the case through the event, writes it with its audit event ("case.<event>" with the new state), and answers it
/// with its new version. Throws std::logic_error where the state forbids the event: the callers have looked at the
/// state of a locked case, so that this is a bug and no outcome.
CaseRecord advance(soci::session& session, const CaseRecord& record, qa::CaseEvent event,
                   const std::optional<UserId>& actor);

/// Writes the case without an event.
CaseRecord saved(soci::session& session, const CaseRecord& record);

/// Opens the first task of a case that waits for a reader, and perhaps a hidden one beside it. `plan` has its secret.
void openFirstTask(soci::session& session, const CaseRecord& record, const qa::Plan& plan, Timestamp now);

}  // namespace overread::workflow
