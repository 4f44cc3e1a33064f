#include "server/workflow/judging.h"

#include "qa/alerts.h"
#include "qa/arbitration.h"
#include "qa/feedback.h"
#include "qa/peer_review.h"
#include "qa/selection.h"
#include "server/database/alert_repository.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/dispute_repository.h"
#include "server/database/feedback_repository.h"
#include "server/database/person_repository.h"
#include "server/database/read_repository.h"
#include "server/database/report_repository.h"
#include "server/database/series_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/hidden_tasks.h"
#include "server/workflow/pictures.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// What the locked answer says of the report.
struct Verdict {
    Outcome outcome = Outcome::concordant;
    std::string rule;
    double pointsApart = 0;
    std::optional<int> markedSlice;
    Grade settledWithoutArbiter = Grade::ct0;
    std::optional<Grade> gradeOfReader;  ///< a peer review states none
};

Verdict verdictOf(const Report& report, const DoubleRead& read, const qa::Plan& plan) {
    const auto concordance = qa::concordanceOf(qa::answerOf(report), qa::answerOf(read), plan);
    return {concordance.outcome,
            std::string{nameOf(concordance.rule)},
            concordance.pointsApart.value_or(0),
            std::nullopt,
            qa::settledWithoutArbiter(qa::answerOf(report), qa::answerOf(read), plan),
            read.grade};
}

Verdict verdictOf(const Report& report, const PeerReview& review) {
    // A peer review scores and states no grade: without an arbiter the reported one stands.
    return {qa::outcomeOf(review), "radpeer" + radpeerName(review), 0, review.markedSlice, report.grade, std::nullopt};
}

int differenceSliceOf(soci::session& session, const CaseRecord& record, const Verdict& verdict) {
    if (verdict.markedSlice) return *verdict.markedSlice;
    const auto series = record.study ? SeriesRepository{session}.find(*record.study) : std::nullopt;
    return series && series->sliceWithMostLesion ? *series->sliceWithMostLesion : 0;
}

void sendToArbitration(soci::session& session, const CaseRecord& record, std::chrono::minutes due, const qa::Plan& plan,
                       Timestamp now) {
    const auto sent = advance(session, record, qa::CaseEvent::sentToArbitration, std::nullopt);
    AssignmentRepository{session}.add(sent.qaCase.id, AssignmentKind::arbitration, now + due,
                                      qa::expectedMinutes(AssignmentKind::arbitration, plan));
}

void settleByRule(CaseRecord& record, const Verdict& verdict, Timestamp now) {
    record.qaCase.outcome = verdict.outcome;
    record.qaCase.settledGrade = verdict.settledWithoutArbiter;
    record.qaCase.settledAt = now;
}

void carryOut(soci::session& session, CaseRecord record, const Report& report, const Verdict& verdict,
              const std::string& identity, const qa::Plan& plan, Timestamp now) {
    const bool toArbiter = qa::goesToArbitration(verdict.outcome, identity, plan);
    const bool isConcordant = verdict.outcome == Outcome::concordant;
    if (!toArbiter && isConcordant) settleByRule(record, verdict, now);
    record = advance(session, record, isConcordant ? qa::CaseEvent::foundConcordant : qa::CaseEvent::foundDiscordant,
                     std::nullopt);
    if (toArbiter) {
        // A concordant case that is mixed in is due like a discordant one: the due time must not tell.
        const auto due = isConcordant ? plan.arbitrationDueWhereRoutingMayChange
                                      : qa::arbitrationDue(report.grade, verdict.gradeOfReader, plan);
        return sendToArbitration(session, record, due, plan, now);
    }
    if (!isConcordant) {
        settleByRule(record, verdict, now);
        advance(session, record, qa::CaseEvent::settled, std::nullopt);
    }
    JobQueue{session}.add("closeCase", record.qaCase.id.text());
}

void askForDoubleRead(soci::session& session, CaseRecord record, const qa::Plan& plan, Timestamp now) {
    record.qaCase.dueAt = qa::firstTaskDue(AssignmentKind::doubleRead, now, plan);
    openFirstTask(session, advance(session, record, qa::CaseEvent::furtherReadAsked, std::nullopt), plan, now);
}

void raiseAlert(soci::session& session, const CaseRecord& record, const Report& report, const qa::Plan& plan,
                Timestamp now) {
    AlertRecord alert;
    alert.caseId = record.qaCase.id;
    alert.facility = report.facility;
    alert.reportedGrade = report.grade;
    alert.settledGrade = *record.qaCase.settledGrade;
    alert.raisedAt = now;
    alert.escalatesAt = qa::nextEscalation(now, now, plan);
    if (AlertRepository{session}.add(alert))
        AuditTrail{session}.append({std::nullopt, "alert.raised", "case", record.qaCase.id.text()});
}

