#include "server/database/assignment_repository.h"

#include <array>

#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/kinds_column.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

std::string selectAssignments(std::string_view condition) {
    std::string sql =
        "select id, case_id, kind, state, reviewer, handle, label, etag, lease_until, due_at, taken_at, "
        "workstation, expected_minutes, is_panel, purpose = 'hidden', reserved_for from qa.assignment ";
    return sql.append(condition);
}

auto tied(AssignmentRecord& r) {
    return std::tie(r.id, r.caseId, r.kind, r.state, r.reviewer, r.handle, r.label, r.etag, r.leaseUntil, r.dueAt,
                    r.takenAt, r.workstation, r.expectedMinutes, r.isPanel, r.isHidden, r.reservedFor);
}

/// `queue`: which tasks, narrowed and cut off. It is cut off before readers are looked up: joined first, the whole
/// backlog was sorted for each task (36 ms at 5,000 waiting of 60,000 cases, now 0.2 ms). Whoever locked an answer did
/// so under a task that keeps their name.
std::string selectTasks(std::string_view queue) {
    std::string sql =
        "select a.id, a.case_id, a.kind, a.reporter, a.due_at, a.tie_break, a.reserved_for, "
        "a.purpose = 'hidden', a.purpose = 'hidden' and a.reserved_for is not null, a.expected_minutes, a.created_at, "
        "array(select reviewer from qa.assignment where case_id = a.case_id and reviewer is not null "
        "union all select r.reviewer from qa.assignment_return r join qa.assignment o on o.id = r.assignment_id "
        "where o.case_id = a.case_id and r.reason in ('known', 'notMyField'))::text from (";
    return sql.append(queue).append(") a order by a.due_at, a.tie_break, a.id");
}

/// The first waiting tasks of some kinds that are nobody's or the reviewer's, `limit` at most, in the order of the
/// queue: the first of each kind and of what is reserved, and of these the first. What waits for others is not passed.
/// `after`: a place that they come behind; its three values then follow each of the two times.
std::string firstWaiting(std::string_view columns, std::string_view after) {
    const std::string source = std::string("select ").append(columns).append(" from qa.assignment w ");
    const std::string place = std::string(after).append(" order by w.due_at, w.tie_break, w.id limit :limit");
    return "select * from (select f.* from unnest(:kinds::text[]) as wanted (kind) cross join lateral (" + source +
           "where w.kind = wanted.kind and w.state = 'waiting' and w.reserved_for is null " + place +
           ") f union all (" + source +
           "where w.kind = any (:kinds2::text[]) and w.state = 'waiting' and w.reserved_for = :reviewer " + place +
           ")) first order by due_at, tie_break, id limit :limit3";
}

struct WaitingRow {
    AssignmentRepository::Waiting waiting;
    std::string formerReaders;

    auto tied() {
        return std::tie(waiting.task.id, waiting.task.caseId, waiting.task.kind, waiting.task.reporter,
                        waiting.place.due, waiting.place.tieBreak, waiting.task.reservedFor, waiting.task.isHidden,
                        waiting.task.isRepeat, waiting.expectedMinutes, waiting.since, formerReaders);
    }
    AssignmentRepository::Waiting value() {
        waiting.place.id = waiting.task.id;
        waiting.task.formerReaders.clear();
        for (const auto& id : textsFromColumn(formerReaders)) waiting.task.formerReaders.insert(UserId::parse(id));
        return waiting;
    }
};

/// Four letters and digits that cannot be mistaken for each other when read aloud; two cases may share one.
std::string newLabel() {
    constexpr std::string_view letters = "2345679ABCDEFGHJKLMNPQRTUVWXYZ";
    std::string label;
    for (const unsigned char byte : randomText(16).substr(0, 4)) label += letters[byte % letters.size()];
    return label;
}

}  // namespace

AssignmentRepository::AssignmentRepository(soci::session& session) : session_(session) {}

