#include "server/workflow/hidden_tasks.h"

#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "qa/blinding.h"
#include "qa/hidden.h"
#include "qa/weekly_sums.h"
#include "server/database/audit_trail.h"
#include "server/database/hidden_repository.h"
#include "server/database/read_repository.h"
#include "server/database/report_repository.h"
#include "server/database/selection_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

std::optional<UserId> firstReaderOf(soci::session& session, const Case& closed) {
    ReadRepository reads{session};
    if (closed.firstTask == AssignmentKind::doubleRead) {
        const auto read = reads.doubleReadOf(closed.id);
        return read ? std::optional{read->reader} : std::nullopt;
    }
    const auto review = reads.reviewOf(closed.id);
    return review ? std::optional{review->reviewer} : std::nullopt;
}

std::optional<HiddenRepository::Stored> nextInStore(HiddenRepository& hidden, const qa::MixingDraw& draw,
                                                    AssignmentKind kind, Timestamp now) {
    for (const auto source : qa::sourcesOf(draw))
        if (auto stored = hidden.lockNext(source, kind, now)) return stored;
    return std::nullopt;
}

HiddenRepository::Answer answerTo(soci::session& session, const AssignmentRecord& task, double minutes, Timestamp now) {
    HiddenRepository::Answer answer;
    answer.assignment = task.id;
    answer.caseId = task.caseId;
    answer.reader = task.reviewer.value();
    answer.purpose = task.reservedFor ? qa::HiddenPurpose::repeat : qa::HiddenPurpose::calibration;
    answer.kind = task.kind;
    answer.settledGrade = CaseRepository{session}.require(task.caseId).qaCase.settledGrade.value();
    answer.minutes = std::max(0.0, minutes);
    answer.lockedAt = now;
    return answer;
}

}  // namespace

void storeForLater(soci::session& session, const CaseRecord& closed, const qa::Plan& plan, Timestamp now) {
    const auto& qaCase = closed.qaCase;
    ReportRepository reports{session};
    const auto report = reports.require(qaCase.reportId, qaCase.reportVersion);
    const auto hidden =
        qa::hiddenDrawOf(qaCase, qa::stratumOf(report), qa::identityOf(reports.require(report.id, 1)), plan);
    if (!hidden) return;
    if (!SelectionRepository{session}.add(report.id, hidden->draw,
                                          nlohmann::json{{"purpose", nameOf(hidden->purpose)}}.dump()))
        return;
    if (!hidden->draw.drawn) return;
    const bool isRepeat = hidden->purpose == qa::HiddenPurpose::repeat;
    const auto reader = isRepeat ? firstReaderOf(session, qaCase) : std::nullopt;
    if (isRepeat && !reader) return;
    HiddenRepository{session}.store(qaCase.id, hidden->purpose, qaCase.firstTask, reader, now + plan.hiddenAfter);
    AuditTrail{session}.append({std::nullopt, "case.storedToBeShownAgain", "case", qaCase.id.text()});
}

void bringHiddenTask(soci::session& session, const CaseId& qaCase, AssignmentKind kind, const qa::Plan& plan,
                     Timestamp now) {
    const auto report = CaseRepository{session}.require(qaCase).qaCase.reportId;
    const auto draw = qa::mixingDrawOf(qa::identityOf(ReportRepository{session}.require(report, 1)), plan);
    HiddenRepository hidden{session};
    if (!draw || !hidden.addMixing(qaCase, *draw) || !draw->drawn) return;
    const auto stored = nextInStore(hidden, *draw, kind, now);
    if (!stored) return;
    const auto brought = AssignmentRepository{session}.addHidden(
        stored->caseId, kind, qa::firstTaskDue(kind, now, plan), qa::expectedMinutes(kind, plan), stored->reader);
    if (!brought) return;
    hidden.markUsed(*stored, now);
    hidden.setBrought(qaCase, *brought);
    AuditTrail{session}.append({std::nullopt, "assignment.hiddenAdded", "assignment", brought->text()});
}

