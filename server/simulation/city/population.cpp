#include "server/simulation/city/population.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace overread::simulation::city {
namespace {

enum Purpose : std::uint64_t { radiologistManner = 101, reviewerManner, absence };

constexpr std::array<double, 24> hours{0.4,  0.4,  0.4,  0.4,  0.4,  0.4,  0.4,  0.8,  1.45, 1.45, 1.45, 1.45,
                                       1.45, 1.45, 1.45, 1.45, 1.45, 1.45, 1.45, 1.45, 1.0,  1.0,  0.6,  0.6};
constexpr double shareOfPneumonia = 0.5;
constexpr double utilisation = 0.72;
constexpr double presence = 5.0 / 7 * 29 / 30;

std::string code(const char* prefix, std::size_t number) {
    char text[32];
    std::snprintf(text, sizeof text, "%s-%03zu", prefix, number + 1);
    return text;
}

/// Rates that differ from person to person, as those of real readers do: gamma with shape 2.
Manner mannerOf(double meanRate, double spreadPoints, Dice dice) {
    Manner manner;
    manner.significantRate = std::min(0.5, std::gamma_distribution<double>{2, meanRate / 2}(dice));
    manner.leniencyPoints = dice.normal(0, 1.5);
    manner.spreadPoints = spreadPoints * dice.between(0.7, 1.3);
    return manner;
}

double shareOfShift(int shift) {
    double sum = 0;
    double all = 0;
    for (int hour = 0; hour < 24; ++hour) {
        all += hours[static_cast<std::size_t>(hour)];
        if (hour / 8 == shift) sum += hours[static_cast<std::size_t>(hour)];
    }
    return sum / all;
}

/// People so that the minutes of a shift fit into it on the days when they are there.
int staffFor(double minutesADay, int shift) {
    const double minutes = minutesADay * shareOfShift(shift);
    const double perPerson = std::chrono::minutes{shiftLength}.count() * utilisation * presence;
    // Two at least: one may be ill or have reported the case.
    return std::max(3, static_cast<int>(std::ceil(minutes / perPerson)));
}

struct ExpectedWork {
    double reviewing = 0;
    double arbitrating = 0;
};

/// Minutes a day that the plan asks for, from the rates that were put in.
ExpectedWork workOf(const CitySize& size, const qa::Plan& plan) {
    const double studies = size.studiesPerDay;
    const double flagged = 0.02 * studies;
    const double random = (1 - shareOfPneumonia) * studies * plan.randomRate;
    const double doubleReads = shareOfPneumonia * studies / (1 - plan.mixedInShare) + flagged;
    const double arbitrations = doubleReads * (0.08 + plan.concordantInArbitrationShare);
    ExpectedWork work;
    work.reviewing = doubleReads * static_cast<double>(plan.doubleReadMinutes.count()) +
                     random / (1 - plan.hiddenShare) * static_cast<double>(plan.peerReviewMinutes.count());
    work.arbitrating = arbitrations * static_cast<double>(plan.arbitrationMinutes.count());
    return work;
}

void addReviewers(std::vector<Reviewer>& reviewers, int count, int shift, bool isArbiter, const CitySize& size) {
    for (int i = 0; i < count; ++i) {
        const auto index = reviewers.size();
        Dice dice(size.seed, reviewerManner, index);
        Reviewer reviewer;
        reviewer.isArbiter = isArbiter;
        reviewer.shift = shift;
        reviewer.firstDayOff = i % 7;
        reviewer.manner = mannerOf(isArbiter ? 0.005 : 0.02, isArbiter ? 1.5 : 2.5, dice);
        const bool reportsToo = !isArbiter && index % 2 == 0 && index / 2 < static_cast<std::size_t>(size.radiologists);
        reviewer.staffCode = reportsToo ? code("R", index / 2) : code(isArbiter ? "A" : "V", index);
        reviewers.push_back(reviewer);
    }
}

}  // namespace

double studiesInHour(int hour) {
    return hours.at(static_cast<std::size_t>(hour));
}

bool worksOn(const Reviewer& reviewer, std::size_t index, int day, std::uint64_t seed) {
    const int dayOfSeven = (day + reviewer.firstDayOff) % 7;
    if (dayOfSeven >= 5) return false;
    return !Dice(seed, absence, index * 1000 + static_cast<std::uint64_t>(day)).chance(1.0 / 30);
}

Population populate(const CitySize& size, const qa::Plan& plan) {
    Population population;
    for (int i = 0; i < size.radiologists; ++i) {
        const auto index = static_cast<std::size_t>(i);
        population.radiologists.push_back(
            {code("R", index), i % size.centres, mannerOf(0.04, 3, Dice(size.seed, radiologistManner, index))});
    }
    const auto work = workOf(size, plan);
    for (int shift = 0; shift < shiftsADay; ++shift) {
        const int asked = static_cast<int>(std::lround(size.reviewers * shareOfShift(shift)));
        const int count = size.reviewers > 0 ? std::max(1, asked) : staffFor(work.reviewing, shift);
        addReviewers(population.reviewers, count, shift, false, size);
    }
    for (int shift = 0; shift < shiftsADay; ++shift)
        addReviewers(population.reviewers, staffFor(work.arbitrating, shift), shift, true, size);
    return population;
}

}  // namespace overread::simulation::city