namespace {

struct NewTask {
    CaseId qaCase;
    AssignmentKind kind = AssignmentKind::doubleRead;
    Timestamp due;
    std::chrono::minutes expected{};
    bool isPanel = false;
    bool isHidden = false;
    std::optional<UserId> reservedFor = std::nullopt;
};

/// None where the case has an open one of this kind.
std::optional<AssignmentId> insertTask(soci::session& session, const NewTask& task) {
    const auto id = newId<AssignmentId>();
    // The tie-break is drawn by the database: two tasks of one moment have no order that tells anything.
    const auto added = execute(
        session,
        "insert into qa.assignment (id, case_id, reporter, kind, state, handle, label, etag, due_at, tie_break, "
        "expected_minutes, is_panel, purpose, reserved_for) select :id::uuid, c.id, c.reporter, :kind, 'waiting', "
        ":handle, :label, :etag, :due::timestamptz, floor(random() * 9007199254740992)::bigint, "
        ":minutes::float8, :panel::boolean, :purpose, :for::uuid from qa.qa_case c where c.id = :case::uuid "
        "on conflict (case_id, kind, purpose) where state in ('waiting', 'held', 'blindLocked') do nothing",
        id, task.kind, randomText(18), newLabel(), randomText(), task.due, static_cast<double>(task.expected.count()),
        task.isPanel, std::string(task.isHidden ? "hidden" : "case"), task.reservedFor, task.qaCase);
    return added == 0 ? std::nullopt : std::optional{id};
}

void requireInserted(const std::optional<AssignmentId>& id, const CaseId& qaCase) {
    if (!id) throw StaleVersion("case " + qaCase.text() + " has an open task of this kind already");
}

}  // namespace

void AssignmentRepository::add(const CaseId& qaCase, AssignmentKind kind, Timestamp due,
                               std::chrono::minutes expected) {
    requireInserted(insertTask(session_, {qaCase, kind, due, expected}), qaCase);
}

void AssignmentRepository::addPanel(const CaseId& qaCase, Timestamp due, std::chrono::minutes expected) {
    requireInserted(insertTask(session_, {qaCase, AssignmentKind::arbitration, due, expected, true}), qaCase);
}

std::optional<AssignmentId> AssignmentRepository::addHidden(const CaseId& qaCase, AssignmentKind kind, Timestamp due,
                                                            std::chrono::minutes expected,
                                                            const std::optional<UserId>& reservedFor) {
    return insertTask(session_, {qaCase, kind, due, expected, false, true, reservedFor});
}

std::optional<AssignmentRepository::Waiting> AssignmentRepository::asOpenTask(const AssignmentId& id) const {
    WaitingRow row;
    if (!fetchRow(session_, selectTasks("select * from qa.assignment where id = :id"), row.tied(), id))
        return std::nullopt;
    return row.value();
}

std::vector<AssignmentRepository::Waiting> AssignmentRepository::waiting(const std::set<AssignmentKind>& kinds,
                                                                         const UserId& reviewer,
                                                                         const std::optional<QueuePlace>& after,
                                                                         int limit) const {
    std::vector<Waiting> all;
    WaitingRow row;
    const auto wanted = kindsColumn(kinds);
    const auto keep = [&] { all.push_back(row.value()); };
    if (after)
        forEachRow(session_,
                   selectTasks(firstWaiting(
                       "w.*", "and (w.due_at, w.tie_break, w.id) > (:due::timestamptz, :tie::bigint, :id::uuid)")),
                   row.tied(), keep, wanted, after->due, after->tieBreak, after->id, limit, wanted, reviewer,
                   after->due, after->tieBreak, after->id, limit, limit);
    else
        forEachRow(session_, selectTasks(firstWaiting("w.*", "")), row.tied(), keep, wanted, limit, wanted, reviewer,
                   limit, limit);
    return all;
}

qa::Waiting AssignmentRepository::waitingSince(const std::set<AssignmentKind>& kinds, const UserId& reviewer,
                                               int limit) const {
    qa::Waiting waiting;
    const auto wanted = kindsColumn(kinds);
    if (!fetchRow(session_,
                  "select count(*)::int, min(created_at), "
                  "coalesce(bool_or(reserved_for is not null and purpose = 'case'), false) from (" +
                      firstWaiting("w.created_at, w.reserved_for, w.purpose, w.due_at, w.tie_break, w.id", "") +
                      ") counted",
                  std::tie(waiting.tasks, waiting.oldestSince, waiting.isReserved), wanted, limit, wanted, reviewer,
                  limit, limit))
        return {};
    return waiting;
}

std::optional<std::string> AssignmentRepository::tryTake(const AssignmentId& id, const UserId& reviewer, Timestamp now,
                                                         Timestamp leaseUntil) {
    std::string handle = randomText(18);
    const auto taken = execute(
        session_,
        "update qa.assignment set state = 'held', reviewer = :reviewer, handle = :handle, "
        "etag = :etag, lease_token = gen_random_uuid(), lease_until = :lease, taken_at = :now, workstation = '' "
        "where id = (select id from qa.assignment where id = :id and state = 'waiting' "
        "and (reserved_for is null or reserved_for = :for) for update skip locked)",
        reviewer, handle, randomText(), leaseUntil, now, id, reviewer);
    return taken == 0 ? std::nullopt : std::optional{std::move(handle)};
}

