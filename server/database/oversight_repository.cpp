#include "server/database/oversight_repository.h"

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"

namespace overread {
namespace {

/// Where the next page begins: after the row with this moment and id, newest first.
struct Cursor {
    std::optional<Timestamp> moment;  ///< none: at the beginning
    std::string id = "00000000-0000-0000-0000-000000000000";
};

std::string textOf(const Cursor& cursor) {
    const auto plain = toRfc3339(cursor.moment.value()) + " " + cursor.id;
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(plain.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                      variant);
    text.pop_back();  // the terminating zero is counted
    return text;
}

Cursor cursorIn(const std::string& text) {
    if (text.empty()) return {};
    std::string plain(text.size(), '\0');
    std::size_t length = 0;
    const bool isBase64 =
        sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(), text.data(), text.size(),
                          nullptr, &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    plain.resize(isBase64 ? length : 0);
    const auto space = plain.find(' ');
    Cursor cursor;
    if (space != std::string::npos) {
        cursor.moment = parseRfc3339(plain.substr(0, space));
        cursor.id = plain.substr(space + 1);
    }
    if (!cursor.moment || !isCanonicalUuid(cursor.id)) throw std::invalid_argument("not a cursor of this list");
    return cursor;
}

/// Rows were asked for with one more than the limit: it tells whether there is a next page.
template <class Row>
wire::Page<Row> pageOf(soci::session& session, std::vector<Row> rows, const std::vector<Cursor>& cursors, int limit) {
    wire::Page<Row> page;
    const auto size = static_cast<std::size_t>(limit);
    if (rows.size() > size) {
        rows.resize(size);
        page.nextCursor = textOf(cursors.at(size - 1));
    }
    page.items = std::move(rows);
    page.asOf = databaseNow(session);
    return page;
}

/// After "select <moment and id that the list is ordered by>, ".
constexpr std::string_view caseRows =
    "coalesce(c.id::text, ''), "
    "coalesce(st.study_instance_uid, r.study_instance_uid), coalesce(p.staff_code, ''), p.display_name, v.facility, "
    "v.grade, v.involvement_total, v.involvement_right, v.involvement_left, coalesce(q.figures::text, ''), "
    "coalesce((select array_agg(s.reason order by s.decided_at, s.reason)::text from qa.selection s "
    "          where s.report_id = r.id and s.selected), '{}'), "
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
    Cursor cursor;
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
    condition += "and (:before::timestamptz is null or (" + order +
                 ") < (:before2::timestamptz, :id::uuid)) order by " + moment + " desc, " +
                 (isSettledOnly ? "c" : "r") + ".id desc limit :limit";
    const auto& counted = filter.counted;
    std::vector<wire::CaseRow> rows;
    std::vector<Cursor> cursors;
    eachCaseRow(
        session_, order, condition,
        [&](const wire::CaseRow& row, const Cursor& at) {
            rows.push_back(row);
            cursors.push_back(at);
        },
        facility, facility, reporter, reporter, filter.outcome, filter.outcome, filter.design, filter.design,
        filter.from, filter.from, filter.to, filter.to, counted.scanner, counted.scanner, counted.reported,
        counted.reported, counted.settled, counted.settled, counted.shift, counted.shift, counted.reason,
        counted.reason, counted.radpeer, counted.radpeer, counted.technical, counted.technical, counted.technical,
        counted.dispute, counted.dispute, counted.flagged, counted.greatCall, counted.alert, cursor.moment,
        cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::CaseDetail> OversightRepository::caseDetail(const CaseId& id) const {
    std::optional<wire::CaseDetail> detail;
    eachCaseRow(
        session_, "r.created_at, r.id", "where c.id = :id",
        [&](const wire::CaseRow& row, const Cursor&) { detail.emplace().row = row; }, id);
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
    session_ << "select settlement_reason from qa.qa_case where id = :id", soci::into(detail->settlementReason),
        soci::use(id);
    for (const auto& event : AuditTrail(session_).about("case", id.text()))
        detail->steps.push_back({event.at, event.event.action});
    return detail;
}

wire::Page<wire::AlertRow> OversightRepository::alertPage(const std::string& facility, const std::string& cursorText,
                                                          int limit) const {
    const auto cursor = cursorIn(cursorText);
    const auto narrowed = facility.empty() ? std::nullopt : std::optional(facility);
    std::vector<wire::AlertRow> rows;
    std::vector<Cursor> cursors;
    wire::AlertRow row;
    forEachRow(
        session_,
        "select a.id, a.case_id, a.facility, a.reported_grade, a.settled_grade, a.raised_at, a.escalates_at, "
        "a.acknowledged_at, coalesce(p.display_name, ''), a.how, a.etag from qa.alert a "
        "left join identity.person p on p.id = a.acknowledged_by "
        "where (:facility::text is null or a.facility = :facility2) "
        "and (:before::timestamptz is null or (a.raised_at, a.id) < (:before2::timestamptz, :id::uuid)) "
        "order by a.raised_at desc, a.id desc limit :limit",
        std::tie(row.id, row.caseId, row.facility, row.reportedGrade, row.settledGrade, row.raisedAt, row.escalatesAt,
                 row.acknowledgedAt, row.acknowledgedBy, row.how, row.etag),
        [&] {
            rows.push_back(row);
            cursors.push_back({row.raisedAt, row.id});
        },
        narrowed, narrowed, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

wire::Page<wire::FeedbackRow> OversightRepository::feedbackPage(const UserId& reporter, const std::string& cursorText,
                                                                int limit) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::FeedbackRow> rows;
    std::vector<Cursor> cursors;
    wire::FeedbackRow row;
    forEachRow(
        session_,
        "select f.id, coalesce(st.study_instance_uid, r.study_instance_uid), f.reported_grade, f.settled_grade, "
        "f.outcome, f.great_call, f.comment, f.sent_at, f.answer_until, f.state, f.etag from qa.feedback f "
        "join qa.qa_case c on c.id = f.case_id join qa.report r on r.id = c.report_id "
        "left join qa.study st on st.id = r.study_id where f.reporter = :reporter "
        "and (:before::timestamptz is null or (f.sent_at, f.id) < (:before2::timestamptz, :id::uuid)) "
        "order by f.sent_at desc, f.id desc limit :limit",
        std::tie(row.id, row.studyInstanceUid, row.reportedGrade, row.settledGrade, row.outcome, row.greatCall,
                 row.comment, row.sentAt, row.answerUntil, row.state, row.etag),
        [&] {
            rows.push_back(row);
            cursors.push_back({row.sentAt, row.id});
        },
        reporter, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

}  // namespace overread
