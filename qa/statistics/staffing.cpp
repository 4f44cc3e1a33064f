#include "qa/statistics/staffing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qa/plan_preview.h"
#include "qa/statistics/control_charts.h"

namespace overread::qa::statistics {
namespace {

constexpr int hoursADay = 24;
constexpr int noon = 12;

/// Share of a day's work that arrives in each hour: a cosine round noon, at night a quarter of the height of noon.
std::array<double, hoursADay> arrivals() {
    std::array<double, hoursADay> shares{};
    double sum = 0;
    for (int hour = 0; hour < hoursADay; ++hour) {
        const double swing = std::cos(2 * std::numbers::pi * (hour - noon) / hoursADay);
        sum += shares[static_cast<std::size_t>(hour)] = 0.625 + 0.375 * swing;
    }
    for (auto& share : shares) share /= sum;
    return shares;
}

/// Share of the work of the busiest hour that is done within dueHours, when `capacity` minutes of work are done in an
/// hour. Work waits in one line; the line of the day before is still there in the morning.
double inTimeAtTheBusiestHour(double minutesADay, double capacity, double dueHours) {
    if (minutesADay <= 0) return 1;
    if (capacity <= 0) return 0;
    const auto shares = arrivals();
    double waiting = 0;
    double atNoon = 0;
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < hoursADay; ++hour) {
            if (hour == noon) atNoon = waiting;
            waiting = std::max(0.0, waiting + minutesADay * shares[static_cast<std::size_t>(hour)] - capacity);
        }
    // What arrives in the hour at minute t finds the line as long as it is then, and waits until that is done.
    const double arriving = minutesADay * shares[noon];
    const double most = dueHours * capacity;
    const double growth = arriving - capacity;
    if (atNoon + std::max(0.0, growth) <= most) return 1;
    if (growth <= 0) return atNoon <= most ? 1 : 0;
    return std::clamp((most - atNoon) / growth, 0.0, 1.0);
}

void require(const StaffingInput& input) {
    for (const double share : {input.pneumoniaShare, input.randomRate, input.mixedInShare, input.hiddenShare,
                               input.discordantShare, input.rate})
        if (!(share >= 0) || share > 1) throw std::invalid_argument("shares lie in 0..1");
    if (input.mixedInShare >= 1 || input.hiddenShare >= 1)
        throw std::invalid_argument("a share of the queue is below 1: something must be read for its own sake");
    for (const double number :
         {input.studiesPerDay, input.reporters, input.floorPerReporter, input.minutesPerRead, input.minutesPerReview,
          input.minutesPerArbitration, input.readers, input.hoursPerReader, input.dueHours, input.reviewsEach})
        if (!(number >= 0) || std::isinf(number)) throw std::invalid_argument("numbers are 0 or more");
}

/// What of the plan decides how much is read.
Plan planOf(const StaffingInput& input) {
    Plan plan;
    plan.randomRate = input.randomRate;
    plan.floorPerReporterAndPeriod = static_cast<int>(std::lround(std::min(input.floorPerReporter, 1e6)));
    plan.mixedInShare = input.mixedInShare;
    plan.hiddenShare = input.hiddenShare;
    // The discordant share is of all that went to an arbiter: concordant cases that were mixed in are part of it.
    plan.concordantInArbitrationShare = 0;
    return plan;
}

/// So many days that whole reports stand for a thousandth of one a day.
constexpr double daysCounted = 1000;

Volumes volumesOf(const StaffingInput& input) {
    Volumes volumes;
    volumes.days = daysCounted;
    volumes.mandatory = std::lround(daysCounted * input.studiesPerDay * input.pneumoniaShare);
    const double others = daysCounted * input.studiesPerDay * (1 - input.pneumoniaShare);
    const auto reporters = static_cast<std::size_t>(std::clamp(std::round(input.reporters), 1.0, 1e5));
    volumes.othersPerReporter.assign(reporters, std::lround(others / static_cast<double>(reporters)));
    volumes.discordantShareOfDoubleReads = input.discordantShare;
    return volumes;
}

}  // namespace

StaffingOutcome staffingOf(const StaffingInput& input) {
    require(input);
    const auto forecast = forecastOf(planOf(input), volumesOf(input));
    // The rules count what is read for its own sake; each such task brings one that shows a settled case with this
    // chance.
    const double withHidden = 1 / (1 - input.hiddenShare);
    StaffingOutcome outcome;
    outcome.doubleReads = forecast.doubleReads * withHidden;
    outcome.peerReviews = forecast.peerReviews * withHidden;
    outcome.arbitrations = forecast.arbitrations;
    const double readMinutes = outcome.doubleReads * input.minutesPerRead;
    const double minutes =
        readMinutes + outcome.peerReviews * input.minutesPerReview + outcome.arbitrations * input.minutesPerArbitration;
    outcome.hoursADay = minutes / 60;
    outcome.readersNeeded = input.hoursPerReader > 0 ? std::ceil(outcome.hoursADay / input.hoursPerReader - 1e-9) : 0;
    // Double reads go first: what else is to be read does not delay them.
    outcome.busiestHourInTime =
        inTimeAtTheBusiestHour(readMinutes, input.readers * input.hoursPerReader * 60 / hoursADay, input.dueHours);
    outcome.significantAMonth = 30 * (forecast.doubleReads + forecast.peerReviews) * input.rate;
    outcome.smallestRateSeen = smallestShareSeen(input.rate, input.reviewsEach);
    return outcome;
}

}  // namespace overread::qa::statistics
