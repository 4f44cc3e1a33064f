#include "server/workflow/assigning.h"

#include "qa/assignment.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/reviewer_repository.h"
#include "server/workflow/asking_reviewer.h"
#include "server/workflow/case_step.h"
#include "server/workflow/held_task.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// More refusals in a row than this and the reviewer is told that nothing waits: the request has to end.
constexpr int mostTasksLookedAt = 200;
/// Looked at together; mostly the first one is given.
constexpr int tasksAtATime = 10;

bool isForGood(AsideReason reason) {
    return reason == AsideReason::known || reason == AsideReason::notMyField;
}

/// Gives the task to the asking reviewer, where the rules and everybody else let them have it at this moment.
std::optional<std::string> giveTo(soci::session& session, const qa::Reviewer& asking, const qa::OpenTask& task,
                                  const qa::Plan& plan, Timestamp now) {
    // Whatever the two have read of each other: most refusals are found without asking.
    if (qa::refusalOf(asking, task, {}, plan, now)) return std::nullopt;
    ReviewerRepository reviewers{session};
    if (!reviewers.tryLockPair(asking.id, task.reporter)) return std::nullopt;
    const auto acquaintance = reviewers.acquaintanceOf(asking.id, task.reporter, qa::acquaintanceSince(now, plan));
    if (qa::refusalOf(asking, task, acquaintance, plan, now)) return std::nullopt;
    auto handle = AssignmentRepository{session}.tryTake(task.id, asking.id, now, now + plan.leaseLength);
    if (!handle) return std::nullopt;
    if (task.kind != AssignmentKind::arbitration && !task.isHidden)
        advance(session, CaseRepository{session}.requireLocked(task.caseId), qa::CaseEvent::taskTaken, asking.id);
    AuditTrail{session}.append({asking.id, "assignment.taken", "assignment", task.id.text()});
    return handle;
}

}  // namespace

std::optional<std::string> nextAssignment(soci::session& session, const UserId& reviewer,
                                          const std::vector<Role>& roles, Timestamp now) {
    const auto plan = planWithoutSecret(session, now);
    ReviewerRepository{session}.lockReviewer(reviewer);
    const auto asking = askingReviewer(session, reviewer, roles, now).reviewer;
    const AssignmentRepository assignments{session};
    auto waiting = assignments.waiting(asking.qualifications, reviewer, std::nullopt, tasksAtATime);
    if (isLeftToColleagues(session, asking, waiting, now)) return std::nullopt;
    for (int looked = 0; looked < mostTasksLookedAt && !waiting.empty(); looked += tasksAtATime) {
        for (const auto& each : waiting)
            if (auto handle = giveTo(session, asking, each.task, plan, now)) return handle;
        waiting = assignments.waiting(asking.qualifications, reviewer, waiting.back().place, tasksAtATime);
    }
    return std::nullopt;
}

std::variant<wire::Lease, NotHeld> openAssignment(soci::session& session, const std::string& handle,
                                                  const UserId& reviewer, Timestamp now) {
    const auto task = heldTask(session, handle, reviewer, now);
    if (!task) return NotHeld{};
    const auto leaseUntil = now + planWithoutSecret(session, now).leaseLength;
    AssignmentRepository assignments{session};
    assignments.open(task->id, now, leaseUntil);
    AuditTrail{session}.append({reviewer, "assignment.begun", "assignment", task->id.text()});
    return wire::Lease{leaseUntil, task->etag};
}

std::variant<wire::Lease, NotHeld> renewLease(soci::session& session, const std::string& handle, const UserId& reviewer,
                                              Timestamp now) {
    const auto task = heldTask(session, handle, reviewer, now);
    if (!task) return NotHeld{};
    const auto leaseUntil = now + planWithoutSecret(session, now).leaseLength;
    AssignmentRepository{session}.extendLease(task->id, leaseUntil);
    return wire::Lease{leaseUntil, task->etag};
}

std::variant<wire::Lease, NotHeld> readOn(soci::session& session, const std::string& handle, const UserId& reviewer,
                                          const std::string& workstation, Timestamp now) {
    const auto renewed = renewLease(session, handle, reviewer, now);
    const auto task = heldTask(session, handle, reviewer, now);
    if (!task || task->workstation == workstation) return renewed;
    auto lease = std::get<wire::Lease>(renewed);
    lease.etag = AssignmentRepository{session}.moveTo(task->id, workstation);
    AuditTrail{session}.append({reviewer, "assignment.movedToWorkstation", "assignment", task->id.text()});
    return lease;
}

std::variant<std::monostate, NotHeld, NotNow> saveDraft(soci::session& session, const std::string& handle,
                                                        const UserId& reviewer, const wire::Draft& draft,
                                                        Timestamp now) {
    const auto task = heldTask(session, handle, reviewer, now);
    if (!task) return NotHeld{};
    if (!draft.workstation.empty() && !task->workstation.empty() && draft.workstation != task->workstation)
        return NotNow{};
    AssignmentRepository{session}.saveDraft(task->id, reviewer, draft.draft, now);
    return std::monostate{};
}

std::optional<NotHeld> putAside(soci::session& session, const std::string& handle, const UserId& reviewer,
                                AsideReason reason, Timestamp now) {
    const auto task = heldTask(session, handle, reviewer, now);
    // An arbiter whose blind read is locked has said too much to go: the lease may end, the case does not start again.
    if (!task || task->state != AssignmentState::held) return NotHeld{};
    returnTask(session, *task, nameOf(reason), reviewer, now);
    // Any other task that was put aside for good goes to somebody else. A repeat has nobody else, and coming back would
    // tell what it is.
    if (task->isHidden && task->reservedFor && isForGood(reason)) AssignmentRepository{session}.cancel(task->id);
    return std::nullopt;
}

}  // namespace overread::workflow
