#include "server/workflow/clock_work.h"

#include "qa/alerts.h"
#include "server/database/alert_repository.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/workflow/case_step.h"
#include "server/workflow/held_task.h"
#include "server/workflow/hidden_tasks.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// Of each kind in one transaction; the next turn of the clock takes the rest.
constexpr int mostAtOnce = 100;

/// The blind read of an arbiter who left is locked under the task, so that another arbiter gets a new one.
void replaceAbandonedArbitration(soci::session& session, const AssignmentRecord& task, const qa::Plan& plan) {
    AssignmentRepository assignments{session};
    assignments.cancel(task.id);
    if (task.isPanel)
        assignments.addPanel(task.caseId, task.dueAt, qa::expectedMinutes(task.kind, plan));
    else
        assignments.add(task.caseId, task.kind, task.dueAt, qa::expectedMinutes(task.kind, plan));
    AuditTrail{session}.append({std::nullopt, "assignment.abandoned", "assignment", task.id.text()});
}

}  // namespace

int expireLeases(soci::session& session, Timestamp now) {
    const auto expired = AssignmentRepository{session}.lockExpired(now, mostAtOnce);
    for (const auto& task : expired) {
        if (task.state == AssignmentState::blindLocked)
            replaceAbandonedArbitration(session, task, planWithoutSecret(session, now));
        else
            returnTask(session, task, "leaseExpired", std::nullopt, now);
    }
    return static_cast<int>(expired.size());
}

int escalateOverdue(soci::session& session, Timestamp now) {
    const auto plan = planWithoutSecret(session, now);
    AlertRepository alerts{session};
    const auto due = alerts.lockDue(now, mostAtOnce);
    for (const auto& alert : due) {
        const int level = qa::alertLevel(alert.raisedAt, now, plan);
        alerts.escalate(alert.id, level, now, qa::nextEscalation(alert.raisedAt, now, plan));
        AuditTrail{session}.append({std::nullopt, "alert.escalated", "case", alert.caseId.text(),
                                    R"({"level":)" + std::to_string(level) + "}"});
    }
    withdrawHiddenTasks(session, now);
    const auto overdue = AssignmentRepository{session}.markOverdue(now, mostAtOnce);
    for (const auto& id : overdue)
        AuditTrail{session}.append({std::nullopt, "assignment.overdue", "assignment", id.text()});
    return static_cast<int>(due.size() + overdue.size());
}

}  // namespace overread::workflow
