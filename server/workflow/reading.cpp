#include "server/workflow/reading.h"

#include "qa/arbitration.h"
#include "qa/panel.h"
#include "qa/peer_review.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/dispute_repository.h"
#include "server/database/read_repository.h"
#include "server/database/report_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/held_task.h"
#include "server/workflow/hidden_tasks.h"
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

/// A settled case that was shown once more: nothing of it moves.
wire::Locked finishHidden(soci::session& session, const AssignmentRecord& task, const UserId& reviewer, Timestamp now) {
    auto etag = AssignmentRepository{session}.finish(task.id, now);
    AuditTrail{session}.append({reviewer, "hidden.locked", "assignment", task.id.text()});
    return lockedAnswer(task, std::move(etag), true);
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

/// What an arbiter's answer makes of the report.
qa::Concordance outcomeFor(soci::session& session, const CaseRecord& record, const qa::SettlementAnswer& settlement,
                           const DoubleRead& ownBlindRead, Timestamp now) {
    const auto report = ReportRepository{session}.require(record.qaCase.reportId, record.qaCase.reportVersion);
    return qa::settledOutcome(report, settlement, ownBlindRead, planWithoutSecret(session, now));
}

void carrySettlement(CaseRecord& record, const qa::SettlementAnswer& settlement, const qa::Concordance& outcome) {
    record.qaCase.outcome = outcome.outcome;
    record.qaCase.settledGrade = settlement.grade;
    record.rule = nameOf(outcome.rule);
    record.pointsApart = outcome.pointsApart.value_or(0);
    record.settlementReason = settlement.reason;
}

std::optional<Invalid> settleArbitration(soci::session& session, CaseRecord record,
                                         const qa::SettlementAnswer& settlement,
                                         const std::optional<PanelVerdict>& verdict, const DoubleRead& ownBlindRead,
                                         const LockedSettlement& locked, Timestamp now) {
    if (verdict) return Invalid{"/verdict", "absent, since nothing was disputed"};
    if (auto problem = qa::problemOf(settlement, ownBlindRead)) return problem;
    carrySettlement(record, settlement, outcomeFor(session, record, settlement, ownBlindRead, now));
    record.qaCase.settledAt = now;
    // Before the case: figures count, as it is settled, whether an arbiter did it.
    ReadRepository{session}.addSettlement(record.qaCase.id, locked);
    advance(session, record, qa::CaseEvent::settled, locked.arbiter);
    JobQueue{session}.add("closeCase", record.qaCase.id.text());
    return std::nullopt;
}

std::optional<Invalid> settlePanel(soci::session& session, CaseRecord record, const qa::SettlementAnswer& settlement,
                                   const std::optional<PanelVerdict>& verdict, const DoubleRead& ownBlindRead,
                                   const LockedSettlement& locked, Timestamp now) {
    const auto outcome = outcomeFor(session, record, settlement, ownBlindRead, now);
    if (auto problem = qa::problemOf(qa::PanelAnswer{settlement, verdict}, ownBlindRead,
                                     record.qaCase.settledGrade.value(), outcome.outcome))
        return problem;
    // The period of the case stays that of its first settlement: what was counted then is counted anew.
    if (verdict != PanelVerdict::upheld) carrySettlement(record, settlement, outcome);
    DisputeRepository{session}.decide(record.qaCase.id, *verdict, settlement.reason, *record.qaCase.settledGrade,
                                      *record.qaCase.outcome, now);
    ReadRepository{session}.addSettlement(record.qaCase.id, locked);
    advance(session, record, verdict == PanelVerdict::upheld ? qa::CaseEvent::upheld : qa::CaseEvent::overturned,
            locked.arbiter);
    JobQueue{session}.add("closePanel", record.qaCase.id.text());
    return std::nullopt;
}

}  // namespace

LockAnswer lockDoubleRead(soci::session& session, const std::string& handle, const UserId& reviewer,
                          const std::string& etag, const DoubleRead& read, Timestamp now) {
    AssignmentRepository assignments{session};
    const auto task = assignments.findLocked(handle, reviewer);
    const bool isLockedAlready = task && task->state == AssignmentState::blindLocked;
    if (const auto refusal = refusalFor(task, isLockedAlready, etag, now)) return *refusal;
    if (task->kind == AssignmentKind::peerReview) return NotNow{};
    if (const auto problem = qa::problemOf(read, planWithoutSecret(session, now))) return *problem;

    if (task->isHidden) {
        keepHiddenRead(session, *task, read, minutesOf(*task, now), now);
        return finishHidden(session, *task, reviewer, now);
    }
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

namespace {

/// The reviewer was asked again after every amendment: what is locked is about the newest version. A double read knows
/// no report and is held against the version that its case was opened for.
void judgeNewestVersion(soci::session& session, const CaseId& id) {
    auto record = CaseRepository{session}.requireLocked(id);
    const auto report = ReportRepository{session}.require(record.qaCase.reportId);
    if (report.version == record.qaCase.reportVersion) return;
    record.qaCase.reportVersion = report.version;
    record.facility = report.facility;
    record.reportedGrade = report.grade;
    saved(session, record);
}

}  // namespace

LockAnswer lockPeerReview(soci::session& session, const std::string& handle, const UserId& reviewer,
                          const std::string& etag, const PeerReview& review, Timestamp now) {
    const auto task = AssignmentRepository{session}.findLocked(handle, reviewer);
    if (const auto refusal = refusalFor(task, false, etag, now)) return *refusal;
    if (task->kind != AssignmentKind::peerReview) return NotNow{};
    if (const auto problem = qa::problemOf(review)) return *problem;
    if (task->isHidden) {
        keepHiddenReview(session, *task, review, minutesOf(*task, now), now);
        return finishHidden(session, *task, reviewer, now);
    }

    judgeNewestVersion(session, task->caseId);
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
    const auto record = CaseRepository{session}.requireLocked(task->caseId);
    const auto settleAs = task->isPanel ? settlePanel : settleArbitration;
    const LockedSettlement locked{task->id, reviewer, settlement.grade, settlement.reason, now};
    if (const auto problem = settleAs(session, record, answer, settlement.verdict, own.answer, locked, now))
        return *problem;
    auto newEtag = assignments.finish(task->id, now);
    AuditTrail{session}.append(
        {reviewer, task->isPanel ? "panel.decided" : "arbitration.settled", "assignment", task->id.text()});
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
