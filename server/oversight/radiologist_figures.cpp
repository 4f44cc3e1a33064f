#include "server/oversight/radiologist_figures.h"

#include "qa/statistics/radiologist_figures.h"

namespace overread {

std::vector<wire::RadiologistFigures> radiologistFigures(soci::session& session,
                                                         const FiguresRepository::Scope& scope) {
    std::vector<wire::RadiologistFigures> all;
    for (const auto& sums : FiguresRepository{session}.radiologists(scope)) {
        qa::statistics::RadiologistFacts facts;
        facts.reporter = sums.staffCode;
        facts.reporterName = sums.name;
        facts.reports = sums.reports;
        facts.casesOpened = sums.casesOpened;
        facts.greatCalls = sums.greatCalls;
        facts.alerts = sums.alerts;
        facts.discrepanciesFlagged = sums.discrepanciesFlagged;
        facts.discrepanciesUpheld = sums.discrepanciesUpheld;
        for (const auto& group : sums.settled)
            facts.settled.push_back(
                {group.design, group.reported, group.settled, group.outcome, group.inclusionProbability, group.count});
        all.push_back(qa::statistics::figuresOf(facts));
    }
    return all;
}

}  // namespace overread