std::optional<AssignmentRecord> AssignmentRepository::find(const std::string& handle, const UserId& reviewer) const {
    AssignmentRecord record;
    if (!fetchRow(session_, selectAssignments("where handle = :handle and reviewer = :reviewer"), tied(record), handle,
                  reviewer))
        return std::nullopt;
    return record;
}

std::optional<AssignmentRecord> AssignmentRepository::findLocked(const std::string& handle, const UserId& reviewer) {
    AssignmentRecord record;
    if (!fetchRow(session_, selectAssignments("where handle = :handle and reviewer = :reviewer for update"),
                  tied(record), handle, reviewer))
        return std::nullopt;
    return record;
}

std::optional<AssignmentRecord> AssignmentRepository::findLocked(const AssignmentId& id) {
    AssignmentRecord record;
    if (!fetchRow(session_, selectAssignments("where id = :id for update"), tied(record), id)) return std::nullopt;
    return record;
}

std::vector<AssignmentRecord> AssignmentRepository::heldBy(const UserId& reviewer, Timestamp now) const {
    std::vector<AssignmentRecord> all;
    AssignmentRecord record;
    forEachRow(
        session_,
        selectAssignments("where reviewer = :reviewer and state in ('held', 'blindLocked') and "
                          "lease_until > :now::timestamptz order by due_at, tie_break"),
        tied(record), [&] { all.push_back(record); }, reviewer, now);
    return all;
}

void AssignmentRepository::open(const AssignmentId& id, Timestamp now, Timestamp leaseUntil) {
    execute(session_, "update qa.assignment set taken_at = :now, lease_until = :lease where id = :id", now, leaseUntil,
            id);
}

std::vector<AssignmentRepository::PutAside> AssignmentRepository::putAsideBy(const UserId& reviewer,
                                                                             Timestamp since) const {
    std::vector<PutAside> all;
    PutAside aside;
    forEachRow(
        session_,
        "select a.label, a.kind, r.reason from qa.assignment_return r join qa.assignment a on a.id = r.assignment_id "
        "where r.reviewer = :reviewer and r.returned_at >= :since::timestamptz and r.reason <> 'leaseExpired' "
        "order by r.returned_at desc limit 50",
        std::tie(aside.label, aside.kind, aside.reason), [&] { all.push_back(aside); }, reviewer, since);
    return all;
}

std::optional<Timestamp> AssignmentRepository::usualArrival(const std::set<AssignmentKind>& kinds,
                                                            Timestamp now) const {
    std::optional<Timestamp> arrival;
    (void)fetchRow(session_,
                   // How many hours from this one on the habit is, 0 to 23.
                   "select date_trunc('hour', :now::timestamptz) + interval '1 hour' * min(mod(24 + came.hour - "
                   "extract(hour from :then::timestamptz), 24)) from (select extract(hour from created_at) as hour "
                   "from qa.assignment where kind = any (:kinds::text[]) "
                   "and created_at > :week::timestamptz - interval '7 days' "
                   "group by 1 having count(distinct created_at::date) >= 4) came",
                   std::tie(arrival), now, now, kindsColumn(kinds), now);
    return arrival;
}

std::string AssignmentRepository::moveTo(const AssignmentId& id, const std::string& workstation) {
    const std::string etag = randomText();
    execute(session_, "update qa.assignment set workstation = :workstation, etag = :etag where id = :id", workstation,
            etag, id);
    return etag;
}

void AssignmentRepository::reportAmended(const ReportId& report) {
    execute(session_,
            "update qa.assignment set etag = :etag where kind = 'peerReview' and state = 'held' "
            "and case_id in (select id from qa.qa_case where report_id = :report)",
            randomText(), report);
}

void AssignmentRepository::extendLease(const AssignmentId& id, Timestamp leaseUntil) {
    execute(session_, "update qa.assignment set lease_until = :lease where id = :id", leaseUntil, id);
}

void AssignmentRepository::returnToPool(const AssignmentRecord& record, std::string_view reason, Timestamp now) {
    execute(session_,
            "insert into qa.assignment_return (assignment_id, reviewer, reason, returned_at) "
            "values (:id, :reviewer, :reason, :now)",
            record.id, record.reviewer, std::string{reason}, now);
    execute(session_,
            "update qa.assignment set state = 'waiting', reviewer = null, lease_token = null, lease_until = null, "
            "taken_at = null, handle = :handle, etag = :etag, "
            // Whoever was chosen by hand had their chance; a repeat is nobody else's.
            "reserved_for = case when purpose = 'hidden' then reserved_for end where id = :id",
            randomText(18), randomText(), record.id);
}

