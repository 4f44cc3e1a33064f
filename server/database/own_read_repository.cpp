#include "server/database/own_read_repository.h"

#include "server/database/page_cursor.h"

namespace overread {

OwnReadRepository::OwnReadRepository(soci::session& session) : session_(session) {}

wire::Page<wire::OwnReadRow> OwnReadRepository::settledReadsOf(const UserId& reviewer, const OwnReadFilter& filter,
                                                               Timestamp lockedBefore, const std::string& cursorText,
                                                               int limit) const {
    const auto cursor = cursorIn(cursorText);
    std::vector<wire::OwnReadRow> rows;
    std::vector<PageCursor> cursors;
    wire::OwnReadRow row;
    std::string id;
    forEachRow(
        session_,
        "select a.id::text, a.handle, a.label, a.kind, a.finished_at, coalesce(r.grade, h.grade), "
        "coalesce(v.score, h.score), coalesce(h.settled_grade, c.settled_grade) "
        "from qa.assignment a join qa.qa_case c on c.id = a.case_id "
        "left join qa.read r on r.assignment_id = a.id left join qa.review v on v.assignment_id = a.id "
        "left join qa.hidden_answer h on h.assignment_id = a.id "
        "where a.reviewer = :reviewer and a.state = 'done' and c.settled_grade is not null "
        "and a.finished_at < :before::timestamptz and (:kind::text is null or a.kind = :kind2) "
        "and (not :arbitrated::boolean or exists (select from qa.assignment s where s.case_id = a.case_id "
        "and s.kind = 'arbitration' and s.state = 'done')) "
        "and (:after::timestamptz is null or (a.finished_at, a.id) < (:after2::timestamptz, :id::uuid)) "
        "order by a.finished_at desc, a.id desc limit :limit",
        std::tie(id, row.handle, row.label, row.kind, row.lockedAt, row.grade, row.score, row.settledGrade),
        [&] {
            rows.push_back(row);
            cursors.push_back({row.lockedAt, id});
        },
        reviewer, lockedBefore, filter.kind, filter.kind, filter.wentToArbitration, cursor.moment, cursor.moment,
        cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::vector<wire::OwnPace::Hour> OwnReadRepository::paceOf(const UserId& reviewer, Timestamp since) const {
    std::vector<wire::OwnPace::Hour> hours;
    wire::OwnPace::Hour hour;
    forEachRow(
        session_,
        "select extract(hour from finished_at at time zone 'UTC')::int as hour, kind, count(*), "
        "percentile_cont(0.5) within group (order by extract(epoch from finished_at - taken_at) / 60)::float8 "
        "from qa.assignment where reviewer = :reviewer and state = 'done' and finished_at >= :since::timestamptz "
        "and taken_at is not null group by 1, 2 order by 1, 2",
        std::tie(hour.hour, hour.kind, hour.n, hour.medianMinutes), [&] { hours.push_back(hour); }, reviewer, since);
    return hours;
}

}  // namespace overread
