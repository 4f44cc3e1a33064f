#include "server/workflow/receive_report.h"

#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/person_repository.h"
#include "server/database/report_repository.h"
#include "server/database/study_repository.h"
#include "server/jobs/job_queue.h"

namespace overread::workflow {
namespace {

Report reportFrom(const wire::ReportSubmission& submission, const UserId& reporter) {
    Report report;
    report.studyInstanceUid = submission.studyInstanceUid;
    report.accessionNumber = submission.accessionNumber;
    report.reporter = reporter;
    report.facility = submission.facility;
    report.grade = submission.grade;
    report.involvement = submission.involvement;
    report.findings = submission.findings;
    report.clinicalPicture = submission.clinicalPicture;
    report.routing = submission.routing;
    report.statesPneumonia = submission.statesPneumonia;
    report.clinicalQuestion = submission.clinicalQuestion;
    report.text = submission.text;
    report.signedAt = submission.signedAt;
    return report;
}

bool saysTheSame(const Report& a, const Report& b) {
    return a.facility == b.facility && a.grade == b.grade && a.involvement == b.involvement &&
           a.findings == b.findings && a.clinicalPicture == b.clinicalPicture && a.routing == b.routing &&
           a.statesPneumonia == b.statesPneumonia && a.clinicalQuestion == b.clinicalQuestion && a.text == b.text &&
           a.signedAt == b.signedAt;
}

/// The version that says the same, the newest first: a message that was delayed behind its amendment amends nothing.
std::optional<int> versionThatSays(const ReportRepository& reports, const Report& latest, const Report& sent) {
    if (saysTheSame(latest, sent)) return latest.version;
    for (int version = latest.version - 1; version >= 1; --version)
        if (saysTheSame(reports.require(latest.id, version), sent)) return version;
    return std::nullopt;
}

/// Images that are there already. Several studies under one accession number: the study UID has to tell.
std::optional<StudyId> matchingStudy(soci::session& session, const Report& report) {
    StudyRepository studies{session};
    if (!report.studyInstanceUid.empty()) {
        const auto found = studies.findByStudyUid(report.studyInstanceUid);
        return found ? std::optional{found->study.id} : std::nullopt;
    }
    const auto found = studies.findByAccession(report.accessionNumber);
    return found.size() == 1 ? std::optional{found.front().study.id} : std::nullopt;
}

wire::ReportReceipt receiptOf(const Report& report, bool imagesMatched) {
    wire::ReportReceipt receipt;
    receipt.reportId = report.id.text();
    receipt.version = report.version;
    receipt.imagesMatched = imagesMatched;
    receipt.amended = report.version > 1;
    return receipt;
}

}  // namespace

Received receiveReport(soci::session& session, const wire::ReportSubmission& submission, const UserId& integrator,
                       Timestamp) {
    StudyRepository{session}.lockNames({{submission.studyInstanceUid, submission.accessionNumber}});
    const auto reporter = PersonRepository{session}.enrol(submission.reporter, submission.reporterName);
    auto report = reportFrom(submission, reporter);
    ReportRepository reports{session};

    auto known = reports.findForAmendment(report.studyInstanceUid, report.accessionNumber, reporter);
    if (!known) {
        report.id = newId<ReportId>();
        try {
            reports.add(report, integrator);
        } catch (const StaleVersion&) {
            // The same report arrived on another connection a moment ago: it is there now.
            known = reports.findForAmendment(report.studyInstanceUid, report.accessionNumber, reporter);
            if (!known) throw;
        }
    }
    if (known) {
        if (const auto version = versionThatSays(reports, *known, report)) {
            report.id = known->id;
            report.version = *version;
            return {Received::What::sameAgain, receiptOf(report, reports.studyOf(report.id).has_value())};
        }
        report.id = known->id;
        report.version = known->version + 1;
        reports.add(report, integrator);
        AssignmentRepository{session}.reportAmended(report.id);
    }

    auto study = reports.studyOf(report.id);
    if (!study && (study = matchingStudy(session, report))) reports.linkToStudy(report.id, *study);
    AuditTrail{session}.append({integrator, report.version == 1 ? "report.received" : "report.amended", "report",
                                report.id.text(), R"({"version":)" + std::to_string(report.version) + "}"});
    JobQueue{session}.add("selectReport", report.id.text());
    return {report.version == 1 ? Received::What::created : Received::What::amended,
            receiptOf(report, study.has_value())};
}

}  // namespace overread::workflow
