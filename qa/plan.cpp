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
    if (!(plan.mixedInShare >= 0 && plan.mixedInShare < 1)) return "the mixed-in share is 0 to under 1";
    if (!isShare(plan.concordantInArbitrationShare)) return "the share of concordant cases in arbitration is 0 to 1";
    if (!isShare(plan.quantifiedShare)) return "the share of studies that are measured is 0 to 1";
    // From a half on every task would bring another one.
    if (!(plan.hiddenShare >= 0 && plan.hiddenShare < 0.5)) return "the share of hidden tasks is 0 to under 0.5";
    for (const double share : {plan.calibrationShare, plan.calibrationShareWithoutPneumonia})
        if (!isShare(share) || !isShare(plan.repeatShare) || share + plan.repeatShare > 1)
            return "the shares of settled cases that are shown again add up to 1 at most";
    if (plan.hiddenAfter < std::chrono::hours{0}) return "the time until a case is shown again is 0 or more";
    if (plan.floorPerReporterAndPeriod < 0) return "the floor is 0 or more";
    if (plan.newReporterReports < 0) return "the number of first reports is 0 or more";
    for (const auto length :
         {plan.doubleReadDue, plan.arbitrationDueWhereRoutingMayChange, plan.arbitrationDue, plan.peerReviewDue,
          plan.leaseLength, plan.doubleReadMinutes, plan.peerReviewMinutes, plan.arbitrationMinutes})
        if (length <= std::chrono::minutes{0}) return "due times, the lease and reading times are over 0 minutes";
    for (const auto length : {plan.mutualReviewPause, plan.afterSignificantPause, plan.feedbackAnswer})
        if (length < std::chrono::hours{0}) return "pauses and terms are 0 hours or more";
    if (plan.shiftLimit <= std::chrono::minutes{0}) return "the limit of a shift is over 0 minutes";
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
