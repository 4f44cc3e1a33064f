#include "server/workflow/answering.h"

#include "qa/feedback.h"
#include "server/database/alert_repository.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/dispute_repository.h"
#include "server/database/feedback_repository.h"
#include "server/workflow/case_step.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, Invalid> acknowledgeAlert(
    soci::session& session, const AlertId& id, const UserId& person, const std::string& facility,
    const std::string& etag, const std::string& how, Timestamp now) {
    AlertRepository alerts{session};
    const auto alert = alerts.findLocked(id);
    if (!alert || (!facility.empty() && facility != alert->facility)) return Unknown{};
    if (alert->acknowledgedAt) return AlreadyLocked{};
    if (alert->etag != etag) return StaleEtag{};
    if (isBlank(how)) return Invalid{"/how", "how the patient was reached"};
    auto newEtag = alerts.acknowledge(id, person, how, now);
    AuditTrail{session}.append({person, "alert.acknowledged", "case", alert->caseId.text()});
    return newEtag;
}

std::variant<std::string, Unknown, StaleEtag, AlreadyLocked> acknowledgeFeedback(
    soci::session& session, const FeedbackId& id, const UserId& reporter, const std::string& etag,
    const std::string& context, Timestamp now) {
    FeedbackRepository feedback{session};
    const auto found = feedback.findLocked(id, reporter);
    if (!found || !qa::isTold(found->sentAt, now)) return Unknown{};
    if (found->state != FeedbackState::sent) return AlreadyLocked{};
    if (found->etag != etag) return StaleEtag{};
    auto newEtag = feedback.acknowledge(id, context, now);
    advance(session, CaseRepository{session}.requireLocked(found->caseId), qa::CaseEvent::acknowledged, reporter);
    return newEtag;
}

std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, TooLate, Invalid> disputeFeedback(
    soci::session& session, const FeedbackId& id, const UserId& reporter, const std::string& etag,
    const std::string& question, std::optional<int> slice, Timestamp now) {
    FeedbackRepository feedback{session};
    const auto found = feedback.findLocked(id, reporter);
    if (!found || !qa::isTold(found->sentAt, now)) return Unknown{};
    if (found->state == FeedbackState::disputed) return AlreadyLocked{};
    if (found->etag != etag) return StaleEtag{};
    const auto plan = planWithoutSecret(session, now);
    if (!qa::mayDispute(found->sentAt, now, plan)) return TooLate{};
    if (isBlank(question)) return Invalid{"/question", "what the panel shall look at"};
    if (slice && *slice < 0) return Invalid{"/slice", "0 or more"};
    auto newEtag = feedback.dispute(id, question, slice, now);
    const auto record = CaseRepository{session}.requireLocked(found->caseId);
    const auto& qaCase = record.qaCase;
    DisputeRepository{session}.add(
        {qaCase.id, question, slice, now, *qaCase.settledGrade, *qaCase.outcome, record.settlementReason});
    const auto disputed = advance(session, record, qa::CaseEvent::disputed, reporter);
    advance(session, disputed, qa::CaseEvent::panelOpened, std::nullopt);
    // Due like any other arbitration: the due time must not tell that somebody disputed.
    AssignmentRepository{session}.addPanel(qaCase.id, now + plan.arbitrationDue,
                                           qa::expectedMinutes(AssignmentKind::arbitration, plan));
    return newEtag;
}

}  // namespace overread::workflow
