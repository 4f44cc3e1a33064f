#include "qa/statistics/radiologist_figures.h"

#include <algorithm>

#include "qa/statistics/agreement.h"
#include "qa/statistics/rates.h"

namespace overread::qa::statistics {
namespace {

wire::Rate rateOf(long events, long n, const std::optional<Estimate>& estimate) {
    wire::Rate rate;
    rate.n = n;
    rate.events = events;
    if (!estimate) return rate;
    rate.value = estimate->value;
    if (estimate->interval) {
        rate.low = estimate->interval->low;
        rate.high = estimate->interval->high;
    }
    return rate;
}

wire::Rate rawRateOf(long events, long n) {
    return rateOf(events, n, rawRate(static_cast<double>(events), static_cast<double>(n)));
}

wire::RadiologistFigures::Design designOf(const std::vector<SettledCase>& cases, AssignmentKind firstTask) {
    wire::RadiologistFigures::Design design;
    std::vector<WeightedReview> weighted;
    long exact = 0;
    long significant = 0;
    long insignificant = 0;
    for (const auto& each : cases) {
        if (each.firstTask != firstTask || !each.designProbability) continue;
        ++design.settled;
        ++design.confusion[static_cast<std::size_t>(each.reportedGrade)][static_cast<std::size_t>(each.settledGrade)];
        exact += each.reportedGrade == each.settledGrade;
        significant += each.outcome == Outcome::significantDiscrepancy;
        insignificant += each.outcome == Outcome::insignificantDiscrepancy;
        weighted.push_back({each.outcome == Outcome::significantDiscrepancy, *each.designProbability});
    }
    design.exactAgreement = rawRateOf(exact, design.settled);
    design.significantRaw = rawRateOf(significant, design.settled);
    design.significantWeighted = rateOf(significant, design.settled, weightedRate(weighted));
    design.insignificantRaw = rawRateOf(insignificant, design.settled);
    design.reviewsStillNeeded = reviewsStillNeeded(design.settled);

    Table table;
    for (const auto& row : design.confusion) table.emplace_back(row.begin(), row.end());
    if (const auto kappa = cohenKappa(table, Weights::quadratic)) {
        design.kappa = kappa->value;
        design.kappaLow = kappa->interval->low;
        design.kappaHigh = kappa->interval->high;
    }
    return design;
}

}  // namespace

wire::RadiologistFigures figuresOf(const RadiologistFacts& facts) {
    wire::RadiologistFigures figures;
    figures.reporter = facts.reporter;
    figures.reporterName = facts.reporterName;
    figures.reports = facts.reports;
    figures.casesOpened = facts.casesOpened;
    figures.alerts = facts.alerts;
    figures.doubleReads = designOf(facts.settled, AssignmentKind::doubleRead);
    figures.peerReviews = designOf(facts.settled, AssignmentKind::peerReview);
    for (const auto& each : facts.settled) {
        figures.greatCalls += each.greatCall;
        figures.discrepanciesFlagged += each.flaggedByMeasurement;
        figures.discrepanciesUpheld += each.flaggedByMeasurement && each.outcome != Outcome::concordant;
    }
    return figures;
}

}  // namespace overread::qa::statistics
