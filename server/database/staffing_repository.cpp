#include "server/database/staffing_repository.h"

#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/page_cursor.h"

namespace overread {
namespace {

std::string conditionOf(OpenAssignmentFilter::State state) {
    switch (state) {
        case OpenAssignmentFilter::State::open:
            return "a.state in ('waiting', 'held', 'blindLocked') ";
        case OpenAssignmentFilter::State::waiting:
            return "a.state = 'waiting' ";
        case OpenAssignmentFilter::State::held:
            return "a.state in ('held', 'blindLocked') ";
        case OpenAssignmentFilter::State::overdue:
            return "a.state in ('waiting', 'held', 'blindLocked') and a.due_at <= :due::timestamptz ";
    }
    return "false ";
}

std::vector<Role> rolesIn(const std::string& array) {
    std::vector<Role> roles;
    for (const auto& name : textsFromColumn(array)) roles.push_back(valueNamed<Role>(name).value());
    return roles;
}

}  // namespace

StaffingRepository::StaffingRepository(soci::session& session) : session_(session) {}

wire::Page<wire::OpenAssignmentRow> StaffingRepository::openAssignments(const OpenAssignmentFilter& filter,
                                                                        const std::string& cursorText, int limit,
                                                                        Timestamp now) const {
    const auto cursor = cursorIn(cursorText);
    const auto facility = filter.facility.empty() ? std::nullopt : std::optional(filter.facility);
    std::vector<wire::OpenAssignmentRow> rows;
    std::vector<PageCursor> cursors;
    wire::OpenAssignmentRow row;
    const std::string sql =
        "select a.id, a.label, a.kind, a.state, c.facility, coalesce(a.reviewer::text, ''), "
        "coalesce(p.display_name, ''), coalesce(a.reserved_for::text, ''), coalesce(f.display_name, ''), a.taken_at, "
        "a.lease_until, a.due_at, a.due_at <= :now::timestamptz, e.escalated_at, a.expected_minutes, a.is_panel "
        "from qa.assignment a join qa.qa_case c on c.id = a.case_id "
        "left join identity.person p on p.id = a.reviewer left join identity.person f on f.id = a.reserved_for "
        "left join qa.escalation e on e.assignment_id = a.id and e.due_at = a.due_at "
        "where a.purpose = 'case' and (:facility::text is null or c.facility = :facility2) "
        "and (:kind::text is null or a.kind = :kind2) and (:reviewer::uuid is null or a.reviewer = :reviewer2) "
        "and (:after::timestamptz is null or (a.due_at, a.id) > (:after2::timestamptz, :id::uuid)) and ";
    const std::string order = "order by a.due_at, a.id limit :limit";
    const auto columns = std::tie(row.id, row.label, row.kind, row.state, row.facility, row.reviewer, row.reviewerName,
                                  row.reservedFor, row.reservedForName, row.takenAt, row.leaseUntil, row.dueAt,
                                  row.overdue, row.escalatedAt, row.expectedMinutes, row.isPanel);
    const auto keep = [&] {
        rows.push_back(row);
        cursors.push_back({row.dueAt, row.id});
    };
    if (filter.state == OpenAssignmentFilter::State::overdue)
        forEachRow(session_, sql + conditionOf(filter.state) + order, columns, keep, now, facility, facility,
                   filter.kind, filter.kind, filter.reviewer, filter.reviewer, cursor.moment, cursor.moment, cursor.id,
                   now, limit + 1);
    else
        forEachRow(session_, sql + conditionOf(filter.state) + order, columns, keep, now, facility, facility,
                   filter.kind, filter.kind, filter.reviewer, filter.reviewer, cursor.moment, cursor.moment, cursor.id,
                   limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::vector<StaffingRepository::Reader> StaffingRepository::readers() const {
    std::vector<Reader> all;
    Reader reader;
    std::string roles;
    forEachRow(
        session_,
        "select a.person_id, p.display_name, a.roles::text, "
        "(select count(*) from qa.assignment t where t.reviewer = a.person_id and t.finished_at is null "
        " and t.state in ('held', 'blindLocked')), "
        "(select count(*) from qa.assignment t where t.reserved_for = a.person_id and t.state = 'waiting' "
        " and t.purpose = 'case') "
        "from identity.account a join identity.person p on p.id = a.person_id "
        "where a.disabled_at is null and a.roles && array['reviewer', 'arbiter'] order by p.display_name, a.person_id",
        std::tie(reader.person, reader.name, roles, reader.held, reader.waitingReserved), [&] {
            reader.roles = rolesIn(roles);
            all.push_back(reader);
        });
    return all;
}

bool StaffingRepository::isReader(const UserId& person) const {
    bool found = false;
    (void)fetchRow(session_,
                   "select exists (select from identity.account where person_id = :id and disabled_at is null "
                   "and roles && array['reviewer', 'arbiter'])",
                   std::tie(found), person);
    return found;
}

std::vector<Role> StaffingRepository::rolesOf(const UserId& person) const {
    std::string roles;
    if (!fetchRow(session_, "select roles::text from identity.account where person_id = :id and disabled_at is null",
                  std::tie(roles), person))
        throw NotFound("no account of " + person.text());
    return rolesIn(roles);
}

std::vector<wire::PersonRow> StaffingRepository::people() const {
    std::vector<wire::PersonRow> all;
    wire::PersonRow row;
    forEachRow(session_,
               "select id, coalesce(staff_code, ''), display_name from identity.person order by display_name, id",
               std::tie(row.id, row.staffCode, row.name), [&] { all.push_back(row); });
    return all;
}

bool StaffingRepository::knowsPerson(const UserId& person) const {
    bool found = false;
    (void)fetchRow(session_, "select exists (select from identity.person where id = :id)", std::tie(found), person);
    return found;
}

std::optional<UserId> StaffingRepository::personWithStaffCode(const std::string& code) const {
    UserId id;
    if (!fetchRow(session_, "select id from identity.person where staff_code = :code", std::tie(id), code))
        return std::nullopt;
    return id;
}

wire::Page<wire::ShiftRow> StaffingRepository::shifts(const std::optional<UserId>& reviewer,
                                                      const std::optional<Timestamp>& from,
                                                      const std::optional<Timestamp>& to, const std::string& cursorText,
                                                      int limit) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::ShiftRow> rows;
    std::vector<PageCursor> cursors;
    wire::ShiftRow row;
    forEachRow(
        session_,
        "select s.id, s.reviewer, p.display_name, s.starts_at, s.ends_at from qa.shift s "
        "join identity.person p on p.id = s.reviewer where (:reviewer::uuid is null or s.reviewer = :reviewer2) "
        "and (:from::timestamptz is null or s.ends_at > :from2) and (:to::timestamptz is null or s.starts_at < :to2) "
        "and (:after::timestamptz is null or (s.starts_at, s.id) > (:after2::timestamptz, :id::uuid)) "
        "order by s.starts_at, s.id limit :limit",
        std::tie(row.id, row.reviewer, row.reviewerName, row.startsAt, row.endsAt),
        [&] {
            rows.push_back(row);
            cursors.push_back({row.startsAt, row.id});
        },
        reviewer, reviewer, from, from, to, to, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<ShiftId> StaffingRepository::addShift(const UserId& reviewer, Timestamp startsAt, Timestamp endsAt) {
    const auto id = newId<ShiftId>();
    // One writer a reviewer: two shifts that are added at once cannot overlap either.
    execute(session_, "select pg_advisory_xact_lock(hashtextextended(:key, 3))", reviewer.text());
    const auto added = execute(session_,
                               "insert into qa.shift (id, reviewer, starts_at, ends_at) "
                               "select :id::uuid, :reviewer::uuid, :starts::timestamptz, :ends::timestamptz "
                               "where not exists (select from qa.shift where reviewer = :again "
                               "and starts_at < :ends2::timestamptz and ends_at > :starts2::timestamptz)",
                               id, reviewer, startsAt, endsAt, reviewer, endsAt, startsAt);
    return added == 0 ? std::nullopt : std::optional{id};
}

bool StaffingRepository::removeShift(const ShiftId& id) {
    return execute(session_, "delete from qa.shift where id = :id", id) > 0;
}

wire::Today StaffingRepository::today(const std::string& facility, Timestamp now) const {
    const auto narrowed = facility.empty() ? std::nullopt : std::optional(facility);
    wire::Today today;
    today.asOf = now;
    (void)fetchRow(session_,
                   "select count(*) from qa.alert where acknowledged_at is null "
                   "and (:f::text is null or facility = :f2)",
                   std::tie(today.alerts), narrowed, narrowed);
    (void)fetchRow(session_,
                   "select count(*) filter (where a.kind = 'doubleRead'), count(*) filter (where a.kind = "
                   "'peerReview'), count(*) filter (where a.kind = 'arbitration') from qa.assignment a "
                   "join qa.qa_case c on c.id = a.case_id where a.state in ('waiting', 'held', 'blindLocked') "
                   "and a.purpose = 'case' and a.due_at <= :now::timestamptz "
                   "and (:f::text is null or c.facility = :f2)",
                   std::tie(today.overdueDoubleReads, today.overduePeerReviews, today.overdueArbitrations), now,
                   narrowed, narrowed);
    (void)fetchRow(session_,
                   "select count(*) from identity.account a where a.disabled_at is null "
                   "and a.roles && array['reviewer', 'arbiter'] "
                   "and not exists (select from qa.pause p where p.reviewer = a.person_id) "
                   "and exists (select from qa.shift s where s.reviewer = a.person_id "
                   "            and s.starts_at <= :now::timestamptz and s.ends_at > :now2::timestamptz) "
                   "and not exists (select from qa.assignment t where t.reviewer = a.person_id "
                   "                and t.finished_at is null and t.state in ('held', 'blindLocked'))",
                   std::tie(today.freeReviewers), now, now);
    (void)fetchRow(session_,
                   "select count(*) from qa.dispute d join qa.qa_case c on c.id = d.case_id "
                   "where d.decided_at is null and (:f::text is null or c.facility = :f2)",
                   std::tie(today.disputes), narrowed, narrowed);
    (void)fetchRow(session_,
                   "select count(*) filter (where due_at <= :now::timestamptz), min(due_at) from "
                   "qa.corrective_measure where closed_at is null and (:f::text is null or facility = :f2)",
                   std::tie(today.measuresDue, today.nextMeasureDue), now, narrowed, narrowed);
    (void)fetchRow(session_,
                   "select count(*) from qa.feedback f join qa.qa_case c on c.id = f.case_id "
                   "where f.state = 'sent' and (:f::text is null or c.facility = :f2)",
                   std::tie(today.feedbackUnseen), narrowed, narrowed);
    return today;
}

}  // namespace overread
