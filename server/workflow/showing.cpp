#include "server/workflow/showing.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/wire/domain_json.h"
#include "qa/blinding.h"
#include "qa/double_read.h"
#include "qa/peer_review.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/case_repository.h"
#include "server/database/dispute_repository.h"
#include "server/database/hidden_repository.h"
#include "server/database/quantification_repository.h"
#include "server/database/read_repository.h"
#include "server/database/report_repository.h"
#include "server/database/reviewer_repository.h"
#include "server/database/series_repository.h"
#include "server/database/study_repository.h"
#include "server/workflow/asking_reviewer.h"
#include "server/workflow/held_task.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// The worklist says "100" for any more: it is a hint and no measure of the backlog.
constexpr int mostTasksCounted = 100;

/// The report in the shape of a read, without who wrote it.
DoubleRead asRead(const Report& report) {
    DoubleRead read;
    read.grade = report.grade;
    if (report.involvement) read.involvement = *report.involvement;
    read.findings = report.findings;
    read.text = report.text;
    return read;
}

/// Without the series' UID: it finds the patient in the archive, after the lock as well.
Quantification measurementOf(soci::session& session, const CaseRecord& record) {
    if (!record.study) return {};
    auto measured = QuantificationRepository{session}.find(*record.study).value_or(Quantification{});
    measured.series = {};
    return measured;
}

void showImages(soci::session& session, const CaseRecord& record, wire::Assignment& shown) {
    if (!record.study) {
        shown.imagesProblem = "not_arrived";
        return;
    }
    const auto study = StudyRepository{session}.require(*record.study);
    if (study.study.ageYears) shown.ageYears = qa::blindedAge(*study.study.ageYears);
    shown.sex = study.study.sex;
    if (const auto series = SeriesRepository{session}.find(*record.study))
        shown.series = series->image;
    else
        shown.imagesProblem = study.imagesRefusalReason.empty() ? "not_arrived" : study.imagesRefusalReason;
    if (const auto prior = StudyRepository{session}.findPrior(*record.study))
        shown.prior = wire::Prior{SeriesRepository{session}.find(prior->study).value().image, prior->daysBefore};
}

wire::ReviewedReport reviewed(const Report& report) {
    return {report.grade, report.involvement, report.findings, report.text};
}

/// The version that was picked is the one that is reviewed; a later one is shown beside it.
void showReport(soci::session& session, const Report& picked, wire::Assignment& shown) {
    shown.report = reviewed(picked);
    const auto latest = ReportRepository{session}.require(picked.id);
    if (latest.version > picked.version)
        shown.amendment = wire::Amendment{reviewed(latest), qa::toQuarterHour(latest.signedAt)};
}

wire::ArbitrationView arbitrationView(soci::session& session, const AssignmentRecord& task, const CaseRecord& record,
                                      const Report& report) {
    ReadRepository reads{session};
    wire::ArbitrationView view;
    view.own = reads.readUnder(task.id).value().answer;
    view.readA = asRead(report);
    view.readAStatesInvolvement = report.involvement.has_value();
    if (const auto read = reads.doubleReadOf(record.qaCase.id)) view.readB = read->answer;
    view.measurement = measurementOf(session, record);
    if (task.isPanel)
        if (const auto dispute = DisputeRepository{session}.find(record.qaCase.id))
            view.dispute =
                wire::DisputeView{dispute->question, dispute->slice, dispute->gradeBefore, dispute->reasonBefore};
    return view;
}

/// A hidden task is revealed as the case would be whose read this is: against the report, by the same rule.
void revealHidden(soci::session& session, const AssignmentRecord& task, const Report& report, const qa::Plan& plan,
                  wire::Reveal& revealed) {
    const auto answer = nlohmann::json::parse(HiddenRepository{session}.answerJsonOf(task.id).value());
    if (task.kind == AssignmentKind::peerReview) {
        const auto review = answer.get<PeerReview>();
        revealed.rule = "radpeer" + radpeerName(review);
        if (needsArbitration(review)) return;
        revealed.outcome = qa::outcomeOf(review);
        revealed.settledGrade = report.grade;  // a peer review states none
        return;
    }
    revealed.you = answer.get<DoubleRead>();
    const auto concordance = qa::concordanceOf(qa::answerOf(report), qa::answerOf(*revealed.you), plan);
    revealed.rule = nameOf(concordance.rule);
    revealed.pointsApart = concordance.pointsApart.value_or(0);
    if (concordance.outcome == Outcome::significantDiscrepancy) return;
    revealed.outcome = concordance.outcome;
    revealed.settledGrade = qa::settledWithoutArbiter(qa::answerOf(report), qa::answerOf(*revealed.you), plan);
}

bool mayBeShown(const AssignmentRecord& task, Timestamp now) {
    return task.state == AssignmentState::done || isHeld(task, now);
}

bool isLocked(const AssignmentRecord& task, Timestamp now) {
    return task.state == AssignmentState::done || (task.state == AssignmentState::blindLocked && isHeld(task, now));
}

}  // namespace

