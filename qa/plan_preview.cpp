#include "qa/plan_preview.h"

#include <cmath>

#include "qa/selection.h"

namespace overread::qa {
namespace {

constexpr double hoursOfAReader = 6;
constexpr double daysOfAPeriod = 30;  // the floor counts by calendar month

/// Peer reviews a day that the random draw picks, the floor of each radiologist included.
double randomPeerReviews(const Plan& plan, const Volumes& volumes) {
    double picks = 0;
    for (const long others : volumes.othersPerReporter) {
        ReporterHistory history;
        history.othersInPeriodBefore = std::lround(static_cast<double>(others) / volumes.days * daysOfAPeriod);
        picks += static_cast<double>(others) / volumes.days * randomRateFor(history, plan);
    }
    return picks;
}

}  // namespace

PlanForecast forecastOf(const Plan& plan, const Volumes& volumes) {
    PlanForecast forecast;
    if (!(volumes.days > 0)) return forecast;
    const double mandatory = static_cast<double>(volumes.mandatory) / volumes.days;
    double others = 0;
    for (const long each : volumes.othersPerReporter) others += static_cast<double>(each) / volumes.days;
    ReporterHistory history;
    if (others > 0) history.mandatoryPerOther = mandatory / others;
    const double mixedIn = others * mixedInRateFor(history, plan) + static_cast<double>(volumes.flagged) / volumes.days;
    const double bringing = plan.hiddenShare / (1 - plan.hiddenShare);
    forecast.doubleReads = mandatory + mixedIn;
    forecast.peerReviews = randomPeerReviews(plan, volumes);
    const double hiddenDoubleReads = forecast.doubleReads * bringing;
    forecast.hidden = hiddenDoubleReads + forecast.peerReviews * bringing;
    const double discordant = forecast.doubleReads * volumes.discordantShareOfDoubleReads +
                              forecast.peerReviews * volumes.discordantShareOfPeerReviews;
    forecast.arbitrations =
        discordant + (forecast.doubleReads + forecast.peerReviews - discordant) * plan.concordantInArbitrationShare;
    const auto minutes = [&plan](AssignmentKind kind) {
        return static_cast<double>(expectedMinutes(kind, plan).count());
    };
    forecast.minutes = (forecast.doubleReads + hiddenDoubleReads) * minutes(AssignmentKind::doubleRead) +
                       forecast.peerReviews * (1 + bringing) * minutes(AssignmentKind::peerReview) +
                       forecast.arbitrations * minutes(AssignmentKind::arbitration);
    forecast.readersAtSixHours = static_cast<int>(std::ceil(forecast.minutes / 60 / hoursOfAReader));
    const double queue = forecast.doubleReads + hiddenDoubleReads;
    if (queue > 0) {
        forecast.mixedInShareOfQueue = (mixedIn + hiddenDoubleReads) / queue;
        // A third of the hidden ones shows pneumonias, a third none, and a third repeats the queue as it is.
        const double third = hiddenDoubleReads / 3;
        forecast.guessRightShare = (mandatory + third) / (queue - third);
    }
    return forecast;
}

}  // namespace overread::qa
