#pragma once
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "core/domain/case.h"
#include "core/wire/staffing.h"
#include "qa/assignment.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// What a QA lead does with tasks and readers, and a reader with their own presence.
namespace overread::workflow {

/// The rule that forbids a move. 409 with its name.
struct RuleForbids {
    qa::Refusal rule = qa::Refusal::isReporter;
    bool operator==(const RuleForbids&) const = default;
};

/// Every reader with the rule that forbids them this task, the free ones of least load first. Unknown: no such task.
[[nodiscard]] std::variant<wire::Candidates, Unknown> candidatesFor(soci::session& session, const AssignmentId& task,
                                                                    Timestamp now);

/// Reserves an open task for the reader, or for whoever comes; whoever holds it loses it, their draft stays. A limit of
/// load or a shift that has not begun is no obstacle: the lead sees both and decides. NotNow: the blind read is locked,
/// or the task is done.
[[nodiscard]] std::variant<std::monostate, Unknown, NotNow, RuleForbids, Invalid> moveTask(
    soci::session& session, const AssignmentId& task, const std::optional<UserId>& reader, const std::string& reason,
    const UserId& lead, Timestamp now);

[[nodiscard]] wire::Page<wire::ReviewerRow> reviewers(soci::session& session, Timestamp now);
[[nodiscard]] std::variant<std::monostate, Unknown> qualify(soci::session& session, const UserId& reader,
                                                            const std::set<AssignmentKind>& kinds, const UserId& by,
                                                            Timestamp now);
[[nodiscard]] std::variant<wire::ShiftRow, Invalid> addShift(soci::session& session, const wire::NewShift& wanted,
                                                             const UserId& by);
[[nodiscard]] std::variant<std::monostate, Unknown> removeShift(soci::session& session, const std::string& shift,
                                                                const UserId& by);

/// A reader pauses or comes back. What they hold and have not locked goes back to the pool, drafts stay.
void setAvailable(soci::session& session, const UserId& reader, bool available, Timestamp now);

}  // namespace overread::workflow
