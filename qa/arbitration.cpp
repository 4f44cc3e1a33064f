#include "qa/arbitration.h"

namespace overread::qa {

std::optional<ReadProblem> problemOf(const SettlementAnswer& settlement, const DoubleRead& ownBlindRead) {
    const bool isBlank = settlement.reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (settlement.grade != ownBlindRead.grade && isBlank)
        return ReadProblem{"/reason", "a reason, since the grade is not that of your own blind read"};
    return std::nullopt;
}

Concordance settledOutcome(const Report& report, const SettlementAnswer& settlement, const DoubleRead& ownBlindRead,
                           const Plan& plan) {
    Answer settled{settlement.grade, std::nullopt};
    if (ownBlindRead.grade == settlement.grade) settled.involvementPercent = ownBlindRead.involvement.totalPercent;
    return concordanceOf(answerOf(report), settled, plan);
}

std::chrono::minutes arbitrationDue(std::optional<Grade> reported, std::optional<Grade> read, const Plan& plan) {
    // A peer review states no grade of its own: whether the routing changes is open, so the short time holds.
    if (!reported || !read || routingClassOf(*reported) != routingClassOf(*read))
        return plan.arbitrationDueWhereRoutingMayChange;
    return plan.arbitrationDue;
}

}  // namespace overread::qa
