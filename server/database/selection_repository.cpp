#include "server/database/selection_repository.h"

#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {

namespace {

/// Counted once a month, when its first report is drawn, from what the month before had by then; it stands for the
/// whole month, so that every rate is known before its draw.
double mandatoryPerOther(soci::session& session, Timestamp signedAt) {
    long long mandatory = 0;
    long long others = 0;
    const auto kept = [&] {
        return fetchRow(session,
                        "select mandatory_before, others_before from qa.month_volume "
                        "where month = date_trunc('month', :signed::timestamptz)::date",
                        std::tie(mandatory, others), signedAt);
    };
    if (!kept()) {
        execute(session,
                "insert into qa.month_volume (month, mandatory_before, others_before) "
                "select date_trunc('month', :a::timestamptz)::date, "
                "count(*) filter (where grade <> 'CT-0' or states_pneumonia), "
                "count(*) filter (where grade = 'CT-0' and not states_pneumonia) from qa.report_version "
                "where version = 1 and signed_at < date_trunc('month', :b::timestamptz) "
                "and signed_at >= date_trunc('month', :c::timestamptz) - interval '1 month' on conflict do nothing",
                signedAt, signedAt, signedAt);
        (void)kept();
    }
    return qa::mandatoryPerOther(static_cast<long>(mandatory), static_cast<long>(others));
}

}  // namespace

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

qa::ReporterHistory SelectionRepository::historyOf(const Report& report, int newReporterReports) {
    qa::ReporterHistory history;
    history.mandatoryPerOther = mandatoryPerOther(session_, report.signedAt);
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

SelectionRepository::MeasurementDraw SelectionRepository::keepMeasurementDraw(const StudyId& study,
                                                                              const MeasurementDraw& draw) {
    execute(session_,
            "insert into qa.measurement_draw (study_id, plan_version, probability, draw, drawn) "
            "values (:study, :plan, :probability, :draw, :drawn) on conflict do nothing",
            study, draw.planVersion, draw.probability, draw.number, draw.drawn);
    return measurementDrawOf(study).value();
}

std::optional<SelectionRepository::MeasurementDraw> SelectionRepository::measurementDrawOf(const StudyId& study) const {
    MeasurementDraw draw;
    if (!fetchRow(session_,
                  "select plan_version, probability, draw, drawn from qa.measurement_draw where study_id = :study",
                  std::tie(draw.planVersion, draw.probability, draw.number, draw.drawn), study))
        return std::nullopt;
    return draw;
}

}  // namespace overread
