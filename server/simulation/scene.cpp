#include "server/simulation/scene.h"

#include <algorithm>

namespace overread::simulation {
namespace {

using Status = Quantification::Status;
using enum Grade;

Scene correct(const std::string& name, double percent, Grade grade) {
    Scene scene;
    scene.name = name;
    scene.truthPercent = percent;
    scene.reportedGrade = grade;
    scene.statedPercent = percent;
    scene.expected.measured = Status::measured;
    scene.expected.reason = SelectionReason::mandatory;
    scene.expected.outcome = Outcome::concordant;
    scene.expected.settledGrade = grade;
    scene.expected.isRead = true;
    return scene;
}

/// Healthy lungs, rightly reported: whether the draw picks it is chance, but nothing may be wrong with it.
Scene healthy(const std::string& name) {
    Scene scene;
    scene.name = name;
    scene.expected.measured = Status::measured;
    return scene;
}

Scene concordantDoubleRead() {
    return correct("concordant double read", 35, ct2);
}

Scene sentHomeInsteadOfHospital() {
    auto scene = correct("significant discordance, alert, amended report", 62, ct2);
    scene.statedPercent = 45;
    scene.expected.outcome = Outcome::significantDiscrepancy;
    scene.expected.settledGrade = ct3;
    scene.expected.alert = true;
    scene.isAmended = true;
    return scene;
}

Scene missedPneumonia() {
    auto scene = correct("pneumonia in a CT-0 report, found by the measurement alone", 38, ct0);
    scene.statedPercent = 0;
    scene.expected.reason = SelectionReason::automatedDiscrepancy;
    scene.expected.outcome = Outcome::significantDiscrepancy;
    scene.expected.settledGrade = ct2;
    return scene;
}

Scene greatCall() {
    auto scene = healthy("peer review with a great call");
    // A decision that the grade does not explain sends the report to a peer review with certainty.
    scene.routing = RoutingDecision::admission;
    scene.deservesPraise = true;
    scene.expected.reason = SelectionReason::routingConflict;
    scene.expected.outcome = Outcome::concordant;
    scene.expected.settledGrade = ct0;
    scene.expected.greatCall = true;
    scene.expected.isRead = true;
    return scene;
}

Scene refusedButRead() {
    auto scene = correct("too few slices to measure, read all the same", 15, ct1);
    scene.hasTooFewSlices = true;
    scene.expected.measured = Status::refused;
    return scene;
}

Scene overCall() {
    auto scene = correct("insignificant discrepancy", 15, ct2);
    scene.statedPercent = 42;
    scene.expected.outcome = Outcome::insignificantDiscrepancy;
    scene.expected.settledGrade.reset();  // without an arbiter that of the mean of the two: near the limit
    return scene;
}

Scene oneSided() {
    auto scene = correct("one lung alone", 14, ct1);
    scene.distribution = LesionDistribution::right;
    return scene;
}

Scene withEffusion() {
    auto scene = correct("diffuse, with effusion", 80, ct4);
    scene.consolidationShare = 0.4;
    scene.effusionMl = 300;
    return scene;
}

}  // namespace

std::vector<Scene> scenes(int count) {
    const std::vector<Scene> script{
        concordantDoubleRead(),   sentHomeInsteadOfHospital(), missedPneumonia(),  greatCall(), refusedButRead(),
        correct("mild", 12, ct1), correct("severe", 62, ct3),  healthy("healthy"), overCall(),  oneSided(),
        withEffusion(),           healthy("healthy")};
    std::vector<Scene> all;
    for (int i = 0; i < count; ++i) all.push_back(script[static_cast<std::size_t>(i) % script.size()]);
    return all;
}

std::string unmet(const Expectation& expected, const Observed& observed) {
    if (expected.measured && observed.measured != *expected.measured)
        return "the measurement is " + std::string(nameOf(observed.measured)) + ", not " +
               std::string(nameOf(*expected.measured));
    if (expected.reason && std::ranges::find(observed.reasons, *expected.reason) == observed.reasons.end())
        return "it was not selected as " + std::string(nameOf(*expected.reason));
    if (expected.isRead && observed.reads == 0) return "nobody read it";
    if (expected.outcome && observed.outcome != expected.outcome)
        return "its outcome is " + (observed.outcome ? std::string(nameOf(*observed.outcome)) : "open") + ", not " +
               std::string(nameOf(*expected.outcome));
    if (expected.settledGrade && observed.settledGrade != expected.settledGrade)
        return "it was settled as " +
               (observed.settledGrade ? std::string(nameOf(*observed.settledGrade)) : "nothing") + ", not " +
               std::string(nameOf(*expected.settledGrade));
    if (expected.alert && !observed.alert) return "it raised no alert";
    if (expected.greatCall && !observed.greatCall) return "it is no great call";
    return {};
}

}  // namespace overread::simulation
