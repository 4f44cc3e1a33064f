#include "server/simulation/city/answers.h"

#include "qa/double_read.h"

namespace overread::simulation::city {

DoubleRead readOf(const Stated& seen) {
    DoubleRead read;
    read.grade = seen.grade;
    read.involvement.totalPercent = seen.percent;
    read.findings.groundGlass = seen.percent > 0;
    read.findings.consolidation = seen.percent > 50;
    read.text = seen.percent > 0 ? "Ground-glass opacities." : "No opacities.";
    return read;
}

PeerReview reviewOf(const wire::ReviewedReport& report, const Stated& seen, Dice& dice) {
    PeerReview review;
    const bool changesRouting = routingClassOf(report.grade) != routingClassOf(seen.grade);
    if (report.grade == seen.grade || (changesRouting && dice.chance(1.0 / 3))) {
        review.greatCall = report.grade == seen.grade && dice.chance(0.02);
        if (review.greatCall) review.comment = "A subtle finding, clearly described.";
        return review;
    }
    review.score = changesRouting ? RadpeerScore::shouldBeMade : RadpeerScore::notOrdinarilyMade;
    review.significance = changesRouting ? Significance::likely : Significance::unlikely;
    review.errorKind = dice.chance(0.7) ? ErrorKind::perception : ErrorKind::interpretation;
    review.comment = "I see " + std::string(nameOf(seen.grade)) + ".";
    return review;
}

wire::Settlement settlementOf(const Stated& ownBlind, double truthPercent, Dice& dice) {
    const auto right = withoutError(truthPercent);
    if (routingClassOf(ownBlind.grade) != routingClassOf(right.grade) && dice.chance(2.0 / 3))
        return {right.grade, "Seen on the second look, beside both reads."};
    return {ownBlind.grade, "As in my own blind read."};
}

std::optional<PanelVerdict> verdictOf(const wire::Settlement& settlement, const wire::ArbitrationView& view,
                                      const qa::Plan& plan) {
    if (!view.dispute) return std::nullopt;
    if (settlement.grade == view.dispute->settledGrade) return PanelVerdict::upheld;
    qa::Answer reported{view.readA.grade, std::nullopt};
    if (view.readAStatesInvolvement) reported.involvementPercent = view.readA.involvement.totalPercent;
    qa::Answer settled{settlement.grade, std::nullopt};
    if (view.own.grade == settlement.grade) settled.involvementPercent = view.own.involvement.totalPercent;
    return qa::concordanceOf(reported, settled, plan).outcome == Outcome::concordant ? PanelVerdict::overturned
                                                                                     : PanelVerdict::partly;
}

}  // namespace overread::simulation::city