void withdrawHiddenTasks(soci::session& session, Timestamp now) {
    for (const auto& qaCase : AssignmentRepository{session}.withdrawHidden(now)) orderExport(session, qaCase);
}

void orderExport(soci::session& session, const CaseId& qaCase) {
    if (const auto study = CaseRepository{session}.require(qaCase).study)
        JobQueue{session}.add("exportResults", study->text());
}

void keepHiddenRead(soci::session& session, const AssignmentRecord& task, const DoubleRead& read, double minutes,
                    Timestamp now) {
    auto answer = answerTo(session, task, minutes, now);
    answer.grade = read.grade;
    if (answer.purpose == qa::HiddenPurpose::repeat)
        if (const auto earlier = ReadRepository{session}.doubleReadOf(task.caseId))
            answer.earlierGrade = earlier->answer.grade;
    answer.answerJson = nlohmann::json(read).dump();
    HiddenRepository{session}.addAnswer(answer);
}

void keepHiddenReview(soci::session& session, const AssignmentRecord& task, const PeerReview& review, double minutes,
                      Timestamp now) {
    auto answer = answerTo(session, task, minutes, now);
    answer.score = static_cast<int>(review.score);
    if (const auto earlier = ReadRepository{session}.reviewOf(task.caseId))
        answer.earlierScore = static_cast<int>(earlier->answer.score);
    answer.answerJson = nlohmann::json(review).dump();
    HiddenRepository{session}.addAnswer(answer);
}

wire::Calibration calibrationOf(soci::session& session, const UserId& reader, Timestamp now) {
    std::vector<qa::HiddenResult> results;
    for (const auto& each : HiddenRepository{session}.answersOf(reader)) {
        qa::HiddenResult result{each.lockedAt, std::nullopt, std::nullopt};
        if (each.grade) result.gradesApart = static_cast<int>(*each.grade) - static_cast<int>(each.settledGrade);
        if (each.earlierGrade) result.saidTheSame = each.grade == each.earlierGrade;
        if (each.earlierScore) result.saidTheSame = each.score == each.earlierScore;
        results.push_back(result);
    }
    const auto toWire = [](const qa::HiddenWeek& week) {
        wire::HiddenSums sums{std::nullopt,   std::nullopt,           week.cases,   week.sameGrade,
                              week.withinOne, week.meanGradesApart(), week.repeats, week.repeatsSame};
        return sums;
    };
    wire::Calibration calibration;
    calibration.asOf = now;
    const auto weeks = qa::weeklySums(results, now);
    for (const auto& week : weeks) {
        auto sums = toWire(week);
        sums.from = week.from;
        sums.to = week.to;
        calibration.weeks.push_back(sums);
    }
    calibration.total = toWire(qa::totalOf(weeks));
    return calibration;
}

wire::OwnPace paceOf(soci::session& session, const UserId& reader, Timestamp now) {
    const auto plan = planWithoutSecret(session, now);
    const auto minutes = [](std::chrono::minutes value) { return static_cast<double>(value.count()); };
    return {OwnReadRepository{session}.paceOf(reader, now - std::chrono::years{1}), minutes(plan.doubleReadMinutes),
            minutes(plan.peerReviewMinutes), minutes(plan.arbitrationMinutes)};
}

wire::Page<wire::OwnReadRow> settledReadsOf(soci::session& session, const UserId& reader, const OwnReadFilter& filter,
                                            const std::string& cursor, int limit, Timestamp now) {
    const auto before = now - planWithoutSecret(session, now).arbitrationDue;
    auto page = OwnReadRepository{session}.settledReadsOf(reader, filter, before, cursor, limit);
    for (auto& row : page.items) row.lockedAt = qa::toQuarterHour(row.lockedAt);
    return page;
}

}  // namespace overread::workflow
