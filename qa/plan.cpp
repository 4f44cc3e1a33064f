#include "qa/plan.h"

#include <algorithm>
#include <stdexcept>

namespace overread::qa {
namespace {

bool isShare(double value) {
    return value >= 0 && value <= 1;
}

}  // namespace

std::optional<std::string> problemOf(const Plan& plan) {
    if (plan.version < 1) return "the version is 1 or more";
    if (std::all_of(plan.secret.begin(), plan.secret.end(), [](auto byte) { return byte == 0; }))
        return "the secret of the draws is missing";
    const auto& limits = plan.limits;
    if (!(limits.ct1End > 0 && limits.ct1End < limits.ct2End && limits.ct2End < limits.ct4Start &&
          limits.ct4Start <= 100))
        return "the limits of the grades rise from over 0 to 100 percent at most";
    if (!(plan.readersLimitPoints >= 0 && plan.readersLimitPoints <= 100))
        return "the readers' limits of agreement are 0 to 100 points";
    if (!isShare(plan.randomRate)) return "the random rate is 0 to 1";
    if (!isShare(plan.mixedInShare)) return "the mixed-in share is 0 to 1";
    if (!isShare(plan.concordantInArbitrationShare)) return "the share of concordant cases in arbitration is 0 to 1";
    if (plan.floorPerReporterAndPeriod < 0) return "the floor is 0 or more";
    if (plan.newReporterReports < 0) return "the number of first reports is 0 or more";
    for (const auto length :
         {plan.doubleReadDue, plan.arbitrationDueWhereRoutingMayChange, plan.arbitrationDue, plan.peerReviewDue,
          plan.leaseLength, plan.doubleReadMinutes, plan.peerReviewMinutes, plan.arbitrationMinutes})
        if (length <= std::chrono::minutes{0}) return "due times, the lease and reading times are over 0 minutes";
    if (plan.alertLadder[0] <= std::chrono::minutes{0} ||
        !std::is_sorted(plan.alertLadder.begin(), plan.alertLadder.end(), std::less_equal<>{}))
        return "the steps of the alert rise";
    return std::nullopt;
}

std::chrono::minutes expectedMinutes(AssignmentKind kind, const Plan& plan) {
    switch (kind) {
        case AssignmentKind::arbitration:
            return plan.arbitrationMinutes;
        case AssignmentKind::doubleRead:
            return plan.doubleReadMinutes;
        case AssignmentKind::peerReview:
            return plan.peerReviewMinutes;
    }
    throw std::logic_error("unknown kind of assignment");
}

}  // namespace overread::qa
