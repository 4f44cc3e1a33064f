#include "server/database/report_repository.h"

#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {
namespace {

constexpr auto reportColumns =
    "select r.id, v.version, r.study_instance_uid, r.accession_number, r.reporter, v.facility, v.grade, "
    "v.involvement_total, v.involvement_right, v.involvement_left, v.findings::text, v.clinical_picture::text, "
    "v.routing, v.states_pneumonia, v.clinical_question, v.text, v.signed_at "
    "from qa.report r join qa.report_version v on v.report_id = r.id ";
constexpr auto latestVersion = "and v.version = r.current_version ";

template <class... Values>
std::vector<Report> reports(soci::session& session, const std::string& condition, const Values&... values) {
    std::vector<Report> found;
    Report each;
    std::optional<double> total;
    Involvement involvement;
    std::string findings;
    std::string picture;
    forEachRow(
        session, reportColumns + condition,
        std::tie(each.id, each.version, each.studyInstanceUid, each.accessionNumber, each.reporter, each.facility,
                 each.grade, total, involvement.rightPercent, involvement.leftPercent, findings, picture, each.routing,
                 each.statesPneumonia, each.clinicalQuestion, each.text, each.signedAt),
        [&] {
            involvement.totalPercent = total.value_or(0);
            each.involvement = total ? std::optional(involvement) : std::nullopt;
            each.findings = nlohmann::json::parse(findings).get<Findings>();
            each.clinicalPicture = nlohmann::json::parse(picture).get<ClinicalPicture>();
            found.push_back(each);
        },
        values...);
    return found;
}

void countMonth(soci::session& session, const Report& report) {
    execute(session,
            "insert into qa.reporter_month as m (reporter, month, reports) "
            "values (:reporter, date_trunc('month', :signed::timestamptz at time zone 'UTC')::date, 1) "
            "on conflict (reporter, month) do update set reports = m.reports + 1",
            report.reporter, report.signedAt);
}

}  // namespace

ReportRepository::ReportRepository(soci::session& session) : session_(session) {}

std::optional<Report> ReportRepository::findForAmendment(const std::string& studyInstanceUid,
                                                         const std::string& accessionNumber, const UserId& reporter) {
    // One of the two may lack what the other names; where both name a UID, the UID decides alone.
    auto found = reports(session_,
                         std::string("where r.reporter = :reporter ") + latestVersion +
                             "and ((r.study_instance_uid <> '' and r.study_instance_uid = :uid) "
                             "or (r.accession_number <> '' and r.accession_number = :accession "
                             "and (r.study_instance_uid = '' or :uid2::text = ''))) "
                             "order by (r.study_instance_uid = :uid3) desc, r.created_at limit 1 for update of r",
                         reporter, studyInstanceUid, accessionNumber, studyInstanceUid, studyInstanceUid);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void ReportRepository::add(const Report& report, const std::optional<UserId>& submittedBy) {
    if (report.version == 1) {
        const auto added =
            execute(session_,
                    "insert into qa.report (id, study_instance_uid, accession_number, reporter, "
                    "current_version) values (:id, :uid, :accession, :reporter, 1) on conflict do nothing",
                    report.id, report.studyInstanceUid, report.accessionNumber, report.reporter);
        if (added == 0) throw StaleVersion("the reporter's report of that study was just written by another request");
        countMonth(session_, report);
    } else {
        // An amendment may bring the name of the study that the first version lacked.
        const auto raised =
            execute(session_,
                    "update qa.report set current_version = :version, "
                    "study_instance_uid = coalesce(nullif(study_instance_uid, ''), :uid), "
                    "accession_number = coalesce(nullif(accession_number, ''), :accession) "
                    "where id = :id and current_version = :before",
                    report.version, report.studyInstanceUid, report.accessionNumber, report.id, report.version - 1);
        if (raised == 0) throw StaleVersion("report " + report.id.text() + " was amended by another request");
    }
    const auto& involvement = report.involvement;
    const auto total = involvement ? std::optional(involvement->totalPercent) : std::nullopt;
    const auto right = involvement ? involvement->rightPercent : std::nullopt;
    const auto left = involvement ? involvement->leftPercent : std::nullopt;
    execute(session_,
            "insert into qa.report_version (report_id, version, facility, grade, involvement_total, involvement_right, "
            "involvement_left, findings, clinical_picture, routing, states_pneumonia, clinical_question, text, "
            "signed_at, submitted_by) values (:id, :version, :facility, :grade, :total, :right, :left, "
            ":findings::jsonb, :picture::jsonb, :routing, :pneumonia, :question, :text, :signed, :by)",
            report.id, report.version, report.facility, report.grade, total, right, left,
            nlohmann::json(report.findings).dump(), nlohmann::json(report.clinicalPicture).dump(), report.routing,
            report.statesPneumonia, report.clinicalQuestion, report.text, report.signedAt, submittedBy);
}

Report ReportRepository::require(const ReportId& id) const {
    auto found = reports(session_, std::string("where r.id = :id ") + latestVersion, id);
    if (found.empty()) throw NotFound("no report " + id.text());
    return std::move(found.front());
}

Report ReportRepository::require(const ReportId& id, int version) const {
    auto found = reports(session_, "where r.id = :id and v.version = :version", id, version);
    if (found.empty()) throw NotFound("no version " + std::to_string(version) + " of report " + id.text());
    return std::move(found.front());
}

std::vector<Report> ReportRepository::forStudy(const StudyId& study) const {
    return reports(session_, std::string("where r.study_id = :study ") + latestVersion + "order by r.created_at, r.id",
                   study);
}

std::vector<Report> ReportRepository::waitingFor(const std::string& studyInstanceUid,
                                                 const std::string& accessionNumber) const {
    return reports(session_,
                   std::string("where r.study_id is null ") + latestVersion +
                       "and ((r.study_instance_uid <> '' and r.study_instance_uid = :uid) "
                       "or (r.study_instance_uid = '' and r.accession_number <> '' "
                       "and r.accession_number = :accession)) order by r.created_at, r.id",
                   studyInstanceUid, accessionNumber);
}

void ReportRepository::linkToStudy(const ReportId& id, const StudyId& study) {
    if (execute(session_, "update qa.report set study_id = :study, matched_at = clock_timestamp() where id = :id",
                study, id) == 0)
        throw NotFound("no report " + id.text());
}

std::optional<StudyId> ReportRepository::studyOf(const ReportId& id) const {
    std::optional<StudyId> study;
    if (!fetchRow(session_, "select study_id from qa.report where id = :id", std::tie(study), id))
        throw NotFound("no report " + id.text());
    return study;
}

int ReportRepository::countInMonth(const UserId& reporter, const std::string& firstDay) const {
    int count = 0;
    if (!fetchRow(session_, "select reports from qa.reporter_month where reporter = :reporter and month = :month",
                  std::tie(count), reporter, firstDay))
        return 0;
    return count;
}

int ReportRepository::count(const UserId& reporter) const {
    int count = 0;
    session_ << "select coalesce(sum(reports), 0) from qa.reporter_month where reporter = :reporter", soci::into(count),
        soci::use(reporter);
    return count;
}

}  // namespace overread
