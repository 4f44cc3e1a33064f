#include "server/workflow/course.h"

#include "server/database/case_repository.h"
#include "server/database/quantification_repository.h"
#include "server/database/report_repository.h"
#include "server/database/study_repository.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// A follow-up is compared with what was seen within this time.
constexpr std::chrono::hours followUpWithin{90 * 24};

}  // namespace

std::optional<EarlierStudy> earlierStudy(soci::session& session, const StudyId& study, const Quantification& measured,
                                         std::chrono::hours within, const qa::Plan& plan) {
    StudyRepository studies{session};
    const auto earlier = studies.findEarlier(study, static_cast<int>(within.count()));
    const auto before = earlier ? QuantificationRepository{session}.find(earlier->study.id) : std::nullopt;
    if (!before || before->status != Quantification::Status::measured) return std::nullopt;
    const auto later = studies.require(study);
    EarlierStudy found{earlier->study.id,
                       {*before, measured, later.study.acquiredAt.value() - earlier->study.acquiredAt.value()},
                       gradeOf(decidingPercent(before->involvement, qa::gradeBasis(plan)), plan.limits)};
    const auto reports = ReportRepository{session}.forStudy(found.id);
    if (!reports.empty()) found.grade = reports.front().grade;
    return found;
}

std::optional<wire::CaseCourse> courseOf(soci::session& session, const CaseId& id, Timestamp now) {
    const auto record = CaseRepository{session}.require(id);
    const auto measured = record.study ? QuantificationRepository{session}.find(*record.study) : std::nullopt;
    if (!measured || measured->status != Quantification::Status::measured) return std::nullopt;
    const auto plan = planWithoutSecret(session, now);
    const auto earlier = earlierStudy(session, *record.study, *measured, followUpWithin, plan);
    if (!earlier) return std::nullopt;
    const auto report = ReportRepository{session}.require(record.qaCase.reportId, record.qaCase.reportVersion);
    const auto& course = earlier->course;
    wire::CaseCourse shown;
    shown.hours = std::chrono::duration<double, std::ratio<3600>>(course.apart).count();
    shown.earlierPercent = course.earlier.involvement.totalPercent;
    shown.laterPercent = course.later.involvement.totalPercent;
    const auto byInvolvement = gradeOf(decidingPercent(measured->involvement, qa::gradeBasis(plan)), plan.limits);
    if (const auto asked = qa::gradeAfterProgression(byInvolvement, course, report.clinicalPicture);
        asked != byInvolvement)
        shown.gradeAskedFor = asked;
    shown.recovery = nameOf(qa::recoveryOf(qa::followUpPictureOf(course, report.findings, report.clinicalPicture)));
    return shown;
}

}  // namespace overread::workflow
