#pragma once
#include <string>
#include <variant>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "core/wire/planning.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// What a QA lead does with plans.
namespace overread::workflow {

/// All versions, the newest first, each with what it changed.
[[nodiscard]] wire::Page<wire::PlanRow> planVersions(soci::session& session, Timestamp now);

/// What the draft would mean: the newest version with the named settings replaced, tried on the reports of the last 28
/// days. Invalid: a setting that is unknown or of the wrong kind; a plan that cannot be is answered with its problem.
[[nodiscard]] std::variant<wire::PlanPreview, Invalid> previewPlan(soci::session& session, const wire::PlanDraft& draft,
                                                                   Timestamp now);

/// Adds the next version. StaleEtag: another version came first, or these are not the values of the preview. Invalid: a
/// start in the past or before that of another version.
[[nodiscard]] std::variant<wire::PlanRow, StaleEtag, Invalid> savePlan(soci::session& session, const UserId& lead,
                                                                       const wire::NewPlan& wanted, Timestamp now);

}  // namespace overread::workflow
