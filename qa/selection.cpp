#include "qa/selection.h"

#include <algorithm>
#include <cstdio>

#include "core/domain/routing.h"
#include "qa/draw.h"

namespace overread::qa {
namespace {

Draw certain(SelectionReason reason, AssignmentKind firstTask, const Report& report, const Plan& plan) {
    Draw draw;
    draw.selection = {reason, stratumOf(report), 1.0, plan.version, firstTask};
    draw.drawn = true;
    draw.doubleReadShare = firstTask == AssignmentKind::doubleRead ? 1 : 0;
    return draw;
}

/// The measurement saw it: as probable as that the study was measured.
Draw ofMeasurement(SelectionReason reason, const Report& report, const Plan& plan, const MeasurementChance& chance) {
    auto draw = certain(reason, AssignmentKind::doubleRead, report, plan);
    draw.selection.probability = chance.probability;
    draw.number = chance.number;
    return draw;
}

/// One number and two intervals: double reads come first, peer reviews beside them.
Draw randomDraw(const Report& report, const std::string& identity, double doubleReadRate, double peerReviewRate,
                const Plan& plan) {
    const double rate = doubleReadRate + peerReviewRate;
    Draw draw;
    draw.number = drawnNumber(plan.secret, "random", identity);
    draw.selection = {SelectionReason::random, stratumOf(report), rate, plan.version,
                      *draw.number < doubleReadRate ? AssignmentKind::doubleRead : AssignmentKind::peerReview};
    draw.drawn = *draw.number < rate;
    draw.doubleReadShare = doubleReadRate / rate;
    return draw;
}

/// A clinical picture that belongs to hospital by itself: of CT-3 or CT-4.
bool belongsInHospital(const ClinicalPicture& picture) {
    return (picture.temperatureC && *picture.temperatureC > 38.5) ||
           (picture.respiratoryRatePerMin && *picture.respiratoryRatePerMin >= 30) ||
           (picture.spo2Percent && *picture.spo2Percent <= 95) ||
           (picture.pao2Fio2Mmhg && *picture.pao2Fio2Mmhg <= 300) || picture.symptoms.contains(Symptom::shock) ||
           picture.symptoms.contains(Symptom::organFailure);
}

std::chrono::year_month monthOf(const Report& report) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(report.signedAt)};
    return day.year() / day.month();
}

std::string stratumIn(std::chrono::year_month month, const Report& report) {
    char period[24];
    std::snprintf(period, sizeof period, "%04d-%02u", static_cast<int>(month.year()),
                  static_cast<unsigned>(month.month()));
    return "reporter=" + report.reporter.text() + " band=" + std::string{nameOf(report.grade)} + " period=" + period;
}

/// A draw by which the report itself could have come in: no request, and not the later draw that shows a settled case
/// once more.
bool picksReports(const Draw& draw) {
    return draw.selection.probability > 0.0 && draw.selection.reason != SelectionReason::calibration;
}

double noneOf(const std::vector<Draw>& draws, double (*probability)(const Draw&)) {
    double none = 1;
    bool isMeasurementCounted = false;
    for (const auto& draw : draws) {
        // Both reasons of the measurement hang on one draw: whether the study was measured.
        const auto reason = draw.selection.reason;
        if (reason == SelectionReason::automatedDiscrepancy || reason == SelectionReason::rapidProgression) {
            if (isMeasurementCounted) continue;
            isMeasurementCounted = true;
        }
        if (picksReports(draw)) none *= 1 - probability(draw);
    }
    return none;
}

bool isProbabilitySample(const std::vector<Draw>& draws) {
    return std::any_of(draws.begin(), draws.end(), picksReports);
}

}  // namespace

std::string identityOf(const Report& firstVersion) {
    if (!firstVersion.studyInstanceUid.empty()) return firstVersion.studyInstanceUid;
    return firstVersion.facility + '\n' + firstVersion.accessionNumber;
}

std::string stratumOf(const Report& report) {
    return stratumIn(monthOf(report), report);
}

std::string stratumBefore(const Report& report) {
    return stratumIn(monthOf(report) - std::chrono::months{1}, report);
}

double randomRateFor(const ReporterHistory& history, const Plan& plan) {
    if (history.othersInPeriodBefore <= 0) return plan.randomRate;
    const double floorRate =
        static_cast<double>(plan.floorPerReporterAndPeriod) / static_cast<double>(history.othersInPeriodBefore);
    return std::min(1.0, std::max(plan.randomRate, floorRate));
}

