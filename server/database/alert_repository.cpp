#include "server/database/alert_repository.h"

#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

std::string selectAlerts(std::string_view condition) {
    std::string sql =
        "select id, case_id, facility, reported_grade, settled_grade, raised_at, escalates_at, escalation, "
        "acknowledged_at, acknowledged_by, how, etag from qa.alert ";
    return sql.append(condition);
}

auto tied(AlertRecord& a) {
    return std::tie(a.id, a.caseId, a.facility, a.reportedGrade, a.settledGrade, a.raisedAt, a.escalatesAt,
                    a.escalation, a.acknowledgedAt, a.acknowledgedBy, a.how, a.etag);
}

void told(soci::session& session, const AlertId& id, int step, Timestamp at) {
    execute(session,
            "insert into qa.alert_notice (alert_id, step, told_at) values (:id, :step, :at) on conflict do nothing", id,
            step, at);
}

}  // namespace

AlertRepository::AlertRepository(soci::session& session) : session_(session) {}

bool AlertRepository::add(const AlertRecord& alert) {
    const auto id = newId<AlertId>();
    if (execute(session_,
                "insert into qa.alert (id, case_id, facility, reported_grade, settled_grade, raised_at, "
                "escalates_at, etag) values (:id, :case, :facility, :reported, :settled, :raised, :escalates, "
                ":etag) on conflict (case_id) do nothing",
                id, alert.caseId, alert.facility, alert.reportedGrade, alert.settledGrade, alert.raisedAt,
                alert.escalatesAt, randomText()) == 0)
        return false;
    told(session_, id, 0, alert.raisedAt);
    return true;
}

std::optional<AlertRecord> AlertRepository::findLocked(const AlertId& id) {
    AlertRecord alert;
    if (!fetchRow(session_, selectAlerts("where id = :id for update"), tied(alert), id)) return std::nullopt;
    return alert;
}

std::optional<AlertRecord> AlertRepository::findForCase(const CaseId& qaCase) const {
    AlertRecord alert;
    if (!fetchRow(session_, selectAlerts("where case_id = :case"), tied(alert), qaCase)) return std::nullopt;
    return alert;
}

std::string AlertRepository::acknowledge(const AlertId& id, const UserId& person, const std::string& how,
                                         Timestamp now) {
    const std::string etag = randomText();
    execute(session_,
            "update qa.alert set acknowledged_at = :now, acknowledged_by = :person, how = :how, etag = :etag "
            "where id = :id",
            now, person, how, etag, id);
    return etag;
}

std::vector<AlertRecord> AlertRepository::lockDue(Timestamp now, int limit) {
    std::vector<AlertRecord> due;
    AlertRecord alert;
    forEachRow(
        session_,
        selectAlerts("where acknowledged_at is null and escalates_at <= :now::timestamptz "
                     "order by escalates_at limit :limit for update skip locked"),
        tied(alert), [&] { due.push_back(alert); }, now, limit);
    return due;
}

void AlertRepository::escalate(const AlertId& id, int escalation, Timestamp now, Timestamp escalatesAt) {
    // A clock that was away for a while tells everybody whose turn has come.
    for (int step = 1; step <= escalation; ++step) told(session_, id, step, now);
    execute(session_, "update qa.alert set escalation = :steps, escalates_at = :at where id = :id", escalation,
            escalatesAt, id);
}

}  // namespace overread
