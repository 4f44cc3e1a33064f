#include "server/simulation/city/comparison.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "qa/statistics/rates.h"
#include "server/database/figures_repository.h"
#include "server/oversight/radiologist_figures.h"

namespace overread::simulation::city {
namespace {

/// Of all radiologists together, by the same estimator as the figure of one.
std::vector<qa::statistics::WeightedReview> doubleReadsOf(const std::vector<RadiologistSums>& all) {
    std::vector<qa::statistics::WeightedReview> reviews;
    for (const auto& radiologist : all)
        for (const auto& group : radiologist.settled)
            if (group.design == AssignmentKind::doubleRead)
                reviews.insert(reviews.end(), static_cast<std::size_t>(group.count),
                               {group.outcome == Outcome::significantDiscrepancy, group.inclusionProbability});
    return reviews;
}

}  // namespace

double loadSpreadOf(const std::map<UserId, double>& minutesDone, const std::vector<ReadingRoom::Desk>& desks) {
    constexpr int daysToCompare = 10;
    const bool hasLongOnes =
        std::any_of(desks.begin(), desks.end(), [](const auto& desk) { return desk.daysPresent >= daysToCompare; });
    std::map<int, std::vector<double>> perDay;
    for (const auto& desk : desks) {
        if (desk.isArbiter || desk.daysPresent < (hasLongOnes ? daysToCompare : 1)) continue;
        const auto found = minutesDone.find(desk.id);
        perDay[desk.shift].push_back((found == minutesDone.end() ? 0 : found->second) / desk.daysPresent);
    }
    double spread = 0;
    for (const auto& [shift, loads] : perDay) {
        double mean = 0;
        for (const double load : loads) mean += load / static_cast<double>(loads.size());
        if (mean <= 0) continue;
        for (const double load : loads) spread = std::max(spread, std::abs(load / mean - 1));
    }
    return spread;
}

void compareRates(soci::session& session, const Population& population, const Patients& patients, Timestamp from,
                  Timestamp to, Result& result) {
    const FiguresRepository::Scope scope{from, to, "", std::nullopt};
    std::unordered_map<std::string, double> truths;
    double expectedErrors = 0;
    for (std::size_t i = 0; i < population.radiologists.size(); ++i) {
        const auto& truth = patients.truths()[i];
        if (truth.reports == 0) continue;
        truths[population.radiologists[i].staffCode] = truth.expectedErrors / static_cast<double>(truth.reports);
        expectedErrors += truth.expectedErrors;
    }
    result.trueRate = expectedErrors / static_cast<double>(std::max<std::size_t>(1, patients.count()));

    long covered = 0;
    for (const auto& figures : radiologistFigures(session, scope)) {
        const auto& rate = figures.doubleReads.significantWeighted;
        const auto truth = truths.find(figures.reporter);
        if (truth == truths.end() || !rate.low || !rate.high) continue;
        ++result.radiologistsJudged;
        if (*rate.low <= truth->second && truth->second <= *rate.high) ++covered;
    }
    if (result.radiologistsJudged > 0)
        result.coverage95 = static_cast<double>(covered) / static_cast<double>(result.radiologistsJudged);

    const auto reviews = doubleReadsOf(FiguresRepository{session}.radiologists(scope));
    const auto events = std::count_if(reviews.begin(), reviews.end(), [](const auto& review) { return review.event; });
    if (const auto raw = qa::statistics::rawRate(static_cast<double>(events), static_cast<double>(reviews.size())))
        result.rawRate = raw->value;
    if (const auto weighted = qa::statistics::weightedRate(reviews)) result.estimatedRate = weighted->value;
}

}  // namespace overread::simulation::city
