#include "qa/discrepancy.h"

#include <algorithm>
#include <cmath>

namespace overread::qa {
namespace {

/// Points between two intervals; 0 where they meet.
double gapBetween(InvolvementInterval a, InvolvementInterval b) {
    return std::max({0.0, a.fromPercent - b.toPercent, b.fromPercent - a.toPercent});
}

bool isHospital(Grade grade) {
    return routingClassOf(grade) == RoutingClass::hospital;
}

}  // namespace

DiscrepancyJudgement judge(const Report& report, const Quantification& measured, const Plan& plan,
                           const std::optional<Course>& course) {
    DiscrepancyJudgement judgement;
    if (measured.status != Quantification::Status::measured) return judgement;

    const double involvement = decidingPercent(measured.involvement, gradeBasis(plan));
    const InvolvementInterval possible{std::max(0.0, involvement - measured.uncertaintyPercent),
                                       std::min(100.0, involvement + measured.uncertaintyPercent)};
    judgement.pointsOutside = gapBetween(possible, involvementOf(report.grade, plan.limits));
    if (!(judgement.pointsOutside > 0)) {
        judgement.finding = DiscrepancyFinding::within;
        return judgement;
    }
    const bool lower = possible.toPercent < involvementOf(report.grade, plan.limits).fromPercent;
    const Grade nearest = gradeOf(lower ? possible.toPercent : possible.fromPercent, plan.limits);
    judgement.crossesHospital = isHospital(gradeOf(involvement, plan.limits)) != isHospital(report.grade);
    judgement.rank = judgement.pointsOutside + (judgement.crossesHospital ? 100 : 0);
    const bool sameRouting = routingClassOf(nearest) == routingClassOf(report.grade);
    // Within the same grade there is nothing to explain: it would lie inside the interval.
    const bool isAskedFor = course && gradeAfterProgression(gradeOf(involvement, plan.limits), *course,
                                                            report.clinicalPicture) == report.grade;
    if (isAskedFor)
        judgement.finding = DiscrepancyFinding::explainedByProgression;
    else if (measured.confidence == Quantification::Confidence::low && sameRouting)
        judgement.finding = DiscrepancyFinding::lowConfidenceKept;
    else
        judgement.finding = DiscrepancyFinding::outside;
    return judgement;
}

}  // namespace overread::qa
