#include "server/database/reviewer_repository.h"

#include <algorithm>
#include <cmath>

#include "server/database/columns.h"
#include "server/database/kinds_column.h"

namespace overread {

ReviewerRepository::ReviewerRepository(soci::session& session) : session_(session) {}

void ReviewerRepository::lockReviewer(const UserId& reviewer) {
    std::string nothing;
    (void)fetchRow(session_, "select pg_advisory_xact_lock(hashtextextended(:key, 1))::text", std::tie(nothing),
                   reviewer.text());
}

bool ReviewerRepository::tryLockPair(const UserId& a, const UserId& b) {
    bool locked = false;
    (void)fetchRow(session_, "select pg_try_advisory_xact_lock(hashtextextended(:key, 2))::text = 'true'",
                   std::tie(locked), std::min(a, b).text() + std::max(a, b).text());
    return locked;
}

ReviewerRepository::Standing ReviewerRepository::standingOf(const UserId& reviewer, Timestamp since,
                                                            Timestamp now) const {
    Standing standing;
    auto& presence = standing.presence;
    std::optional<std::string> names;
    double minutes = 0;
    (void)fetchRow(session_,
                   "select not exists (select from qa.shift where reviewer = :a) or exists (select from qa.shift "
                   "where reviewer = :b and :c::timestamptz >= starts_at and :d::timestamptz < ends_at), "
                   "exists (select from qa.pause where reviewer = :e), "
                   "(select min(starts_at) from qa.shift where reviewer = :f and starts_at > :g::timestamptz), "
                   "(select kinds::text from qa.qualification where reviewer = :h), "
                   "(select coalesce(sum(expected_minutes), 0) from qa.assignment where reviewer = :i "
                   "and taken_at >= :j::timestamptz and state <> 'cancelled' "
                   "and (finished_at is null or finished_at >= :k::timestamptz))",  // by the index
                   std::tie(presence.isOnShift, presence.isPaused, presence.nextShift, names, minutes), reviewer,
                   reviewer, now, now, reviewer, reviewer, now, reviewer, reviewer, since, since);
    standing.expected = std::chrono::minutes{std::lround(minutes)};
    if (names) {
        auto& kinds = standing.qualifications.emplace();
        for (const auto& name : textsFromColumn(*names)) kinds.insert(valueNamed<AssignmentKind>(name).value());
    }
    return standing;
}

void ReviewerRepository::pause(const UserId& reviewer, Timestamp now) {
    execute(session_, "insert into qa.pause (reviewer, since) values (:reviewer, :now) on conflict do nothing",
            reviewer, now);
}

void ReviewerRepository::resume(const UserId& reviewer) {
    execute(session_, "delete from qa.pause where reviewer = :reviewer", reviewer);
}

void ReviewerRepository::setQualifications(const UserId& reviewer, const std::set<AssignmentKind>& kinds,
                                           Timestamp now) {
    std::vector<std::string> names;
    for (const auto kind : kinds) names.emplace_back(nameOf(kind));
    execute(session_,
            "insert into qa.qualification (reviewer, kinds, changed_at) values (:reviewer, :kinds::text[], :now) "
            "on conflict (reviewer) do update set kinds = excluded.kinds, changed_at = excluded.changed_at",
            reviewer, arrayColumn(names), now);
}

namespace {

/// What the tasks of one or more readers about the reports of one reporter say; the condition names the readers.
std::string selectAcquaintances(std::string_view readers) {
    std::string sql =
        "select a.reviewer, max(a.taken_at), max(c.settled_at) filter (where c.outcome = 'significantDiscrepancy' "
        "and a.purpose = 'case') from qa.assignment a join qa.qa_case c on c.id = a.case_id "
        "where a.reporter = :reviewer and a.reviewer is not null and a.state <> 'cancelled' "
        "and (a.finished_at is null or a.finished_at >= :since::timestamptz) and a.reviewer ";
    return sql.append(readers).append(" group by a.reviewer");
}

}  // namespace

qa::Acquaintance ReviewerRepository::acquaintanceOf(const UserId& reviewer, const UserId& reporter,
                                                    Timestamp since) const {
    UserId reader;
    qa::Acquaintance acquaintance;
    if (!fetchRow(session_, selectAcquaintances("= :reporter"),
                  std::tie(reader, acquaintance.reporterReadReviewer, acquaintance.reporterFoundSignificant), reviewer,
                  since, reporter))
        return {};
    return acquaintance;
}

std::map<UserId, qa::Acquaintance> ReviewerRepository::acquaintancesOf(const UserId& reviewer,
                                                                       const std::set<UserId>& reporters,
                                                                       Timestamp since) const {
    std::vector<std::string> wanted;
    for (const auto& reporter : reporters) wanted.push_back(reporter.text());
    std::map<UserId, qa::Acquaintance> all;
    UserId reader;
    qa::Acquaintance each;
    forEachRow(
        session_, selectAcquaintances("= any (:reporters::uuid[])"),
        std::tie(reader, each.reporterReadReviewer, each.reporterFoundSignificant), [&] { all.emplace(reader, each); },
        reviewer, since, arrayColumn(wanted));
    return all;
}

std::vector<ReviewerRepository::AtWork> ReviewerRepository::atWork(const std::set<AssignmentKind>& kinds,
                                                                   Timestamp workedSince, Timestamp now) const {
    std::vector<AtWork> all;
    AtWork each;
    double seconds = 0;
    forEachRow(
        session_,
        "select s.reviewer, done.minutes, extract(epoch from :a::timestamptz - s.starts_at)::float8, "
        "coalesce(done.last >= :since::timestamptz, false) "
        "and not exists (select from qa.pause p where p.reviewer = s.reviewer) "
        "and not exists (select from qa.assignment h where h.reviewer = s.reviewer "
        "and h.state in ('held', 'blindLocked')) "
        "from qa.shift s cross join lateral (select coalesce(sum(a.expected_minutes), 0) as minutes, "
        "max(a.finished_at) filter (where a.kind = any (:kinds::text[])) as last from qa.assignment a "
        "where a.reviewer = s.reviewer and a.finished_at >= s.starts_at) done "
        // No shift is longer than a day: by the index on its start.
        "where s.starts_at <= :b::timestamptz and s.starts_at > :c::timestamptz - interval '24 hours' "
        "and s.ends_at > :d::timestamptz",
        std::tie(each.reviewer, each.load.minutes, seconds, each.isFree),
        [&] {
            each.load.onShift = std::chrono::seconds{std::lround(seconds)};
            all.push_back(each);
        },
        now, workedSince, kindsColumn(kinds), now, now, now);
    return all;
}

ReviewerRepository::Day ReviewerRepository::daySince(const UserId& reviewer, Timestamp from) const {
    Day day;
    (void)fetchRow(
        session_,
        "select count(*), coalesce(avg(extract(epoch from finished_at - taken_at) / 60), 0)::float8 "
        "from qa.assignment where reviewer = :reviewer and state = 'done' and finished_at >= :from::timestamptz",
        std::tie(day.reads, day.minutesPerRead), reviewer, from);
    return day;
}

std::string ReviewerRepository::settingsOf(const UserId& reviewer) const {
    std::string settings;
    (void)fetchRow(session_, "select settings from qa.reader_settings where reader = :reader", std::tie(settings),
                   reviewer);
    return settings;
}

void ReviewerRepository::saveSettings(const UserId& reviewer, const std::string& settings) {
    execute(session_,
            "insert into qa.reader_settings (reader, settings) values (:reader, :settings) "
            "on conflict (reader) do update set settings = excluded.settings, changed_at = now()",
            reviewer, settings);
}

}  // namespace overread
