#include "server/database/city_repository.h"

#include "server/database/city_checks.h"
#include "server/database/columns.h"

namespace overread {

void CityRepository::addShift(const UserId& reviewer, Timestamp startsAt, Timestamp endsAt) {
    execute(session_, "insert into qa.shift (reviewer, starts_at, ends_at) values (:reviewer, :from, :to)", reviewer,
            startsAt, endsAt);
}

std::map<AssignmentKind, long> CityRepository::waiting() const {
    std::map<AssignmentKind, long> waiting;
    AssignmentKind kind{};
    long long count = 0;
    forEachRow(session_, "select kind, count(*) from qa.assignment where state = 'waiting' group by kind",
               std::tie(kind, count), [&] { waiting[kind] = static_cast<long>(count); });
    return waiting;
}

std::vector<CityRepository::OpenAlert> CityRepository::openAlerts() const {
    std::vector<OpenAlert> alerts;
    OpenAlert each;
    forEachRow(session_, "select id, etag, raised_at from qa.alert where acknowledged_at is null order by id",
               std::tie(each.id, each.etag, each.raisedAt), [&] { alerts.push_back(each); });
    return alerts;
}

std::map<std::string, long> CityRepository::violations(Timestamp now) const {
    // Each looks through the whole city once: longer than any request may take.
    execute(session_, "set local statement_timeout = 0");
    execute(session_, "set local enable_nestloop = off");
    std::map<std::string, long> found;
    for (const auto& check : cityChecks) {
        long long rows = 0;
        const std::string sql = "select count(*) from (" + std::string(check.violations) + ") violations";
        const bool answered =
            check.takesNow ? fetchRow(session_, sql, std::tie(rows), now) : fetchRow(session_, sql, std::tie(rows));
        found[std::string(check.rule)] = answered ? static_cast<long>(rows) : -1;
    }
    return found;
}

CityRepository::Counts CityRepository::counts() const {
    execute(session_, "set local statement_timeout = 0");
    Counts counts;
    long long cases = 0, reads = 0, settled = 0, alerts = 0, feedback = 0, overdue = 0, events = 0;
    (void)fetchRow(session_,
                   "select (select count(*) from qa.qa_case), (select count(*) from qa.read) + (select count(*) from "
                   "qa.review) + (select count(*) from qa.settlement), (select count(*) from qa.qa_case where outcome "
                   "is not null), (select count(*) from qa.alert), (select count(*) from qa.feedback), "
                   "(select count(*) from qa.escalation), (select count(*) from audit.event)",
                   std::tie(cases, reads, settled, alerts, feedback, overdue, events));
    return {static_cast<long>(cases),  static_cast<long>(reads),    static_cast<long>(settled),
            static_cast<long>(alerts), static_cast<long>(feedback), static_cast<long>(overdue),
            static_cast<long>(events)};
}

CityRepository::Kept CityRepository::mandatoryDoubleReads(Timestamp from, Timestamp to) const {
    execute(session_, "set local statement_timeout = 0");
    long long due = 0;
    long long kept = 0;
    (void)fetchRow(session_,
                   "select count(*), count(*) filter (where a.state = 'done' and a.finished_at <= a.due_at) "
                   "from qa.assignment a join qa.qa_case c on c.id = a.case_id "
                   "join qa.selection s on s.report_id = c.report_id and s.reason = 'mandatory' "
                   "where a.kind = 'doubleRead' and a.state <> 'cancelled' and a.due_at >= :from::timestamptz "
                   "and a.due_at < :to::timestamptz",
                   std::tie(due, kept), from, to);
    return {static_cast<long>(due), static_cast<long>(kept)};
}

std::map<AssignmentKind, CityRepository::Backlog> CityRepository::backlog(Timestamp now) const {
    std::map<AssignmentKind, Backlog> backlog;
    AssignmentKind kind{};
    long long tasks = 0;
    long long overdue = 0;
    double oldest = 0;
    forEachRow(
        session_,
        "select kind, count(*), count(*) filter (where due_at < :a::timestamptz), "
        "greatest(0, extract(epoch from :b::timestamptz - min(due_at)) / 3600)::float8 "
        "from qa.assignment where state in ('waiting', 'held', 'blindLocked') group by kind",
        std::tie(kind, tasks, overdue, oldest),
        [&] {
            backlog[kind] = {static_cast<long>(tasks), static_cast<long>(overdue), oldest};
        },
        now, now);
    return backlog;
}

std::map<UserId, double> CityRepository::minutesDone() const {
    std::map<UserId, double> minutes;
    UserId reviewer;
    double sum = 0;
    forEachRow(session_,
               "select reviewer, sum(expected_minutes) from qa.assignment where state = 'done' group by reviewer",
               std::tie(reviewer, sum), [&] { minutes[reviewer] = sum; });
    return minutes;
}

}  // namespace overread
