#include "server/database/case_repository.h"

#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {
namespace {

std::string selectCase(std::string_view condition) {
    std::string sql =
        "select id, report_id, report_version, study_id, reporter, state, first_task, outcome, settled_grade, rule, "
        "settlement_reason, points_apart, difference_slice, great_call, cancel_reason, opened_at, due_at, settled_at, "
        "facility, reported_grade, inclusion_probability, design_probability, version from qa.qa_case ";
    return sql.append(condition);
}

/// None where no row answers.
template <class... Values>
std::optional<CaseRecord> fetchCase(soci::session& session, const std::string& condition, const Values&... values) {
    CaseRecord record;
    Case& c = record.qaCase;
    const bool found = fetchRow(
        session, selectCase(condition),
        std::tie(c.id, c.reportId, c.reportVersion, record.study, c.reporter, c.state, c.firstTask, c.outcome,
                 c.settledGrade, record.rule, record.settlementReason, record.pointsApart, record.differenceSlice,
                 c.greatCall, c.cancelReason, c.openedAt, c.dueAt, c.settledAt, record.facility, record.reportedGrade,
                 c.inclusionProbability, c.designProbability, c.version),
        values...);
    if (!found) return std::nullopt;
    return record;
}

CaseRecord requireCase(soci::session& session, const CaseId& id, const std::string& condition) {
    auto record = fetchCase(session, condition, id);
    if (!record) throw NotFound("no case " + id.text());
    return *record;
}

}  // namespace

CaseRepository::CaseRepository(soci::session& session) : session_(session) {}

void CaseRepository::add(const CaseRecord& record) {
    const Case& c = record.qaCase;
    const auto added =
        execute(session_,
                "insert into qa.qa_case (id, report_id, report_version, study_id, reporter, state, first_task, "
                "opened_at, due_at, facility, reported_grade, inclusion_probability, design_probability) "
                "values (:id, :report, :version, :study, :reporter, :state, :task, :opened, :due, :facility, :grade, "
                ":inclusion, :design) on conflict (report_id) do nothing",
                c.id, c.reportId, c.reportVersion, record.study, c.reporter, c.state, c.firstTask, c.openedAt, c.dueAt,
                record.facility, record.reportedGrade, c.inclusionProbability, c.designProbability);
    if (added == 0) throw StaleVersion("report " + c.reportId.text() + " has a case already");
}

bool CaseRepository::exists(const CaseId& id) const {
    bool found = false;
    (void)fetchRow(session_, "select exists (select from qa.qa_case where id = :id)", std::tie(found), id);
    return found;
}

CaseRecord CaseRepository::require(const CaseId& id) const {
    return requireCase(session_, id, "where id = :id");
}

CaseRecord CaseRepository::requireLocked(const CaseId& id) {
    return requireCase(session_, id, "where id = :id for update");
}

std::optional<CaseId> CaseRepository::idForReport(const ReportId& report) const {
    CaseId id;
    if (!fetchRow(session_, "select id from qa.qa_case where report_id = :report", std::tie(id), report))
        return std::nullopt;
    return id;
}

std::vector<CaseId> CaseRepository::awaitingImagesOf(const StudyId& study) const {
    std::vector<CaseId> ids;
    CaseId id;
    forEachRow(
        session_,
        "select c.id from qa.qa_case c join qa.report r on r.id = c.report_id "
        "where r.study_id = :study and c.state = 'awaitingImages' order by c.id",
        std::tie(id), [&] { ids.push_back(id); }, study);
    return ids;
}

void CaseRepository::save(const CaseRecord& record) {
    const Case& c = record.qaCase;
    const auto saved =
        execute(session_,
                "update qa.qa_case set report_version = :reportVersion, study_id = :study, state = :state, "
                "first_task = :task, outcome = :outcome, settled_grade = :settled, rule = :rule, "
                "settlement_reason = :reason, points_apart = :apart, difference_slice = :slice, great_call = :great, "
                "cancel_reason = :cancel, due_at = :due, settled_at = :settledAt, facility = :facility, "
                "reported_grade = :grade, inclusion_probability = :inclusion, design_probability = :design, "
                "version = version + 1 where id = :id and version = :version",
                c.reportVersion, record.study, c.state, c.firstTask, c.outcome, c.settledGrade, record.rule,
                record.settlementReason, record.pointsApart, record.differenceSlice, c.greatCall, c.cancelReason,
                c.dueAt, c.settledAt, record.facility, record.reportedGrade, c.inclusionProbability,
                c.designProbability, c.id, c.version);
    if (saved == 0) throw StaleVersion("case " + c.id.text() + " was changed by another writer");
}

}  // namespace overread
