#include "server/database/oversight_repository.h"

#include <array>
#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/dispute_repository.h"
#include "server/database/page_cursor.h"
#include "server/database/study_repository.h"

namespace overread {
namespace {

constexpr std::string_view caseRows =
    "coalesce(c.id::text, ''), "
    "coalesce(st.study_instance_uid, r.study_instance_uid), coalesce(p.staff_code, ''), p.display_name, v.facility, "
    "v.grade, v.involvement_total, v.involvement_right, v.involvement_left, coalesce(q.figures::text, ''), "
    "coalesce((select array_agg(s.reason order by s.decided_at, s.reason)::text from qa.selection s "
    "          where s.report_id = r.id and s.selected and s.reason <> 'calibration'), '{}'), "
    "coalesce(c.state, case when r.study_id is null then 'awaitingImages' else 'notSelected' end), "
    "(select count(*) from qa.read x where x.case_id = c.id) + (select count(*) from qa.review x where x.case_id = "
    "c.id), "
    "c.outcome, c.settled_grade, coalesce(c.great_call, false), "
    "exists (select from qa.alert a where a.case_id = c.id), c.settled_at, v.signed_at "
    "from qa.report r "
    "left join qa.qa_case c on c.report_id = r.id "
    "join qa.report_version v on v.report_id = r.id and v.version = coalesce(c.report_version, r.current_version) "
    "join identity.person p on p.id = r.reporter "
    "left join qa.study st on st.id = r.study_id "
    "left join qa.quantification q on q.study_id = r.study_id ";

template <class Then, class... Values>
void eachCaseRow(soci::session& session, const std::string& order, const std::string& condition, const Then& then,
                 const Values&... values) {
    wire::CaseRow row;
    PageCursor cursor;
    std::optional<double> total;
    Involvement involvement;
    std::string figures;
    std::string reasons;
    Timestamp created;
    forEachRow(
        session, "select " + order + ", " + std::string(caseRows) + condition,
        std::tie(created, cursor.id, row.caseId, row.studyInstanceUid, row.reporter, row.reporterName, row.facility,
                 row.reportedGrade, total, involvement.rightPercent, involvement.leftPercent, figures, reasons,
                 row.state, row.reads, row.outcome, row.settledGrade, row.greatCall, row.alert, row.settledAt,
                 row.reportedAt),
        [&] {
            cursor.moment = created;
            involvement.totalPercent = total.value_or(0);
            row.reportedInvolvement = total ? std::optional(involvement) : std::nullopt;
            row.measured = figures.empty() ? Quantification{} : nlohmann::json::parse(figures).get<Quantification>();
            row.reasons.clear();
            for (const auto& name : textsFromColumn(reasons))
                if (const auto reason = valueNamed<SelectionReason>(name)) row.reasons.push_back(*reason);
            then(row, cursor);
        },
        values...);
}

/// The parts of CaseFilter::Counted, each value as often as it stands here.
constexpr std::string_view countedCondition =
    "and (:scanner::text is null or c.scanner = :scanner2) "
    "and (:reported::text is null or c.reported_grade = :reported2) "
    "and (:settled::text is null or c.settled_grade = :settled2) "
    "and (:shift::text is null or case :shift2 when 'over' then c.reported_grade > c.settled_grade "
    "                                           else c.reported_grade < c.settled_grade end) "
    "and (:reason::text is null or c.main_reason = :reason2) "
    "and (:radpeer::text is null or c.radpeer = :radpeer2) "
    "and (:technical::text is null or case :technical2 when 'any' then c.technical_remarks <> '{}' "
    "                                                   else :technical3 = any (c.technical_remarks) end) "
    "and (:dispute::text is null or case :dispute2 when 'any' then c.state in ('disputed', 'panel', 'upheld', "
    "'overturned') "
    "                                               when 'open' then c.state in ('disputed', 'panel') "
    "                                               when 'upheld' then c.state = 'upheld' else c.state = 'overturned' "
    "end) "
    "and (not :flagged::boolean or c.is_flagged) and (not :great::boolean or c.great_call) "
    "and (not :alert::boolean or c.was_alerted) ";
/// The parts of it that look into other tables, each there only where it is asked for: with a way round it ("or it is
/// null") none could begin at its own index. A reviewer's cases are few and come first. Those of a service may be all
/// of them: "offset 0" asks for each case of the page by index, where a join of both tables took seconds.
std::string joinedCondition(const CaseFilter::Counted& counted) {
    std::string condition = counted.reviewer
                                ? "and c.id = any (array(select x.case_id from qa.assignment x where x.state = 'done' "
                                  "and x.purpose = 'case' and x.reviewer = (select id from identity.person "
                                  "where staff_code = :reviewer))) "
                                : "and :reviewer::text is null ";
    condition += counted.service
                     ? "and exists (select from qa.service_answer x where x.case_id = c.id "
                       "and x.service = :service "
                       "and (:answer::text is null or (x.grade is null) = (:answer2 = 'refused')) offset 0) "
                     : "and coalesce(:service::text, :answer::text, :answer2::text) is null ";
    if (counted.arbitrated) condition += "and exists (select from qa.settlement x where x.case_id = c.id) ";
    return condition;
}

/// Who is told at each step of an alert's ladder.
constexpr std::array<std::string_view, 4> alertSteps{"facilityDuty", "dutyDoctor", "head", "city"};

template <class Then, class... Values>
void eachFeedbackRow(soci::session& session, const std::string& condition, const Then& then, const Values&... values) {
    wire::FeedbackRow row;
    std::optional<PanelVerdict> verdict;
    std::optional<Grade> grade;
    std::optional<Outcome> outcome;
    std::optional<Timestamp> decidedAt;
    std::string reason;
    forEachRow(
        session,
        "select f.id, coalesce(st.study_instance_uid, r.study_instance_uid), f.reported_grade, f.settled_grade, "
        "f.outcome, f.great_call, f.comment, f.sent_at, f.answer_until, f.state, f.slice, f.context, f.question, "
        "d.verdict, d.grade_after, d.outcome_after, coalesce(d.reason, ''), d.decided_at, f.etag from qa.feedback f "
        "join qa.qa_case c on c.id = f.case_id join qa.report r on r.id = c.report_id "
        "left join qa.study st on st.id = r.study_id "
        "left join qa.dispute d on d.case_id = f.case_id and d.told_at <= :told::timestamptz " +
            condition,
        std::tie(row.id, row.studyInstanceUid, row.reportedGrade, row.settledGrade, row.outcome, row.greatCall,
                 row.comment, row.sentAt, row.answerUntil, row.state, row.slice, row.context, row.question, verdict,
                 grade, outcome, reason, decidedAt, row.etag),
        [&] {
            row.panel.reset();
            if (verdict) {
                row.panel = {*verdict, grade.value(), reason, decidedAt.value()};
                row.settledGrade = *grade;
                row.outcome = outcome.value();
            }
            then(row);
        },
        values...);
}

}  // namespace

OversightRepository::OversightRepository(soci::session& session) : session_(session) {}

wire::Page<wire::CaseRow> OversightRepository::casePage(const CaseFilter& filter, const std::string& cursorText,
                                                        int limit) const {
    const auto cursor = cursorIn(cursorText);
    const auto facility = filter.facility.empty() ? std::nullopt : std::optional(filter.facility);
    const auto reporter = filter.reporter.empty() ? std::nullopt : std::optional(filter.reporter);
    const bool isSettledOnly = filter.which == CaseFilter::Which::settled;
    // Settled cases page by their settlement: there is an index from each thing that figures count by.
    const std::string order = isSettledOnly ? "c.settled_at, c.id" : "r.created_at, r.id";
    const std::string moment = isSettledOnly ? "c.settled_at" : "r.created_at";
    std::string condition = "where ";
    if (isSettledOnly) condition += "c.settled_at is not null and ";
    if (filter.which == CaseFilter::Which::selected) condition += "c.id is not null and ";
    condition += "(:facility::text is null or ";
    condition += isSettledOnly ? "c" : "v";
    condition += ".facility = :facility2) and (:reporter::text is null or ";
    condition += isSettledOnly ? "c.reporter = (select id from identity.person where staff_code = :reporter2)) "
                               : "p.staff_code = :reporter2) ";
    condition +=
        "and (:outcome::text is null or c.outcome = :outcome2) "
        "and (:design::text is null or c.first_task = :design2) "
        "and (:from::timestamptz is null or " +
        moment +
        " >= :from2) "
        "and (:to::timestamptz is null or " +
        moment + " < :to2) ";
    condition += countedCondition;
    condition += joinedCondition(filter.counted);
    condition += "and (:before::timestamptz is null or (" + order +
                 ") < (:before2::timestamptz, :id::uuid)) order by " + moment + " desc, " +
                 (isSettledOnly ? "c" : "r") + ".id desc limit :limit";
    const auto& counted = filter.counted;
    std::vector<wire::CaseRow> rows;
    std::vector<PageCursor> cursors;
    eachCaseRow(
        session_, order, condition,
        [&](const wire::CaseRow& row, const PageCursor& at) {
            rows.push_back(row);
            cursors.push_back(at);
        },
        facility, facility, reporter, reporter, filter.outcome, filter.outcome, filter.design, filter.design,
        filter.from, filter.from, filter.to, filter.to, counted.scanner, counted.scanner, counted.reported,
        counted.reported, counted.settled, counted.settled, counted.shift, counted.shift, counted.reason,
        counted.reason, counted.radpeer, counted.radpeer, counted.technical, counted.technical, counted.technical,
        counted.dispute, counted.dispute, counted.flagged, counted.greatCall, counted.alert, counted.reviewer,
        counted.service, counted.answer, counted.answer, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::CaseDetail> OversightRepository::caseDetail(const CaseId& id) const {
    std::optional<wire::CaseDetail> detail;
    eachCaseRow(
        session_, "r.created_at, r.id", "where c.id = :id",
        [&](const wire::CaseRow& row, const PageCursor&) { detail.emplace().row = row; }, id);
    if (!detail) return std::nullopt;

    Selection selection;
    forEachRow(
        session_,
        "select reason, stratum, probability, plan_version, first_task from qa.selection "
        "where case_id = :id and selected order by decided_at, reason",
        std::tie(selection.reason, selection.stratum, selection.probability, selection.planVersion,
                 selection.firstTask),
        [&] { detail->selections.push_back(selection); }, id);
    std::string answer;
    forEachRow(
        session_, "select answer::text from qa.read where case_id = :id order by locked_at, id", std::tie(answer),
        [&] { detail->reads.push_back(nlohmann::json::parse(answer).get<DoubleRead>()); }, id);
    forEachRow(
        session_, "select answer::text from qa.review where case_id = :id order by locked_at, id", std::tie(answer),
        [&] { detail->reviews.push_back(nlohmann::json::parse(answer).get<PeerReview>()); }, id);
    int version = 0;
    (void)fetchRow(session_, "select settlement_reason, version from qa.qa_case where id = :id",
                   std::tie(detail->settlementReason, version), id);
    detail->etag = std::to_string(version);
    detail->dispute = DisputeRepository{session_}.row(id);
    StudyId study;
    if (fetchRow(session_, "select study_id from qa.qa_case where id = :id and study_id is not null", std::tie(study),
                 id))
        detail->seriesChoice = StudyRepository{session_}.findChoice(study);
    wire::CaseDetail::Note note;
    forEachRow(
        session_,
        "select n.written_at, a.kind, n.text from qa.note n join qa.assignment a on a.id = n.assignment_id "
        "where a.case_id = :id and a.purpose = 'case' order by n.written_at, n.id",
        std::tie(note.at, note.kind, note.text), [&] { detail->notes.push_back(note); }, id);
    for (const auto& event : AuditTrail(session_).about("case", id.text()))
        detail->steps.push_back({event.at, event.event.action});
    return detail;
}

wire::Page<wire::AlertRow> OversightRepository::alertPage(const std::string& facility, const std::string& cursorText,
                                                          int limit) const {
    const auto cursor = cursorIn(cursorText);
    const auto narrowed = facility.empty() ? std::nullopt : std::optional(facility);
    std::vector<wire::AlertRow> rows;
    std::vector<PageCursor> cursors;
    wire::AlertRow row;
    std::string told;
    forEachRow(
        session_,
        "select a.id, a.case_id, a.facility, a.reported_grade, a.settled_grade, a.raised_at, a.escalates_at, "
        "a.acknowledged_at, coalesce(p.display_name, ''), a.how, a.escalation, "
        "coalesce((select array_agg(to_char(n.told_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
        "order by n.step)::text from qa.alert_notice n where n.alert_id = a.id), '{}'), v.received_at, v.grade, a.etag "
        "from qa.alert a join qa.qa_case c on c.id = a.case_id "
        // The amended report that is expected: the first version that came after the alert.
        "left join lateral (select received_at, grade from qa.report_version v where v.report_id = c.report_id "
        "and v.received_at > a.raised_at order by v.version limit 1) v on true "
        "left join identity.person p on p.id = a.acknowledged_by "
        "where (:facility::text is null or a.facility = :facility2) "
        "and (:before::timestamptz is null or (a.raised_at, a.id) < (:before2::timestamptz, :id::uuid)) "
        "order by a.raised_at desc, a.id desc limit :limit",
        std::tie(row.id, row.caseId, row.facility, row.reportedGrade, row.settledGrade, row.raisedAt, row.escalatesAt,
                 row.acknowledgedAt, row.acknowledgedBy, row.how, row.level, told, row.amendedAt, row.amendedGrade,
                 row.etag),
        [&] {
            row.told.clear();
            // Step n of the ladder is element n: nobody is told out of order.
            for (const auto& at : textsFromColumn(told))
                row.told.push_back({std::string{alertSteps.at(row.told.size())}, parseRfc3339(at).value()});
            rows.push_back(row);
            cursors.push_back({row.raisedAt, row.id});
        },
        narrowed, narrowed, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::FeedbackDetail> OversightRepository::feedbackDetail(const FeedbackId& id, const UserId& reporter,
                                                                        Timestamp now) const {
    std::optional<wire::FeedbackDetail> detail;
    eachFeedbackRow(
        session_, "where f.id = :id and f.reporter = :reporter and f.sent_at <= :now::timestamptz",
        [&](const wire::FeedbackRow& row) { detail.emplace().row = row; }, now, id, reporter, now);
    if (!detail) return std::nullopt;
    std::optional<double> total;
    Involvement involvement;
    std::string findings;
    auto& report = detail->report;
    (void)fetchRow(session_,
                   "select v.grade, v.involvement_total, v.involvement_right, v.involvement_left, v.findings::text, "
                   "v.text, c.rule, c.points_apart from qa.feedback f join qa.qa_case c on c.id = f.case_id "
                   "join qa.report_version v on v.report_id = c.report_id and v.version = c.report_version "
                   "where f.id = :id",
                   std::tie(report.grade, total, involvement.rightPercent, involvement.leftPercent, findings,
                            report.text, detail->rule, detail->pointsApart),
                   id);
    involvement.totalPercent = total.value_or(0);
    if (total) report.involvement = involvement;
    report.findings = nlohmann::json::parse(findings).get<Findings>();
    std::string answer;
    // The arbiter's own blind read, else one that gave the grade on which both agreed.
    if (fetchRow(session_,
                 "select x.answer::text from qa.feedback f join qa.qa_case c on c.id = f.case_id join qa.read x on "
                 "x.case_id = c.id where f.id = :id and x.grade = c.settled_grade "
                 "order by x.kind = 'arbitration' desc, x.locked_at desc limit 1",
                 std::tie(answer), id)) {
        const auto read = nlohmann::json::parse(answer).get<DoubleRead>();
        detail->settledInvolvement = read.involvement;
        detail->settledFindings = read.findings;
    }
    return detail;
}

wire::FeedbackSummary OversightRepository::feedbackSummary(const UserId& reporter, Timestamp since,
                                                           Timestamp now) const {
    wire::FeedbackSummary summary;
    summary.since = since;
    long long cases = 0;
    long long concordant = 0;
    long long great = 0;
    long long unseen = 0;
    if (!fetchRow(session_,
                  "select count(*) filter (where f.sent_at >= :since), "
                  "count(*) filter (where f.sent_at >= :since2 and f.outcome = 'concordant'), "
                  "count(*) filter (where f.sent_at >= :since3 and f.great_call), "
                  "count(*) filter (where f.state = 'sent') from qa.feedback f where f.reporter = :reporter "
                  "and f.sent_at <= :now::timestamptz",
                  std::tie(cases, concordant, great, unseen), since, since, since, reporter, now))
        throw std::runtime_error("a count has a row");
    summary.cases = static_cast<long>(cases);
    summary.concordant = static_cast<long>(concordant);
    summary.greatCalls = static_cast<long>(great);
    summary.unseen = static_cast<long>(unseen);
    summary.asOf = databaseNow(session_);
    return summary;
}

wire::Page<wire::FeedbackRow> OversightRepository::feedbackPage(const UserId& reporter, const std::string& cursorText,
                                                                int limit, Timestamp now) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::FeedbackRow> rows;
    std::vector<PageCursor> cursors;
    eachFeedbackRow(
        session_,
        "where f.reporter = :reporter and f.sent_at <= :now::timestamptz "
        "and (:before::timestamptz is null or (f.sent_at, f.id) < (:before2::timestamptz, :id::uuid)) "
        "order by f.sent_at desc, f.id desc limit :limit",
        [&](const wire::FeedbackRow& row) {
            rows.push_back(row);
            cursors.push_back({row.sentAt, row.id});
        },
        now, reporter, now, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

}  // namespace overread
