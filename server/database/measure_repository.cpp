#include "server/database/measure_repository.h"

#include "server/database/new_id.h"
#include "server/database/page_cursor.h"

namespace overread {
namespace {

/// A follow-up in its three columns.
struct FollowUpColumns {
    std::optional<Timestamp> from;
    std::optional<Timestamp> until;
    std::optional<double> share;

    FollowUpColumns() = default;
    explicit FollowUpColumns(const std::optional<FollowUp>& value) {
        if (!value) return;
        from = value->from;
        until = value->until;
        share = value->share;
    }
    [[nodiscard]] std::optional<FollowUp> value() const {
        if (!from) return std::nullopt;
        return FollowUp{*from, until.value(), share.value()};
    }
};

std::string selectMeasures(std::string_view condition) {
    std::string sql =
        "select id, kind, reporter, facility, owner, due_at, cause, opened_at, closed_at, follow_up_from, "
        "follow_up_until, follow_up_share, etag from qa.corrective_measure ";
    return sql.append(condition);
}

auto tied(Measure& m, FollowUpColumns& f) {
    return std::tie(m.id, m.kind, m.reporter, m.facility, m.owner, m.dueAt, m.cause, m.openedAt, m.closedAt, f.from,
                    f.until, f.share, m.etag);
}

template <class Then, class... Values>
void eachRow(soci::session& session, const std::string& condition, const Then& then, const Values&... values) {
    wire::MeasureRow row;
    FollowUpColumns followUp;
    std::string cases;
    forEachRow(
        session,
        "select m.id, m.kind, coalesce(r.staff_code, ''), coalesce(r.display_name, ''), m.facility, m.owner, "
        "o.display_name, m.due_at, m.cause, m.opened_at, b.display_name, m.follow_up_from, m.follow_up_until, "
        "m.follow_up_share, coalesce((select array_agg(c.case_id order by c.case_id)::text from "
        "qa.corrective_measure_case c where c.measure_id = m.id), '{}'), m.closed_at, m.result, "
        "m.closed_at is null and m.due_at <= :now::timestamptz, m.etag from qa.corrective_measure m "
        "left join identity.person r on r.id = m.reporter join identity.person o on o.id = m.owner "
        "join identity.person b on b.id = m.opened_by " +
            condition,
        std::tie(row.id, row.kind, row.reporter, row.reporterName, row.facility, row.owner, row.ownerName, row.dueAt,
                 row.cause, row.openedAt, row.openedBy, followUp.from, followUp.until, followUp.share, cases,
                 row.closedAt, row.result, row.overdue, row.etag),
        [&] {
            row.followUp = followUp.value();
            row.cases = textsFromColumn(cases);
            then(row);
        },
        values...);
}

}  // namespace

MeasureRepository::MeasureRepository(soci::session& session) : session_(session) {}

MeasureId MeasureRepository::add(const Measure& m, const UserId& by) {
    const auto id = newId<MeasureId>();
    const FollowUpColumns followUp{m.followUp};
    execute(session_,
            "insert into qa.corrective_measure (id, kind, reporter, facility, owner, due_at, cause, opened_at, "
            "opened_by, follow_up_from, follow_up_until, follow_up_share, etag) values (:id, :kind, :reporter, "
            ":facility, :owner, :due, :cause, :opened, :by, :from, :until, :share, :etag)",
            id, m.kind, m.reporter, m.facility, m.owner, m.dueAt, m.cause, m.openedAt, by, followUp.from,
            followUp.until, followUp.share, randomText());
    for (const auto& qaCase : m.cases)
        execute(session_, "insert into qa.corrective_measure_case (measure_id, case_id) values (:id, :case)", id,
                qaCase);
    return id;
}

std::optional<Measure> MeasureRepository::findLocked(const MeasureId& id) {
    Measure measure;
    FollowUpColumns followUp;
    if (!fetchRow(session_, selectMeasures("where id = :id for update"), tied(measure, followUp), id))
        return std::nullopt;
    measure.followUp = followUp.value();
    return measure;
}

std::string MeasureRepository::change(const Measure& m) {
    const std::string etag = randomText();
    const FollowUpColumns followUp{m.followUp};
    execute(session_,
            "update qa.corrective_measure set owner = :owner, due_at = :due, follow_up_from = :from, "
            "follow_up_until = :until, follow_up_share = :share, etag = :etag where id = :id",
            m.owner, m.dueAt, followUp.from, followUp.until, followUp.share, etag, m.id);
    return etag;
}

std::string MeasureRepository::close(const MeasureId& id, const UserId& by, const std::string& result, Timestamp now) {
    const std::string etag = randomText();
    execute(session_,
            "update qa.corrective_measure set closed_at = :now, closed_by = :by, result = :result, etag = :etag "
            "where id = :id",
            now, by, result, etag, id);
    return etag;
}

std::vector<Measure> MeasureRepository::followingUp(const UserId& reporter, Timestamp signedAt) const {
    std::vector<Measure> all;
    Measure measure;
    FollowUpColumns followUp;
    forEachRow(
        session_,
        selectMeasures("where reporter = :reporter and follow_up_from <= :a::timestamptz "
                       "and follow_up_until > :b::timestamptz order by opened_at, id"),
        tied(measure, followUp),
        [&] {
            measure.followUp = followUp.value();
            all.push_back(measure);
        },
        reporter, signedAt, signedAt);
    return all;
}

wire::Page<wire::MeasureRow> MeasureRepository::page(const Filter& filter, const std::string& cursorText, int limit,
                                                     Timestamp now) const {
    const auto cursor = cursorIn(cursorText);
    const auto facility = filter.facility.empty() ? std::nullopt : std::optional(filter.facility);
    const auto reporter = filter.reporter.empty() ? std::nullopt : std::optional(filter.reporter);
    std::vector<wire::MeasureRow> rows;
    std::vector<PageCursor> cursors;
    eachRow(
        session_,
        "where (:facility::text is null or m.facility = :facility2) "
        "and (:reporter::text is null or r.staff_code = :reporter2) "
        "and (:open::boolean is null or (m.closed_at is null) = :open2::boolean) "
        "and (:before::timestamptz is null or (m.opened_at, m.id) < (:before2::timestamptz, :id::uuid)) "
        "order by m.opened_at desc, m.id desc limit :limit",
        [&](const wire::MeasureRow& row) {
            rows.push_back(row);
            cursors.push_back({row.openedAt, row.id});
        },
        now, facility, facility, reporter, reporter, filter.isOpen, filter.isOpen, cursor.moment, cursor.moment,
        cursor.id, limit + 1);
    return pageOf(session_, std::move(rows), cursors, limit);
}

std::optional<wire::MeasureRow> MeasureRepository::row(const MeasureId& id, Timestamp now) const {
    std::optional<wire::MeasureRow> found;
    eachRow(
        session_, "where m.id = :id", [&](const wire::MeasureRow& row) { found = row; }, now, id);
    return found;
}

}  // namespace overread
