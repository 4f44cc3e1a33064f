#include "qa/alerts.h"

#include <algorithm>

#include "core/domain/routing.h"

namespace overread::qa {

bool needsAlert(const Report& report, Grade settled) {
    const auto sentTo = report.routing ? routingClassOf(*report.routing) : routingClassOf(report.grade);
    return routingClassOf(settled) > sentTo;
}

int alertLevel(Timestamp raisedAt, Timestamp now, const Plan& plan) {
    return static_cast<int>(std::count_if(plan.alertLadder.begin(), plan.alertLadder.end(),
                                          [&](auto step) { return now >= raisedAt + step; }));
}

Timestamp nextEscalation(Timestamp raisedAt, Timestamp now, const Plan& plan) {
    for (const auto step : plan.alertLadder)
        if (raisedAt + step > now) return raisedAt + step;
    const std::chrono::microseconds length = plan.alertLadder.back();
    return raisedAt + length * ((now - raisedAt) / length + 1);
}

}  // namespace overread::qa
