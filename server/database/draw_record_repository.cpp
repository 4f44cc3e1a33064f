#include "server/database/draw_record_repository.h"

#include "server/database/columns.h"

namespace overread {

DrawRecordRepository::DrawRecordRepository(soci::session& session) : session_(session) {}

std::vector<DrawRecordRepository::Recorded> DrawRecordRepository::page(const std::optional<ReportId>& after,
                                                                       int reports) const {
    std::vector<Recorded> all;
    Recorded r;
    Selection& s = r.draw.selection;
    std::optional<std::string> from;
    if (after) from = after->text();
    forEachRow(
        session_,
        "select s.report_id, s.reason, s.stratum, s.probability, s.plan_version, s.first_task, s.selected, "
        "s.double_read_share, s.draw, s.detail::text, s.decided_at, c.id is not null, q.report_id is not null, m.draw, "
        "m.probability, f.follow_up_share, coalesce(d.grade_before, c.settled_grade), c.first_task, "
        "c.inclusion_probability, c.design_probability from qa.selection s "
        "join (select distinct report_id from qa.selection where (:after::uuid is null or report_id > :after2::uuid) "
        "order by report_id limit :reports) p on p.report_id = s.report_id "
        "join qa.report r on r.id = s.report_id left join qa.qa_case c on c.report_id = s.report_id "
        "left join qa.dispute d on d.case_id = c.id left join qa.review_request q on q.report_id = s.report_id "
        "left join qa.measurement_draw m on m.study_id = r.study_id "
        "left join qa.corrective_measure f on s.reason = 'measureFollowUp' and 'measure=' || f.id = s.stratum "
        "order by s.report_id, s.decided_at, s.reason",
        std::tie(r.report, s.reason, s.stratum, s.probability, s.planVersion, s.firstTask, r.draw.drawn,
                 r.draw.doubleReadShare, r.draw.number, r.detailJson, r.decidedAt, r.hasCase, r.isRequestKept,
                 r.studyNumber, r.studyShare, r.followUpShare, r.settledGrade, r.caseTask, r.caseJoint, r.caseDesign),
        [&] { all.push_back(r); }, from, from, reports);
    return all;
}

std::vector<DrawRecordRepository::Mixing> DrawRecordRepository::mixingPage(const std::optional<CaseId>& after,
                                                                           int limit) const {
    std::vector<Mixing> all;
    Mixing m;
    std::optional<std::string> from;
    if (after) from = after->text();
    forEachRow(
        session_,
        "select m.case_id, c.report_id, m.plan_version, m.probability, m.draw, m.drawn, m.brought is not null "
        "from qa.mixing m join qa.qa_case c on c.id = m.case_id "
        "where (:after::uuid is null or m.case_id > :after2::uuid) order by m.case_id limit :limit",
        std::tie(m.caseId, m.report, m.draw.planVersion, m.draw.probability, m.draw.number, m.draw.drawn, m.broughtOne),
        [&] { all.push_back(m); }, from, from, limit);
    return all;
}

std::vector<ReportId> DrawRecordRepository::undrawn(int limit) const {
    std::vector<ReportId> all;
    ReportId id;
    forEachRow(
        session_,
        "select r.id from qa.report r where not exists (select from qa.selection s where s.report_id = r.id) "
        "and not exists (select from jobs.job j where j.kind = 'selectReport' and j.unique_key = r.id::text) "
        "order by r.id limit :limit",
        std::tie(id), [&] { all.push_back(id); }, limit);
    return all;
}

long DrawRecordRepository::randomDraws(const std::string& stratum, Timestamp before) const {
    long long count = 0;
    (void)fetchRow(session_,
                   "select count(*) from qa.selection where stratum = :stratum and reason = 'random' "
                   "and decided_at < :before::timestamptz",
                   std::tie(count), stratum, before);
    return static_cast<long>(count);
}

std::optional<DrawRecordRepository::MonthVolume> DrawRecordRepository::monthVolume(Timestamp month) const {
    long long mandatory = 0;
    long long others = 0;
    if (!fetchRow(session_,
                  "select mandatory_before, others_before from qa.month_volume "
                  "where month = date_trunc('month', :month::timestamptz)::date",
                  std::tie(mandatory, others), month))
        return std::nullopt;
    return MonthVolume{static_cast<long>(mandatory), static_cast<long>(others)};
}

}  // namespace overread
