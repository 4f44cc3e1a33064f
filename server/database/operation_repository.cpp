#include "server/database/operation_repository.h"

#include "server/database/columns.h"

namespace overread {
namespace {

std::optional<std::string> narrowed(const std::string& facility) {
    return facility.empty() ? std::nullopt : std::optional(facility);
}

}  // namespace

OperationRepository::OperationRepository(soci::session& session) : session_(session) {}

std::vector<wire::Operation::Step> OperationRepository::flow(const std::string& facility, Timestamp dayStart) const {
    const auto here = narrowed(facility);
    std::vector<wire::Operation::Step> steps;
    const auto add = [&](const char* name, const std::string& today, const std::string& waiting) {
        wire::Operation::Step step;
        step.step = name;
        long long count = 0;
        long long left = 0;
        const bool isThere = fetchRow(session_,
                                      "select (" + today +
                                          "), w.n, w.oldest from (values (:day::timestamptz, :facility::text)) p (day, "
                                          "facility) cross join lateral (" +
                                          waiting + ") w",
                                      std::tie(count, left, step.oldestAt), dayStart, here);
        if (!isThere) throw std::runtime_error("a count has a row");
        step.today = static_cast<long>(count);
        step.waiting = static_cast<long>(left);
        steps.push_back(step);
    };
    const std::string version =
        "join qa.report_version v on v.report_id = r.id and v.version = 1 and v.facility = p.facility ";
    const std::string ofReport = here ? version : "";
    const std::string ofStudy = here ? "and s.facility = p.facility " : "";
    const std::string ofCase = here ? "and c.facility = p.facility " : "";
    add("received", "select count(*) from qa.report r " + ofReport + "where r.created_at >= p.day",
        "select 0 as n, null::timestamptz as oldest");
    add("matched",
        "select count(*) from qa.report r " + ofReport + "where r.created_at >= p.day and r.study_id is not null",
        "select count(*) as n, min(r.created_at) as oldest from qa.report r " + ofReport + "where r.study_id is null");
    add("measured",
        "select count(*) from qa.quantification q join qa.study s on s.id = q.study_id "
        "where q.measured_at >= p.day and q.status <> 'pending' " +
            ofStudy,
        "select count(*) as n, min(j.created_at) as oldest from jobs.job j join qa.study s on s.id::text = "
        "j.unique_key "
        "where j.kind = 'quantifyStudy' and j.state = 'waiting' " +
            ofStudy);
    add("read",
        "select count(*) from qa.assignment a " +
            std::string(here ? "join qa.qa_case c on c.id = a.case_id and c.facility = p.facility " : "") +
            "where a.finished_at >= p.day and a.state = 'done'",
        "select count(*) as n, min(c.opened_at) as oldest from qa.qa_case c "
        "where c.settled_at is null and c.state in ('awaitingReader', 'reading') " +
            ofCase);
    add("settled", "select count(*) from qa.qa_case c where c.settled_at >= p.day " + ofCase,
        "select count(*) as n, min(c.opened_at) as oldest from qa.qa_case c "
        "where c.settled_at is null and c.state in ('read', 'concordant', 'discordant', 'inArbitration') " +
            ofCase);
    return steps;
}

std::vector<wire::Operation::Scanner> OperationRepository::scanners(const std::string& facility, Timestamp now) const {
    const auto here = narrowed(facility);
    std::vector<wire::Operation::Scanner> all;
    wire::Operation::Scanner scanner;
    long long today = 0;
    long long highest = 0;
    forEachRow(
        session_,
        "select d.facility, d.scanner, coalesce(sum(d.studies) filter (where d.day = p.today), 0), "
        "coalesce(avg(d.studies) filter (where d.day < p.today and d.studies > 0), 0)::float8, max(d.studies) "
        "from (values ((:now::timestamptz at time zone 'UTC')::date)) p (today) "
        "join qa.scanner_day d on d.day > p.today - 30 and d.day <= p.today "
        "where (:facility::text is null or d.facility = :facility2) group by 1, 2 order by 1, 2",
        std::tie(scanner.facility, scanner.scanner, today, scanner.mean, highest),
        [&] {
            scanner.today = static_cast<long>(today);
            scanner.highest = static_cast<long>(highest);
            all.push_back(scanner);
        },
        now, here, here);
    return all;
}

std::array<long, 24> OperationRepository::signatureHours(const std::string& facility, Timestamp from,
                                                         Timestamp to) const {
    const auto here = narrowed(facility);
    std::array<long, 24> hours{};
    int hour = 0;
    long long count = 0;
    forEachRow(
        session_,
        "select extract(hour from v.signed_at at time zone 'UTC')::integer, count(*) from qa.report r "
        "join qa.report_version v on v.report_id = r.id and v.version = 1 "
        "where r.created_at >= :from and r.created_at < :to and (:facility::text is null or v.facility = :facility2) "
        "group by 1",
        std::tie(hour, count), [&] { hours.at(static_cast<std::size_t>(hour)) = static_cast<long>(count); }, from, to,
        here, here);
    return hours;
}

std::vector<wire::Operation::Backlog> OperationRepository::backlog(Timestamp now) const {
    std::vector<wire::Operation::Backlog> all;
    wire::Operation::Backlog row;
    long long waiting = 0;
    long long held = 0;
    long long overdue = 0;
    forEachRow(
        session_,
        "select a.kind, count(*) filter (where a.state = 'waiting'), count(*) filter (where a.state <> 'waiting'), "
        "count(*) filter (where a.due_at < :now), coalesce(sum(a.expected_minutes) filter (where a.state = 'waiting'), "
        "0) "
        "from qa.assignment a where a.state in ('waiting', 'held', 'blindLocked') group by 1 order by 1",
        std::tie(row.kind, waiting, held, overdue, row.expectedMinutes),
        [&] {
            row.waiting = static_cast<long>(waiting);
            row.held = static_cast<long>(held);
            row.overdue = static_cast<long>(overdue);
            all.push_back(row);
        },
        now);
    return all;
}

OperationRepository::Readers OperationRepository::readers(Timestamp now) const {
    long long onShift = 0;
    long long free = 0;
    // Without shifts a reviewer is taken as available while signed in.
    if (!fetchRow(
            session_,
            "with present as (select a.person_id from identity.account a where a.disabled_at is null "
            "and a.roles && array['reviewer', 'arbiter'] and (exists (select from qa.shift s where s.reviewer = "
            "a.person_id and s.starts_at <= :now and s.ends_at > :now2) or not exists (select from qa.shift s where "
            "s.reviewer = a.person_id) and exists (select from identity.session t where t.person_id = a.person_id "
            "and t.expires_at > :now3))) "
            "select count(*), count(*) filter (where not exists (select from qa.assignment a where a.reviewer = "
            "p.person_id and a.state in ('held', 'blindLocked'))) from present p",
            std::tie(onShift, free), now, now, now))
        throw std::runtime_error("a count has a row");
    return {static_cast<long>(onShift), static_cast<long>(free)};
}

long OperationRepository::reviewers() const {
    long long count = 0;
    if (!fetchRow(session_,
                  "select count(*) from identity.account a where a.disabled_at is null "
                  "and a.roles && array['reviewer', 'arbiter']",
                  std::tie(count)))
        throw std::runtime_error("a count has a row");
    return static_cast<long>(count);
}

std::vector<wire::Overview::Need> OperationRepository::needs(const std::string& facility, Timestamp now) const {
    const auto here = narrowed(facility);
    std::vector<wire::Overview::Need> all;
    wire::Overview::Need alert;
    alert.kind = "alert";
    alert.code = "alertUnacknowledged";
    forEachRow(
        session_,
        "select a.id, a.facility, a.escalates_at, a.reported_grade, a.settled_grade from qa.alert a "
        "where a.acknowledged_at is null and (:facility::text is null or a.facility = :facility2) "
        "order by a.escalates_at, a.id limit 50",
        std::tie(alert.id, alert.facility, alert.dueAt, alert.reportedGrade, alert.settledGrade),
        [&] { all.push_back(alert); }, here, here);

    wire::Overview::Need need;
    long long count = 0;
    const auto add = [&](const char* kind) {
        need.kind = kind;
        need.count = static_cast<long>(count);
        all.push_back(need);
    };
    forEachRow(
        session_,
        "select a.kind || 'Overdue', count(*), min(a.due_at) from qa.assignment a "
        "join qa.qa_case c on c.id = a.case_id where a.state in ('waiting', 'held', 'blindLocked') and a.due_at < :now "
        "and (:facility::text is null or c.facility = :facility2) group by a.kind order by min(a.due_at)",
        std::tie(need.code, count, need.dueAt), [&] { add("overdue"); }, now, here, here);
    need.dueAt.reset();
    need.code = "disputesUndecided";
    forEachRow(
        session_,
        "select count(*) from qa.qa_case c where c.state in ('disputed', 'panel') "
        "and (:facility::text is null or c.facility = :facility2) having count(*) > 0",
        std::tie(count), [&] { add("dispute"); }, here, here);
    need.code = "feedbackEndsUnseen";
    forEachRow(
        session_,
        "select count(*), min(f.answer_until) from qa.feedback f join qa.qa_case c on c.id = f.case_id "
        "where f.state = 'sent' and f.answer_until >= :now and f.answer_until < :now2::timestamptz + interval '1 day' "
        "and (:facility::text is null or c.facility = :facility2) having count(*) > 0",
        std::tie(count, need.dueAt), [&] { add("feedback"); }, now, now, here, here);
    return all;
}

OperationRepository::Kept OperationRepository::inTime(Timestamp now) const {
    long long n = 0;
    long long kept = 0;
    if (!fetchRow(
            session_,
            "select count(*), count(*) filter (where a.finished_at <= a.due_at) from qa.assignment a "
            "where a.kind = 'doubleRead' and a.state = 'done' and a.finished_at > :now::timestamptz - interval '1 day' "
            "and a.finished_at <= :now2",
            std::tie(n, kept), now, now))
        throw std::runtime_error("a count has a row");
    return {static_cast<long>(n), static_cast<long>(kept)};
}

OperationRepository::Kept OperationRepository::seen(const std::string& facility, Timestamp now) const {
    const auto here = narrowed(facility);
    long long n = 0;
    long long kept = 0;
    if (!fetchRow(session_,
                  "select count(*), count(*) filter (where f.state <> 'sent') from qa.feedback f "
                  "join qa.qa_case c on c.id = f.case_id where f.answer_until <= :now "
                  "and f.answer_until > :now2::timestamptz - interval '1 day' "
                  "and (:facility::text is null or c.facility = :facility2)",
                  std::tie(n, kept), now, now, here, here))
        throw std::runtime_error("a count has a row");
    return {static_cast<long>(n), static_cast<long>(kept)};
}

std::vector<OperationRepository::MonthOfGroup> OperationRepository::significantBySite(
    const Months& months, AssignmentKind design, const std::string& facility) const {
    const auto here = narrowed(facility);
    std::vector<MonthOfGroup> all;
    MonthOfGroup row;
    std::string starts;
    forEachRow(
        session_,
        "select s.facility, s.subject, s.starts::text, sum(s.n)::float8, sum(s.significant)::float8 "
        "from qa.figure_sum s where s.level = any (case when :facility::text is null then array['facility'] "
        "else array['facility', 'scanner'] end) and s.span = 'month' and s.starts between :from::date and :to::date "
        "and s.design = :design and (:facility2::text is null or s.facility = :facility3) group by 1, 2, 3 "
        "order by 1, 2, 3",
        std::tie(row.facility, row.scanner, starts, row.n, row.events),
        [&] {
            row.month = std::chrono::year(std::stoi(starts.substr(0, 4))) /
                        std::chrono::month(static_cast<unsigned>(std::stoi(starts.substr(5, 2))));
            all.push_back(row);
        },
        here, nameOf(months.from) + "-01", nameOf(months.to) + "-01", design, here, here);
    return all;
}

}  // namespace overread
