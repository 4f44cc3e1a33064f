#include "server/database/dispute_repository.h"

#include "server/database/page_cursor.h"

namespace overread {
namespace {

template <class Then, class... Values>
void eachRow(soci::session& session, const std::string& condition, const Then& then, const Values&... values) {
    wire::DisputeRow row;
    forEachRow(
        session,
        "select d.case_id, coalesce(p.staff_code, ''), p.display_name, c.facility, d.question, d.slice, d.disputed_at, "
        "a.due_at, case when d.decided_at is not null then 'decided' when a.state in ('held', 'blindLocked') "
        "then 'reading' else 'waiting' end, d.grade_before, d.outcome_before, d.verdict, d.reason, d.grade_after, "
        "d.outcome_after, d.decided_at from qa.dispute d join qa.qa_case c on c.id = d.case_id "
        "join identity.person p on p.id = c.reporter "
        "left join qa.assignment a on a.case_id = d.case_id and a.is_panel and a.state <> 'cancelled' " +
            condition,
        std::tie(row.caseId, row.reporter, row.reporterName, row.facility, row.question, row.slice, row.disputedAt,
                 row.dueAt, row.state, row.gradeBefore, row.outcomeBefore, row.verdict, row.reason, row.gradeAfter,
                 row.outcomeAfter, row.decidedAt),
        [&] { then(row); }, values...);
}

}  // namespace

DisputeRepository::DisputeRepository(soci::session& session) : session_(session) {}

void DisputeRepository::add(const DisputeRecord& d) {
    execute(session_,
            "insert into qa.dispute (case_id, question, slice, disputed_at, grade_before, outcome_before, "
            "reason_before) values (:case, :question, :slice, :at, :grade, :outcome, :reason)",
            d.caseId, d.question, d.slice, d.disputedAt, d.gradeBefore, d.outcomeBefore, d.reasonBefore);
}

std::optional<DisputeRecord> DisputeRepository::find(const CaseId& qaCase) const {
    DisputeRecord d;
    if (!fetchRow(session_,
                  "select case_id, question, slice, disputed_at, grade_before, outcome_before, reason_before "
                  "from qa.dispute where case_id = :case",
                  std::tie(d.caseId, d.question, d.slice, d.disputedAt, d.gradeBefore, d.outcomeBefore, d.reasonBefore),
                  qaCase))
        return std::nullopt;
    return d;
}

void DisputeRepository::decide(const CaseId& qaCase, PanelVerdict verdict, const std::string& reason, Grade grade,
                               Outcome outcome, Timestamp now) {
    execute(session_,
            "update qa.dispute set verdict = :verdict, reason = :reason, grade_after = :grade, "
            "outcome_after = :outcome, decided_at = :now where case_id = :case and decided_at is null",
            verdict, reason, grade, outcome, now, qaCase);
}

void DisputeRepository::tell(const CaseId& qaCase, Timestamp at) {
    execute(session_, "update qa.dispute set told_at = :at where case_id = :case and decided_at is not null", at,
            qaCase);
}

wire::Page<wire::DisputeRow> DisputeRepository::page(const std::optional<bool>& isOpen, const std::string& cursorText,
                                                     int limit) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::DisputeRow> rows;
    std::vector<PageCursor> cursors;
    eachRow(
        session_,
        "where (:open::boolean is null or (d.decided_at is null) = :open2::boolean) "
        "and (:before::timestamptz is null or (d.disputed_at, d.case_id) < (:before2::timestamptz, :id::uuid)) "
        "order by d.disputed_at desc, d.case_id desc limit :limit",
        [&](const wire::DisputeRow& row) {
            rows.push_back(row);
            cursors.push_back({row.disputedAt, row.caseId});
        },
        isOpen, isOpen, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::DisputeRow> DisputeRepository::row(const CaseId& qaCase) const {
    std::optional<wire::DisputeRow> found;
    eachRow(
        session_, "where d.case_id = :case", [&](const wire::DisputeRow& row) { found = row; }, qaCase);
    return found;
}

void DisputeRepository::addRequest(const ReportId& report, const UserId& by, OnBehalfOf onBehalfOf,
                                   const std::string& reason, Timestamp now) {
    execute(session_,
            "insert into qa.review_request (report_id, asked_by, on_behalf_of, reason, asked_at) "
            "values (:report, :by, :for, :reason, :now)",
            report, by, onBehalfOf, reason, now);
}

wire::Page<wire::ReportRow> DisputeRepository::reportPage(const ReportFilter& filter, const std::string& cursorText,
                                                          int limit) const {
    const auto cursor = cursorIn(cursorText);
    const auto facility = filter.facility.empty() ? std::nullopt : std::optional(filter.facility);
    std::vector<wire::ReportRow> rows;
    std::vector<PageCursor> cursors;
    wire::ReportRow row;
    Timestamp created;
    forEachRow(
        session_,
        "select r.id, r.accession_number, coalesce(p.staff_code, ''), p.display_name, v.facility, v.grade, "
        "v.signed_at, exists (select from qa.review_request q where q.report_id = r.id), r.created_at "
        "from qa.report r join qa.report_version v on v.report_id = r.id and v.version = r.current_version "
        "join identity.person p on p.id = r.reporter where (:reporter::uuid is null or r.reporter = :reporter2) "
        "and (:facility::text is null or v.facility = :facility2) "
        "and (:before::timestamptz is null or (r.created_at, r.id) < (:before2::timestamptz, :id::uuid)) "
        "order by r.created_at desc, r.id desc limit :limit",
        std::tie(row.reportId, row.accessionNumber, row.reporter, row.reporterName, row.facility, row.grade,
                 row.signedAt, row.reviewRequested, created),
        [&] {
            rows.push_back(row);
            cursors.push_back({created, row.reportId});
        },
        filter.reporter, filter.reporter, facility, facility, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

}  // namespace overread
