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

wire::RadiologistFigures::Design designOf(const std::vector<SettledGroup>& groups, AssignmentKind wanted) {
    wire::RadiologistFigures::Design design;
    std::vector<WeightedReview> weighted;
    long exact = 0;
    long significant = 0;
    long insignificant = 0;
    for (const auto& group : groups) {
        if (group.design != wanted || group.count == 0) continue;
        const bool isSignificant = group.outcome == Outcome::significantDiscrepancy;
        design.settled += group.count;
        design.confusion[static_cast<std::size_t>(group.reported)][static_cast<std::size_t>(group.settled)] +=
            group.count;
        if (group.reported == group.settled) exact += group.count;
        if (isSignificant) significant += group.count;
        if (group.outcome == Outcome::insignificantDiscrepancy) insignificant += group.count;
        weighted.insert(weighted.end(), static_cast<std::size_t>(group.count),
                        {isSignificant, group.inclusionProbability});
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
        if (kappa->interval) {
            design.kappaLow = kappa->interval->low;
            design.kappaHigh = kappa->interval->high;
        }
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
    figures.greatCalls = facts.greatCalls;
    figures.alerts = facts.alerts;
    figures.discrepanciesFlagged = facts.discrepanciesFlagged;
    figures.discrepanciesUpheld = facts.discrepanciesUpheld;
    figures.doubleReads = designOf(facts.settled, AssignmentKind::doubleRead);
    figures.peerReviews = designOf(facts.settled, AssignmentKind::peerReview);
    return figures;
}

}  // namespace overread::qa::statistics
