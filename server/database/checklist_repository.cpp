#include "server/database/checklist_repository.h"

#include "server/database/new_id.h"
#include "server/database/page_cursor.h"

namespace overread {
namespace {

template <class Then, class... Values>
void eachRow(soci::session& session, const std::string& condition, const Then& then, Timestamp now,
             const Values&... values) {
    wire::ChecklistRow row;
    long long items = 0;
    long long answered = 0;
    long long notMet = 0;
    forEachRow(
        session,
        "select l.id, l.kind, l.facility, p.display_name, l.opened_at, l.due_at, s.items, s.answered, s.not_met, "
        "l.due_at <= :now::timestamptz and s.answered < s.items from qa.checklist l "
        "join identity.person p on p.id = l.owner cross join lateral ("
        "select count(*) as items, count(a.answer) as answered, "
        "count(*) filter (where a.answer in ('notMet', 'partly')) as not_met from qa.checklist_item i "
        "left join lateral (select answer from qa.checklist_answer x where (x.checklist_id, x.position) = "
        "(i.checklist_id, i.position) order by x.answered_at desc, x.id desc limit 1) a on true "
        "where i.checklist_id = l.id) s " +
            condition,
        std::tie(row.id, row.kind, row.facility, row.ownerName, row.openedAt, row.dueAt, items, answered, notMet,
                 row.overdue),
        [&] {
            row.items = static_cast<long>(items);
            row.answered = static_cast<long>(answered);
            row.notMet = static_cast<long>(notMet);
            then(row);
        },
        now, values...);
}

}  // namespace

ChecklistRepository::ChecklistRepository(soci::session& session) : session_(session) {}

ChecklistId ChecklistRepository::add(ChecklistKind kind, const std::string& facility, const UserId& owner,
                                     Timestamp due, std::span<const std::string_view> items, const UserId& by,
                                     Timestamp now) {
    const auto id = newId<ChecklistId>();
    execute(session_,
            "insert into qa.checklist (id, kind, facility, owner, due_at, opened_at, opened_by) "
            "values (:id, :kind, :facility, :owner, :due, :now, :by)",
            id, kind, facility, owner, due, now, by);
    int position = 0;
    for (const auto item : items)
        execute(session_, "insert into qa.checklist_item (checklist_id, position, item) values (:id, :position, :item)",
                id, ++position, std::string{item});
    return id;
}

wire::Page<wire::ChecklistRow> ChecklistRepository::page(const std::string& facility, const std::string& cursorText,
                                                         int limit, Timestamp now) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::ChecklistRow> rows;
    std::vector<PageCursor> cursors;
    eachRow(
        session_,
        "where (:all = '' or l.facility = :facility) "
        "and (:before::timestamptz is null or (l.opened_at, l.id) < (:before2::timestamptz, :id::uuid)) "
        "order by l.opened_at desc, l.id desc limit :limit",
        [&](const wire::ChecklistRow& row) {
            rows.push_back(row);
            cursors.push_back({row.openedAt, row.id});
        },
        now, facility, facility, cursor.moment, cursor.moment, cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::Checklist> ChecklistRepository::find(const ChecklistId& id, const std::string& facility,
                                                         Timestamp now) const {
    std::optional<wire::Checklist> found;
    eachRow(
        session_, "where l.id = :id and (:all = '' or l.facility = :facility)",
        [&](const wire::ChecklistRow& row) { found.emplace().row = row; }, now, id, facility, facility);
    if (!found) return std::nullopt;
    wire::Checklist::Item item;
    forEachRow(
        session_, "select position, item from qa.checklist_item where checklist_id = :id order by position",
        std::tie(item.position, item.code), [&] { found->items.push_back(item); }, id);
    wire::Checklist::Answer answer;
    int position = 0;
    forEachRow(
        session_,
        "select a.position, a.answer, a.note, p.display_name, a.answered_at from qa.checklist_answer a "
        "join identity.person p on p.id = a.answered_by where a.checklist_id = :id "
        "order by a.answered_at desc, a.id desc",
        std::tie(position, answer.verdict, answer.note, answer.by, answer.at),
        [&] { found->items.at(static_cast<std::size_t>(position - 1)).answers.push_back(answer); }, id);
    found->asOf = now;
    return found;
}

bool ChecklistRepository::answer(const ChecklistId& id, int position, ChecklistVerdict verdict, const std::string& note,
                                 const UserId& by, Timestamp now) {
    return execute(session_,
                   "insert into qa.checklist_answer (id, checklist_id, position, answer, note, answered_by, "
                   "answered_at) select :id, checklist_id, position, :answer, :note, :by, :now from qa.checklist_item "
                   "where checklist_id = :checklist and position = :position",
                   newUuid(), verdict, note, by, now, id, position) > 0;
}

}  // namespace overread