double mandatoryPerOther(long mandatory, long others) {
    constexpr long tooFew = 100;
    if (others < tooFew) return 1;
    return std::min(10.0, static_cast<double>(mandatory) / static_cast<double>(others));
}

double mixedInRateFor(const ReporterHistory& history, const Plan& plan) {
    const double random = std::max(0.0, plan.mixedInShare - plan.hiddenShare);
    return std::min(1.0, random / (1 - plan.mixedInShare) * history.mandatoryPerOther);
}

bool isRoutingConflict(const Report& report) {
    if (!report.routing) return false;
    const auto decided = routingClassOf(*report.routing);
    const auto required = routingClassOf(report.grade);
    if (decided == required) return false;
    if (decided < required) return true;
    if (belongsInHospital(report.clinicalPicture)) return false;
    // A confirmed case without CT signs is CT-1 by the table: home is right.
    return !(decided == RoutingClass::home && isClinicallyConfirmed(report.clinicalPicture));
}

std::vector<Draw> drawsFor(const Report& report, const std::string& identity, const ReporterHistory& history,
                           const Plan& plan) {
    std::vector<Draw> draws;
    if (isPneumonia(report))
        draws.push_back(certain(SelectionReason::mandatory, AssignmentKind::doubleRead, report, plan));
    if (isRoutingConflict(report))
        draws.push_back(certain(SelectionReason::routingConflict, AssignmentKind::peerReview, report, plan));
    if (history.reportsBefore < plan.newReporterReports)
        draws.push_back(certain(SelectionReason::newReporter, AssignmentKind::peerReview, report, plan));
    const double doubleReads = mixedInRateFor(history, plan);
    const double peerReviews = std::min(randomRateFor(history, plan), 1 - doubleReads);
    // A rate of 0 can pick nothing: no draw, since a probability is over 0.
    if (!isPneumonia(report) && doubleReads + peerReviews > 0)
        draws.push_back(randomDraw(report, identity, doubleReads, peerReviews, plan));
    return draws;
}

std::optional<Draw> drawFor(const DiscrepancyJudgement& judgement, const Report& report, const Plan& plan,
                            const MeasurementChance& chance) {
    if (!judgement.isFlagged()) return std::nullopt;
    return ofMeasurement(SelectionReason::automatedDiscrepancy, report, plan, chance);
}

Draw drawForProgression(const Report& report, const Plan& plan, const MeasurementChance& chance) {
    return ofMeasurement(SelectionReason::rapidProgression, report, plan, chance);
}

Draw drawOnRequest(const Report& report, const Plan& plan) {
    auto draw = certain(SelectionReason::request, AssignmentKind::peerReview, report, plan);
    draw.selection.probability = std::nullopt;
    return draw;
}

std::optional<double> jointProbability(const std::vector<Draw>& draws) {
    if (!isProbabilitySample(draws)) return std::nullopt;
    return 1 - noneOf(draws, [](const Draw& draw) { return *draw.selection.probability; });
}

std::optional<double> designProbability(const std::vector<Draw>& draws, AssignmentKind firstTask) {
    const auto joint = jointProbability(draws);
    if (!joint) return std::nullopt;
    const double doubleRead =
        1 - noneOf(draws, [](const Draw& draw) { return *draw.selection.probability * draw.doubleReadShare; });
    const double probability = firstTask == AssignmentKind::doubleRead ? doubleRead : *joint - doubleRead;
    // Nothing of probability 0 can be weighted: the case is there by request alone.
    return probability > 0 ? std::optional{probability} : std::nullopt;
}

std::optional<AssignmentKind> firstTaskOf(const std::vector<Draw>& draws) {
    std::optional<AssignmentKind> strictest;
    for (const auto& draw : draws)
        if (draw.drawn && (!strictest || draw.selection.firstTask < *strictest)) strictest = draw.selection.firstTask;
    return strictest;
}

Timestamp firstTaskDue(AssignmentKind firstTask, Timestamp now, const Plan& plan) {
    return now + (firstTask == AssignmentKind::doubleRead ? plan.doubleReadDue : plan.peerReviewDue);
}

}  // namespace overread::qa
