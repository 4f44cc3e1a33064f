#include "server/workflow/held_task.h"

#include "server/database/audit_trail.h"
#include "server/workflow/case_step.h"

namespace overread::workflow {

bool isHeld(const AssignmentRecord& task, Timestamp now) {
    return (task.state == AssignmentState::held || task.state == AssignmentState::blindLocked) && task.leaseUntil &&
           *task.leaseUntil > now;
}

std::optional<AssignmentRecord> heldTask(soci::session& session, const std::string& handle, const UserId& reviewer,
                                         Timestamp now) {
    auto task = AssignmentRepository{session}.findLocked(handle, reviewer);
    if (!task || !isHeld(*task, now)) return std::nullopt;
    return task;
}

void returnTask(soci::session& session, const AssignmentRecord& task, std::string_view reason,
                const std::optional<UserId>& actor, Timestamp now) {
    AssignmentRepository{session}.returnToPool(task, reason, now);
    if (task.kind != AssignmentKind::arbitration && !task.isHidden)
        advance(session, CaseRepository{session}.requireLocked(task.caseId), qa::CaseEvent::taskReturned, actor);
    AuditTrail{session}.append(
        {actor, "assignment.returned", "assignment", task.id.text(), R"({"reason":")" + std::string{reason} + R"("})"});
}

}  // namespace overread::workflow