/// What a reader wrote for the reporter: the arbiter's reason, else the peer reviewer's comment, else the second
/// reader's text.
std::string commentFor(soci::session& session, const CaseRecord& record) {
    if (!record.settlementReason.empty()) return record.settlementReason;
    ReadRepository reads{session};
    if (const auto review = reads.reviewOf(record.qaCase.id); review && !review->answer.comment.empty())
        return review->answer.comment;
    if (const auto read = reads.doubleReadOf(record.qaCase.id)) return read->answer.text;
    return {};
}

void sendFeedback(soci::session& session, const CaseRecord& record, const qa::Plan& plan, Timestamp now) {
    const auto& qaCase = record.qaCase;
    FeedbackRecord feedback;
    feedback.caseId = qaCase.id;
    feedback.reporter = qaCase.reporter;
    feedback.reportedGrade = record.reportedGrade;
    feedback.settledGrade = *qaCase.settledGrade;
    feedback.outcome = *qaCase.outcome;
    feedback.greatCall = qaCase.greatCall;
    feedback.comment = commentFor(session, record);
    feedback.slice = record.differenceSlice;
    feedback.sentAt = qa::toldAt(now, PersonRepository{session}.readsForOthers(qaCase.reporter));
    feedback.answerUntil = qa::answerUntil(feedback.sentAt, plan);
    FeedbackRepository{session}.add(feedback);
}

}  // namespace

void decideConcordance(soci::session& session, const CaseId& id, Timestamp now) {
    auto record = CaseRepository{session}.requireLocked(id);
    if (record.qaCase.state != CaseState::read) return;
    const auto plan = planInForce(session, now);
    ReadRepository reads{session};
    const auto read = reads.doubleReadOf(id);
    const auto review = reads.reviewOf(id);
    if (review) record.qaCase.greatCall = review->answer.greatCall;
    if (!read && record.qaCase.firstTask == AssignmentKind::doubleRead)
        return askForDoubleRead(session, record, plan, now);

    ReportRepository reports{session};
    const auto report = reports.require(record.qaCase.reportId, record.qaCase.reportVersion);
    const auto verdict = read ? verdictOf(report, read->answer, plan) : verdictOf(report, review.value().answer);
    record.rule = verdict.rule;
    record.pointsApart = verdict.pointsApart;
    record.differenceSlice = differenceSliceOf(session, record, verdict);
    carryOut(session, record, report, verdict, qa::identityOf(reports.require(report.id, 1)), plan, now);
}

void closeCase(soci::session& session, const CaseId& id, Timestamp now) {
    auto record = CaseRepository{session}.requireLocked(id);
    if (!record.qaCase.outcome ||
        (record.qaCase.state != CaseState::concordant && record.qaCase.state != CaseState::settled))
        return;
    const auto plan = planInForce(session, now);
    record = advance(session, record, qa::CaseEvent::closed, std::nullopt);
    // Where the patient is now is what the newest version says, whichever version was judged.
    const auto report = ReportRepository{session}.require(record.qaCase.reportId);
    if (qa::needsAlert(report, *record.qaCase.settledGrade)) raiseAlert(session, record, report, plan, now);
    sendFeedback(session, record, plan, now);
    if (record.study && qa::imagesWillBeLookedAt(record.qaCase))
        JobQueue{session}.add(std::string{renderStudyKind}, record.study->text());
    if (record.study) JobQueue{session}.add("exportResults", record.study->text());
    record = advance(session, record, qa::CaseEvent::feedbackSent, std::nullopt);
    storeForLater(session, record, plan, now);
}

void closePanel(soci::session& session, const CaseId& id, Timestamp now) {
    const auto record = CaseRepository{session}.requireLocked(id);
    const auto report = ReportRepository{session}.require(record.qaCase.reportId);
    DisputeRepository{session}.tell(id,
                                    qa::toldAt(now, PersonRepository{session}.readsForOthers(record.qaCase.reporter)));
    // A case that has its alert keeps it: whoever took it knows the patient by now.
    if (record.qaCase.settledGrade && qa::needsAlert(report, *record.qaCase.settledGrade))
        raiseAlert(session, record, report, planInForce(session, now), now);
    if (record.study) JobQueue{session}.add("exportResults", record.study->text());  // the dispute held it back
}

}  // namespace overread::workflow
