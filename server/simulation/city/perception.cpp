#include "server/simulation/city/perception.h"

#include <algorithm>
#include <cmath>

namespace overread::simulation::city {
namespace {

struct Range {
    double from;
    double to;
};

/// Whole percents of a routing class under the default limits of the grades.
Range rangeOf(RoutingClass routing) {
    switch (routing) {
        case RoutingClass::noPneumonia:
            return {0, 0};
        case RoutingClass::home:
            return {1, 50};
        case RoutingClass::hospital:
            return {51, 100};
    }
    return {0, 100};
}

Stated statedPercent(double percent, RoutingClass routing) {
    const auto range = rangeOf(routing);
    const double whole = std::clamp(std::round(percent), range.from, range.to);
    return {whole, gradeOf(whole, GradeLimits{})};
}

RoutingClass classOf(double percent) {
    return routingClassOf(gradeOf(percent, GradeLimits{}));
}

/// Mild disease is missed, disease in the middle is put on the wrong side of the limit, severe disease is underrated.
Stated erroneous(double truthPercent, Dice& dice) {
    switch (classOf(truthPercent)) {
        case RoutingClass::noPneumonia:
            return statedPercent(dice.between(3, 20), RoutingClass::home);
        case RoutingClass::home:
            if (dice.chance(truthPercent <= 25 ? 0.9 : 0.2)) return {0, Grade::ct0};
            return statedPercent(std::max(52.0, truthPercent + dice.between(8, 20)), RoutingClass::hospital);
        case RoutingClass::hospital:
            return statedPercent(std::min(49.0, truthPercent - dice.between(8, 20)), RoutingClass::home);
    }
    return {};
}

}  // namespace

double significantErrorRate(double truthPercent, const Manner& manner) {
    return truthPercent > 0 ? manner.significantRate : manner.significantRate / 2;
}

Stated withoutError(double truthPercent) {
    return statedPercent(truthPercent, classOf(truthPercent));
}

Stated stated(double truthPercent, const Manner& manner, Dice& dice) {
    if (dice.chance(significantErrorRate(truthPercent, manner))) return erroneous(truthPercent, dice);
    const double seen = truthPercent + manner.leniencyPoints + dice.normal(0, manner.spreadPoints);
    return statedPercent(seen, classOf(truthPercent));
}

Quantification measured(double truthPercent, Dice& dice) {
    Quantification result;
    if (dice.chance(0.02)) {
        result.status = Quantification::Status::refused;
        result.reason = dice.chance(0.5) ? "too_few_slices" : "truncated_lungs";
        result.detail = "The lungs are not imaged as a whole.";
        return result;
    }
    result.status = Quantification::Status::measured;
    const bool isPoor = dice.chance(0.05);
    const double deviation = (truthPercent > 0 ? 2.0 : 0.8) * (isPoor ? 2 : 1);
    // Air is measured as a little disease now and then, never as less than none.
    result.involvement.totalPercent = std::clamp(std::abs(truthPercent + dice.normal(0, deviation)), 0.0, 100.0);
    result.grade = gradeOf(result.involvement.totalPercent, GradeLimits{});
    result.uncertaintyPercent = std::max(2.0, 1.96 * deviation);
    result.confidence = isPoor ? Quantification::Confidence::low : Quantification::Confidence::normal;
    if (isPoor) result.warnings = {"free_breathing"};
    result.lungMl = {4200, 2300, 1900};
    const double lesionMl = result.lungMl.total * result.involvement.totalPercent / 100;
    result.consolidationMl = 0.2 * lesionMl;
    result.groundGlassMl = 0.8 * lesionMl;
    result.series.slices = 1;
    result.series.rows = result.series.columns = 512;
    result.series.spacingMm = {0.7, 0.7, 1.25};
    return result;
}

}  // namespace overread::simulation::city
