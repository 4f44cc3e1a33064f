#include "qa/double_read.h"

#include <cmath>
#include <cstdlib>
#include <string>

#include "qa/draw.h"

namespace overread::qa {
namespace {

bool isPercent(double value) {
    return value >= 0 && value <= 100;
}

std::optional<double> pointsApart(const Answer& a, const Answer& b) {
    if (!a.involvementPercent || !b.involvementPercent) return std::nullopt;
    return std::abs(*a.involvementPercent - *b.involvementPercent);
}

}  // namespace

Answer answerOf(const Report& report) {
    return {report.grade, report.involvement ? std::optional{report.involvement->totalPercent} : std::nullopt};
}

Answer answerOf(const DoubleRead& read) {
    return {read.grade, read.involvement.totalPercent};
}

Concordance concordanceOf(const Answer& a, const Answer& b, const Plan& plan) {
    const auto apart = pointsApart(a, b);
    if (a.grade == b.grade) return {ConcordanceRule::sameGrade, Outcome::concordant, apart};
    if (routingClassOf(a.grade) != routingClassOf(b.grade))
        return {ConcordanceRule::otherRoutingClass, Outcome::significantDiscrepancy, apart};
    if (gradesApart(a.grade, b.grade) >= 2)
        return {ConcordanceRule::twoGradesApart, Outcome::significantDiscrepancy, apart};
    if (!apart) return {ConcordanceRule::sameClassNotComparable, Outcome::insignificantDiscrepancy, apart};
    if (*apart <= plan.readersLimitPoints) return {ConcordanceRule::sameClassWithinLimits, Outcome::concordant, apart};
    return {ConcordanceRule::sameClassBeyondLimits, Outcome::insignificantDiscrepancy, apart};
}

Grade settledWithoutArbiter(const Answer& report, const Answer& read, const Plan& plan) {
    if (report.grade == read.grade) return report.grade;
    if (report.involvementPercent && read.involvementPercent)
        return gradeOf((*report.involvementPercent + *read.involvementPercent) / 2, plan.limits);
    return report.involvementPercent ? report.grade : read.grade;
}

bool goesToArbitration(Outcome outcome, std::string_view identity, const Plan& plan) {
    if (outcome == Outcome::significantDiscrepancy) return true;
    return outcome == Outcome::concordant &&
           drawnNumber(plan.secret, "concordantInArbitration", identity) < plan.concordantInArbitrationShare;
}

std::optional<ReadProblem> problemOf(const DoubleRead& read, const Plan& plan) {
    const auto& involvement = read.involvement;
    if (!isPercent(involvement.totalPercent)) return ReadProblem{"/involvement/totalPercent", "0 to 100"};
    if (involvement.rightPercent && !isPercent(*involvement.rightPercent))
        return ReadProblem{"/involvement/rightPercent", "0 to 100"};
    if (involvement.leftPercent && !isPercent(*involvement.leftPercent))
        return ReadProblem{"/involvement/leftPercent", "0 to 100"};
    if (read.grade != gradeOf(involvement.totalPercent, plan.limits) && !read.gradeReason)
        return ReadProblem{"/gradeReason", "a reason, since the grade is not that of the percent"};
    if (read.quality != ImageQuality::diagnostic && read.qualityReasons.empty())
        return ReadProblem{"/qualityReasons", "at least one reason, since the images are not fully diagnostic"};
    if (read.confidence < 1 || read.confidence > 3) return ReadProblem{"/confidence", "1 to 3"};
    return std::nullopt;
}

}  // namespace overread::qa