std::string AssignmentRepository::lockBlind(const AssignmentId& id) {
    const std::string etag = randomText();
    execute(session_, "update qa.assignment set state = 'blindLocked', etag = :etag where id = :id", etag, id);
    return etag;
}

std::string AssignmentRepository::finish(const AssignmentId& id, Timestamp now) {
    const std::string etag = randomText();
    execute(session_,
            "update qa.assignment set state = 'done', etag = :etag, finished_at = :now, lease_token = null, "
            "lease_until = null where id = :id",
            etag, now, id);
    return etag;
}

void AssignmentRepository::cancel(const AssignmentId& id) {
    execute(session_,
            "update qa.assignment set state = 'cancelled', etag = :etag, lease_token = null, lease_until = null "
            "where id = :id",
            randomText(), id);
}

void AssignmentRepository::reserve(const AssignmentId& id, const std::optional<UserId>& reviewer) {
    execute(session_, "update qa.assignment set reserved_for = :reviewer where id = :id and state = 'waiting'",
            reviewer, id);
}

std::vector<AssignmentRecord> AssignmentRepository::lockOpenOf(const CaseId& qaCase) {
    std::vector<AssignmentRecord> all;
    AssignmentRecord record;
    forEachRow(
        session_, selectAssignments("where case_id = :case and state in ('waiting', 'held', 'blindLocked') for update"),
        tied(record), [&] { all.push_back(record); }, qaCase);
    return all;
}

std::optional<AssignmentId> AssignmentRepository::lockWaitingOf(const CaseId& qaCase, AssignmentKind kind) {
    AssignmentId id;
    if (!fetchRow(session_,
                  "select id from qa.assignment where case_id = :case and kind = :kind and state = 'waiting' "
                  "for update",
                  std::tie(id), qaCase, kind))
        return std::nullopt;
    return id;
}

std::vector<AssignmentRecord> AssignmentRepository::lockExpired(Timestamp now, int limit) {
    std::vector<AssignmentRecord> all;
    AssignmentRecord record;
    forEachRow(
        session_,
        selectAssignments("where state in ('held', 'blindLocked') and lease_until <= :now::timestamptz "
                          "order by lease_until limit :limit for update skip locked"),
        tied(record), [&] { all.push_back(record); }, now, limit);
    return all;
}

std::vector<CaseId> AssignmentRepository::withdrawHidden(Timestamp now) {
    std::vector<CaseId> cases;
    CaseId qaCase;
    forEachRow(
        session_,
        "update qa.assignment set state = 'cancelled' where id in (select id from qa.assignment "
        "where state = 'waiting' and purpose = 'hidden' and due_at <= :now::timestamptz for update skip locked) "
        "returning case_id",
        std::tie(qaCase), [&] { cases.push_back(qaCase); }, now);
    return cases;
}

std::vector<AssignmentId> AssignmentRepository::markOverdue(Timestamp now, int limit) {
    std::vector<AssignmentId> all;
    AssignmentId id;
    forEachRow(
        session_,
        "insert into qa.escalation (assignment_id, due_at, escalated_at) "
        "select a.id, a.due_at, :now::timestamptz from qa.assignment a "
        "where a.state in ('waiting', 'held', 'blindLocked') and a.due_at <= :due::timestamptz "
        "and a.purpose = 'case' "
        "and not exists (select from qa.escalation e where e.assignment_id = a.id and e.due_at = a.due_at) "
        "order by a.due_at limit :limit on conflict do nothing returning assignment_id",
        std::tie(id), [&] { all.push_back(id); }, now, now, limit);
    return all;
}

void AssignmentRepository::saveDraft(const AssignmentId& id, const UserId& reviewer, const std::string& draft,
                                     Timestamp now) {
    execute(session_,
            "insert into qa.draft (assignment_id, reviewer, draft, saved_at) values (:id, :reviewer, :draft, :now) "
            "on conflict (assignment_id, reviewer) do update set draft = excluded.draft, saved_at = excluded.saved_at",
            id, reviewer, draft, now);
}

std::string AssignmentRepository::draftOf(const AssignmentId& id, const UserId& reviewer) const {
    std::string draft;
    if (!fetchRow(session_, "select draft from qa.draft where assignment_id = :id and reviewer = :reviewer",
                  std::tie(draft), id, reviewer))
        return {};
    return draft;
}

}  // namespace overread
