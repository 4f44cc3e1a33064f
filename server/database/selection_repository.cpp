#include "server/database/selection_repository.h"

#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {

SelectionRepository::SelectionRepository(soci::session& session) : session_(session) {}

void SelectionRepository::lockReport(const ReportId& report) {
    ReportId found;
    if (!fetchRow(session_, "select id from qa.report where id = :id for update", std::tie(found), report))
        throw NotFound("no report " + report.text());
}

std::vector<qa::Draw> SelectionRepository::drawsOf(const ReportId& report) const {
    std::vector<qa::Draw> draws;
    qa::Draw draw;
    Selection& s = draw.selection;
    forEachRow(
        session_,
        "select reason, stratum, probability, plan_version, first_task, selected, double_read_share, draw "
        "from qa.selection where report_id = :report order by decided_at, reason",
        std::tie(s.reason, s.stratum, s.probability, s.planVersion, s.firstTask, draw.drawn, draw.doubleReadShare,
                 draw.number),
        [&] { draws.push_back(draw); }, report);
    return draws;
}

bool SelectionRepository::add(const ReportId& report, const qa::Draw& draw, const std::string& detailJson) {
    const Selection& s = draw.selection;
    return execute(session_,
                   "insert into qa.selection (report_id, reason, plan_version, stratum, probability, draw, selected, "
                   "first_task, double_read_share, detail) values (:report, :reason, :plan, :stratum, :probability, "
                   ":number, :selected, :task, :share, :detail::jsonb) on conflict (report_id, reason) do nothing",
                   report, s.reason, s.planVersion, s.stratum, s.probability, draw.number, draw.drawn, s.firstTask,
                   draw.doubleReadShare, detailJson) > 0;
}

void SelectionRepository::joinCase(const ReportId& report, const CaseId& qaCase) {
    execute(session_, "update qa.selection set case_id = :case where report_id = :report and selected", qaCase, report);
}

qa::ReporterHistory SelectionRepository::historyOf(const Report& report, int newReporterReports) const {
    qa::ReporterHistory history;
    // The floor's volume is that of the random stratum: reports that had a random draw, picked or not.
    long long volume = 0;
    (void)fetchRow(session_, "select count(*) from qa.selection where stratum = :stratum and reason = 'random'",
                   std::tie(volume), qa::stratumBefore(report));
    history.othersInPeriodBefore = static_cast<long>(volume);
    long long before = 0;
    if (newReporterReports > 0)
        (void)fetchRow(session_,
                       "select count(*) from (select 1 from qa.report r join qa.report_version v "
                       "on v.report_id = r.id and v.version = 1 where r.reporter = :reporter and r.id <> :id "
                       "and v.signed_at < :signed::timestamptz limit :most) earlier",
                       std::tie(before), report.reporter, report.id, report.signedAt, newReporterReports);
    history.reportsBefore = static_cast<long>(before);
    return history;
}

}  // namespace overread
