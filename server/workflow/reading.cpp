#include "server/workflow/reading.h"

#include "qa/arbitration.h"
#include "qa/peer_review.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/read_repository.h"
#include "server/database/report_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/held_task.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// Longest note after a reveal, in bytes: a remark, no second report.
constexpr std::size_t longestNote = 4000;

double minutesOf(const AssignmentRecord& task, Timestamp now) {
    return std::chrono::duration<double, std::ratio<60>>(now - task.takenAt.value_or(now)).count();
}

/// Why the holder may not lock anything under this task now; none: they may.
std::optional<LockAnswer> refusalFor(const std::optional<AssignmentRecord>& task, bool isLockedAlready,
                                     const std::string& etag, Timestamp now) {
    if (!task) return NotHeld{};
    if (task->state == AssignmentState::done || isLockedAlready) return AlreadyLocked{};
    if (!isHeld(*task, now)) return NotHeld{};
    if (task->etag != etag) return StaleEtag{};
    return std::nullopt;
}

wire::Locked lockedAnswer(const AssignmentRecord& task, std::string etag, bool finished) {
    wire::Locked locked;
    locked.label = task.label;
    locked.etag = std::move(etag);
    locked.finished = finished;
    return locked;
}

/// The first task of a case is done: the case is read, and the rules decide next.
wire::Locked finishFirstTask(soci::session& session, const AssignmentRecord& task, const UserId& reviewer,
                             const char* action, Timestamp now) {
    auto etag = AssignmentRepository{session}.finish(task.id, now);
    advance(session, CaseRepository{session}.requireLocked(task.caseId), qa::CaseEvent::readLocked, reviewer);
    AuditTrail{session}.append({reviewer, action, "assignment", task.id.text()});
    JobQueue{session}.add("decideConcordance", task.caseId.text());
    return lockedAnswer(task, std::move(etag), true);
}

void settleCase(soci::session& session, CaseRecord record, const qa::SettlementAnswer& settlement,
                const DoubleRead& ownBlindRead, const UserId& arbiter, Timestamp now) {
    const auto report = ReportRepository{session}.require(record.qaCase.reportId, record.qaCase.reportVersion);
    const auto settled = qa::settledOutcome(report, settlement, ownBlindRead, planWithoutSecret(session));
    record.qaCase.outcome = settled.outcome;
    record.qaCase.settledGrade = settlement.grade;
    record.qaCase.settledAt = now;
    record.rule = nameOf(settled.rule);
    record.pointsApart = settled.pointsApart.value_or(0);
    record.settlementReason = settlement.reason;
    advance(session, record, qa::CaseEvent::settled, arbiter);
}

}  // namespace

LockAnswer lockDoubleRead(soci::session& session, const std::string& handle, const UserId& reviewer,
                          const std::string& etag, const DoubleRead& read, Timestamp now) {
    AssignmentRepository assignments{session};
    const auto task = assignments.findLocked(handle, reviewer);
    const bool isLockedAlready = task && task->state == AssignmentState::blindLocked;
    if (const auto refusal = refusalFor(task, isLockedAlready, etag, now)) return *refusal;
    if (task->kind == AssignmentKind::peerReview) return NotNow{};
    if (const auto problem = qa::problemOf(read, planWithoutSecret(session))) return *problem;

    ReadRepository reads{session};
    const LockedRead locked{task->id, reviewer, read, now};
    if (task->kind == AssignmentKind::arbitration) {
        reads.addBlindReadOfArbitration(task->caseId, locked, minutesOf(*task, now));
        AuditTrail{session}.append({reviewer, "arbitration.blindReadLocked", "assignment", task->id.text()});
        return lockedAnswer(*task, assignments.lockBlind(task->id), false);
    }
    reads.addDoubleRead(task->caseId, locked, minutesOf(*task, now));
    return finishFirstTask(session, *task, reviewer, "read.locked", now);
}

LockAnswer lockPeerReview(soci::session& session, const std::string& handle, const UserId& reviewer,
                          const std::string& etag, const PeerReview& review, Timestamp now) {
    const auto task = AssignmentRepository{session}.findLocked(handle, reviewer);
    if (const auto refusal = refusalFor(task, false, etag, now)) return *refusal;
    if (task->kind != AssignmentKind::peerReview) return NotNow{};
    if (const auto problem = qa::problemOf(review)) return *problem;

    ReadRepository{session}.addReview(task->caseId, {task->id, reviewer, review, now}, minutesOf(*task, now));
    return finishFirstTask(session, *task, reviewer, "review.locked", now);
}

LockAnswer settle(soci::session& session, const std::string& handle, const UserId& reviewer, const std::string& etag,
                  const wire::Settlement& settlement, Timestamp now) {
    AssignmentRepository assignments{session};
    const auto task = assignments.findLocked(handle, reviewer);
    if (const auto refusal = refusalFor(task, false, etag, now)) return *refusal;
    if (task->state != AssignmentState::blindLocked) return NotNow{};
    ReadRepository reads{session};
    const auto own = reads.readUnder(task->id).value();
    const qa::SettlementAnswer answer{settlement.grade, settlement.reason};
    if (const auto problem = qa::problemOf(answer, own.answer)) return *problem;

    reads.addSettlement(task->caseId, {task->id, reviewer, settlement.grade, settlement.reason, now});
    auto newEtag = assignments.finish(task->id, now);
    settleCase(session, CaseRepository{session}.requireLocked(task->caseId), answer, own.answer, reviewer, now);
    AuditTrail{session}.append({reviewer, "arbitration.settled", "assignment", task->id.text()});
    JobQueue{session}.add("closeCase", task->caseId.text());
    return lockedAnswer(*task, std::move(newEtag), true);
}

std::variant<std::monostate, NotHeld, NotNow, Invalid> addNote(soci::session& session, const std::string& handle,
                                                               const UserId& reviewer, const std::string& text,
                                                               Timestamp now) {
    const auto task = AssignmentRepository{session}.find(handle, reviewer);
    if (!task || task->state == AssignmentState::cancelled) return NotHeld{};
    if (task->state != AssignmentState::done) return NotNow{};
    if (text.empty() || text.size() > longestNote) return Invalid{"/text", "1 to 4000 bytes"};
    ReadRepository{session}.addNote(task->id, reviewer, text, now);
    AuditTrail{session}.append({reviewer, "note.added", "assignment", task->id.text()});
    return std::monostate{};
}

}  // namespace overread::workflow
