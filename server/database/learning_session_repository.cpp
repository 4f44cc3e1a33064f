#include "server/database/learning_session_repository.h"

#include "server/database/new_id.h"
#include "server/database/page_cursor.h"

namespace overread {
namespace {

constexpr std::string_view sessionRows =
    "select s.id, s.title, s.held_at, s.facility, "
    "(select count(*) from qa.learning_session_case c where c.session_id = s.id), "
    "(select count(*) from qa.learning_session_attendance a where a.session_id = s.id), "
    "(select count(*) from qa.learning_session_action x where x.session_id = s.id and x.done_at is null), "
    "exists (select from qa.learning_session_attendance a where a.session_id = s.id and a.person = :caller) "
    "from qa.learning_session s ";

auto tied(wire::LearningSessionRow& row) {
    return std::tie(row.id, row.title, row.heldAt, row.facility, row.cases, row.attended, row.actionsOpen,
                    row.attendedByMe);
}

}  // namespace

LearningSessionRepository::LearningSessionRepository(soci::session& session) : session_(session) {}

LearningSessionId LearningSessionRepository::add(const std::string& title, const std::string& facility,
                                                 Timestamp heldAt, const std::vector<CaseId>& cases, const UserId& by,
                                                 Timestamp now) {
    const auto id = newId<LearningSessionId>();
    execute(session_,
            "insert into qa.learning_session (id, title, facility, held_at, opened_at, opened_by) "
            "values (:id, :title, :facility, :held, :now, :by)",
            id, title, facility, heldAt, now, by);
    int position = 0;
    for (const auto& qaCase : cases)
        execute(session_,
                "insert into qa.learning_session_case (session_id, position, case_id) values (:id, :position, :case)",
                id, ++position, qaCase);
    return id;
}

bool LearningSessionRepository::mayAllBeShared(const std::vector<CaseId>& cases, const std::string& facility) const {
    std::vector<std::string> ids;
    for (const auto& id : cases) ids.push_back(id.text());
    long long fitting = 0;
    (void)fetchRow(session_,
                   "select count(*) from qa.qa_case where id = any (:ids::uuid[]) and outcome is not null "
                   "and state not in ('disputed', 'panel') and (:all = '' or facility = :facility)",
                   std::tie(fitting), arrayColumn(ids), facility, facility);
    return fitting == static_cast<long long>(cases.size());
}

wire::Page<wire::LearningSessionRow> LearningSessionRepository::page(const std::string& facility, const UserId& caller,
                                                                     const std::string& cursorText, int limit) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::LearningSessionRow> rows;
    std::vector<PageCursor> cursors;
    wire::LearningSessionRow row;
    forEachRow(
        session_,
        std::string(sessionRows) +
            "where (:all = '' or s.facility in ('', :facility)) "
            "and (:before::timestamptz is null or (s.held_at, s.id) < (:before2::timestamptz, :id::uuid)) "
            "order by s.held_at desc, s.id desc limit :limit",
        tied(row),
        [&] {
            rows.push_back(row);
            cursors.push_back({row.heldAt, row.id});
        },
        caller, facility, facility, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::LearningSession> LearningSessionRepository::find(const LearningSessionId& id,
                                                                     const UserId& caller) const {
    wire::LearningSession found;
    if (!fetchRow(session_, std::string(sessionRows) + "where s.id = :id", tied(found.row), caller, id))
        return std::nullopt;
    wire::LearningSession::LearningCase each;
    forEachRow(
        session_,
        "select l.position, c.id, c.reported_grade, c.settled_grade, c.outcome, coalesce(f.comment, ''), "
        "c.difference_slice, c.great_call from qa.learning_session_case l join qa.qa_case c on c.id = l.case_id "
        "left join qa.feedback f on f.case_id = c.id where l.session_id = :id order by l.position",
        std::tie(each.position, each.caseId, each.reportedGrade, each.settledGrade, each.outcome, each.comment,
                 each.slice, each.greatCall),
        [&] { found.cases.push_back(each); }, id);
    wire::LearningSession::Attendance attendance;
    forEachRow(
        session_,
        "select a.person, p.display_name, a.attended_at from qa.learning_session_attendance a "
        "join identity.person p on p.id = a.person where a.session_id = :id order by p.display_name, a.person",
        std::tie(attendance.person, attendance.name, attendance.at), [&] { found.attendance.push_back(attendance); },
        id);
    wire::LearningSession::Action action;
    forEachRow(
        session_,
        "select a.id, a.text, a.owner, p.display_name, a.due_at, a.done_at from qa.learning_session_action a "
        "join identity.person p on p.id = a.owner where a.session_id = :id order by a.due_at, a.id",
        std::tie(action.id, action.text, action.owner, action.ownerName, action.dueAt, action.doneAt),
        [&] { found.actions.push_back(action); }, id);
    return found;
}

std::optional<CaseId> LearningSessionRepository::caseAt(const LearningSessionId& id, int position,
                                                        const std::string& facility) const {
    CaseId qaCase;
    if (!fetchRow(session_,
                  "select c.id from qa.learning_session s join qa.learning_session_case l on l.session_id = s.id "
                  "join qa.qa_case c on c.id = l.case_id where s.id = :id and l.position = :position "
                  "and (:all = '' or s.facility in ('', :facility)) and c.state not in ('disputed', 'panel')",
                  std::tie(qaCase), id, position, facility, facility))
        return std::nullopt;
    return qaCase;
}

void LearningSessionRepository::attend(const LearningSessionId& id, const UserId& person, Timestamp now) {
    execute(session_,
            "insert into qa.learning_session_attendance (session_id, person, attended_at) values (:id, :person, :now) "
            "on conflict do nothing",
            id, person, now);
}

LearningActionId LearningSessionRepository::addAction(const LearningSessionId& id, const std::string& text,
                                                      const UserId& owner, Timestamp due) {
    const auto action = newId<LearningActionId>();
    execute(session_,
            "insert into qa.learning_session_action (id, session_id, text, owner, due_at) "
            "values (:action, :id, :text, :owner, :due)",
            action, id, text, owner, due);
    return action;
}

bool LearningSessionRepository::completeAction(const LearningSessionId& id, const LearningActionId& action,
                                               Timestamp now) {
    return execute(session_,
                   "update qa.learning_session_action set done_at = :now where id = :action and session_id = :id "
                   "and done_at is null",
                   now, action, id) > 0;
}

}  // namespace overread
