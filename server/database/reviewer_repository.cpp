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

ReviewerRepository::Presence ReviewerRepository::presenceOf(const UserId& reviewer, Timestamp now) const {
    Presence presence;
    (void)fetchRow(session_,
                   "select not exists (select from qa.shift where reviewer = :a) or exists (select from qa.shift "
                   "where reviewer = :b and :c::timestamptz >= starts_at and :d::timestamptz < ends_at), "
                   "exists (select from qa.pause where reviewer = :e), "
                   "(select min(starts_at) from qa.shift where reviewer = :f and starts_at > :g::timestamptz)",
                   std::tie(presence.isOnShift, presence.isPaused, presence.nextShift), reviewer, reviewer, now, now,
                   reviewer, reviewer, now);
    return presence;
}

void ReviewerRepository::pause(const UserId& reviewer, Timestamp now) {
    execute(session_, "insert into qa.pause (reviewer, since) values (:reviewer, :now) on conflict do nothing",
            reviewer, now);
}

void ReviewerRepository::resume(const UserId& reviewer) {
    execute(session_, "delete from qa.pause where reviewer = :reviewer", reviewer);
}

std::optional<std::set<AssignmentKind>> ReviewerRepository::qualificationsOf(const UserId& reviewer) const {
    std::string names;
    if (!fetchRow(session_, "select kinds::text from qa.qualification where reviewer = :reviewer", std::tie(names),
                  reviewer))
        return std::nullopt;
    std::set<AssignmentKind> kinds;
    for (const auto& name : textsFromColumn(names)) kinds.insert(valueNamed<AssignmentKind>(name).value());
    return kinds;
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

std::chrono::minutes ReviewerRepository::expectedSince(const UserId& reviewer, Timestamp from) const {
    double minutes = 0;
    (void)fetchRow(session_,
                   "select coalesce(sum(expected_minutes), 0) from qa.assignment "
                   "where reviewer = :reviewer and taken_at >= :from::timestamptz and state <> 'cancelled' "
                   "and (finished_at is null or finished_at >= :since::timestamptz)",  // by the index
                   std::tie(minutes), reviewer, from, from);
    return std::chrono::minutes{std::lround(minutes)};
}

qa::Acquaintance ReviewerRepository::acquaintanceOf(const UserId& reviewer, const UserId& reporter,
                                                    Timestamp since) const {
    qa::Acquaintance acquaintance;
    (void)fetchRow(session_,
                   "select max(a.taken_at), max(c.settled_at) filter (where c.outcome = 'significantDiscrepancy' "
                   "and a.purpose = 'case') "
                   "from qa.assignment a join qa.qa_case c on c.id = a.case_id "
                   "where a.reviewer = :reporter and c.reporter = :reviewer and a.state <> 'cancelled' "
                   "and (a.finished_at is null or a.finished_at >= :since::timestamptz)",
                   std::tie(acquaintance.reporterReadReviewer, acquaintance.reporterFoundSignificant), reporter,
                   reviewer, since);
    return acquaintance;
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
        "and not exists (select from qa.assignment h where h.reviewer = s.reviewer and h.finished_at is null "
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