wire::Worklist worklistOf(soci::session& session, const UserId& reviewer, const std::vector<Role>& roles,
                          Timestamp now) {
    const auto plan = planWithoutSecret(session, now);
    const auto midnight = std::chrono::floor<std::chrono::days>(now);
    ReviewerRepository reviewers{session};
    const auto [asking, presence] = askingReviewer(session, reviewer, roles, now);
    wire::Worklist worklist;
    AssignmentRepository assignments{session};
    auto waiting = assignments.waiting(asking.qualifications, reviewer, std::nullopt, mostTasksCounted);
    if (isLeftToColleagues(session, asking, waiting, now)) waiting.clear();
    std::set<UserId> reporters;
    for (const auto& each : waiting) reporters.insert(each.task.reporter);
    const auto acquaintances = reviewers.acquaintancesOf(reviewer, reporters, qa::acquaintanceSince(now, plan));
    for (const auto& [task, place, minutes, since] : waiting) {
        const auto known = acquaintances.find(task.reporter);
        const auto acquaintance = known == acquaintances.end() ? qa::Acquaintance{} : known->second;
        if (qa::refusalOf(asking, task, acquaintance, plan, now)) continue;
        ++worklist.waiting;
        worklist.expectedMinutes += minutes;
        if (!worklist.nearestDue) worklist.nearestDue = qa::toQuarterHour(place.due);
    }
    for (const auto& task : assignments.heldBy(reviewer, now))
        worklist.held.push_back({task.handle, task.label, task.kind, qa::toQuarterHour(task.dueAt), *task.leaseUntil,
                                 task.expectedMinutes});
    const auto day = reviewers.daySince(reviewer, midnight);
    worklist.readsToday = day.reads;
    worklist.minutesPerRead = day.minutesPerRead;
    for (auto& aside : assignments.putAsideBy(reviewer, midnight))
        worklist.putAside.push_back({std::move(aside.label), aside.kind, std::move(aside.reason)});
    if (worklist.waiting == 0) worklist.moreExpectedAt = assignments.usualArrival(asking.qualifications, now);
    worklist.available = presence.isAvailable();
    worklist.onShift = presence.isOnShift;
    worklist.nextShiftAt = presence.nextShift;
    worklist.takenMinutesToday = static_cast<double>(asking.expectedToday.count());
    worklist.shiftLimitMinutes = static_cast<double>(plan.shiftLimit.count());
    return worklist;
}

std::variant<wire::Assignment, NotHeld> showAssignment(soci::session& session, const std::string& handle,
                                                       const UserId& reviewer, Timestamp now) {
    AssignmentRepository assignments{session};
    const auto task = assignments.find(handle, reviewer);
    if (!task || !isHeld(*task, now)) return NotHeld{};
    const auto record = CaseRepository{session}.require(task->caseId);
    const auto report = ReportRepository{session}.require(record.qaCase.reportId, record.qaCase.reportVersion);

    wire::Assignment shown;
    shown.handle = task->handle;
    shown.label = task->label;
    shown.etag = task->etag;
    shown.kind = task->kind;
    shown.due = qa::toQuarterHour(task->dueAt);
    shown.leaseUntil = *task->leaseUntil;
    shown.clinicalQuestion = qa::blinded(report.clinicalQuestion);
    shown.limits = planWithoutSecret(session, now).limits;
    showImages(session, record, shown);
    if (task->kind == AssignmentKind::peerReview) showReport(session, report, shown);
    if (task->state == AssignmentState::blindLocked)
        shown.arbitration = arbitrationView(session, *task, record, report);
    shown.draft = assignments.draftOf(task->id, reviewer);
    shown.workstation = task->workstation;
    AuditTrail{session}.append({reviewer, "assignment.opened", "assignment", task->id.text()});
    return shown;
}

std::variant<wire::Reveal, NotHeld, NotNow> reveal(soci::session& session, const std::string& handle,
                                                   const UserId& reviewer, Timestamp now) {
    const auto task = AssignmentRepository{session}.find(handle, reviewer);
    if (!task || task->state == AssignmentState::cancelled) return NotHeld{};
    if (task->state != AssignmentState::done) return NotNow{};
    const auto record = CaseRepository{session}.require(task->caseId);
    const auto report = ReportRepository{session}.require(record.qaCase.reportId, record.qaCase.reportVersion);
    const auto series = record.study ? SeriesRepository{session}.find(*record.study) : std::nullopt;

    wire::Reveal revealed;
    revealed.kind = task->kind;
    if (task->isHidden) {
        revealHidden(session, *task, report, planWithoutSecret(session, now), revealed);
    } else {
        revealed.outcome = record.qaCase.outcome;
        if (revealed.outcome) revealed.settledGrade = record.qaCase.settledGrade;
        revealed.rule = record.rule;
        revealed.pointsApart = record.pointsApart;
    }
    if (const auto own = ReadRepository{session}.readUnder(task->id)) revealed.you = own->answer;
    revealed.readA = asRead(report);
    revealed.readAStatesInvolvement = report.involvement.has_value();
    revealed.measurement = measurementOf(session, record);
    revealed.differenceSlice = record.differenceSlice;
    revealed.hasMasks = series && !series->maskOffsets.empty();
    AuditTrail{session}.append({reviewer, "assignment.revealed", "assignment", task->id.text()});
    return revealed;
}

std::optional<StudyId> studyFor(soci::session& session, Pictures pictures, const std::string& handle,
                                const UserId& reviewer, Timestamp now) {
    const auto task = AssignmentRepository{session}.find(handle, reviewer);
    if (!task || !(pictures == Pictures::masks ? isLocked(*task, now) : mayBeShown(*task, now))) return std::nullopt;
    const auto study = CaseRepository{session}.require(task->caseId).study;
    if (!study || pictures != Pictures::priorFrames) return study;
    const auto prior = StudyRepository{session}.findPrior(*study);
    return prior ? std::optional{prior->study} : std::nullopt;
}

}  // namespace overread::workflow
