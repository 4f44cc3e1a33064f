#include "qa/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "qa/draw.h"
#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<SelectionReason> reasonsThatPicked(const std::vector<Draw>& draws) {
    std::vector<SelectionReason> reasons;
    for (const auto& draw : draws)
        if (draw.drawn) reasons.push_back(draw.selection.reason);
    return reasons;
}

/// A plan whose random draws pick nothing or everything.
Plan planWithRate(double rate) {
    auto plan = aPlan();
    plan.randomRate = rate;
    plan.mixedInShare = 0;
    return plan;
}

ReporterHistory experienced() {
    return {1000, 0};
}

Draw aDraw(double probability, double doubleReadShare) {
    Draw draw;
    draw.selection.probability = probability;
    draw.doubleReadShare = doubleReadShare;
    return draw;
}

TEST(Selection, picksEveryReportOfPneumoniaForADoubleRead) {
    for (const auto grade : {Grade::ct1, Grade::ct2, Grade::ct3, Grade::ct4}) {
        const auto draws = drawsFor(aReport(grade), "1", experienced(), planWithRate(1));
        EXPECT_THAT(reasonsThatPicked(draws), ElementsAre(SelectionReason::mandatory)) << nameOf(grade);
        EXPECT_EQ(firstTaskOf(draws), AssignmentKind::doubleRead);
        EXPECT_EQ(jointProbability(draws), 1.0);
    }
}

TEST(Selection, picksAReportThatStatesPneumoniaWithoutCtSigns) {
    auto report = aReport(Grade::ct0);
    report.statesPneumonia = true;
    EXPECT_THAT(reasonsThatPicked(drawsFor(report, "1", experienced(), planWithRate(0))),
                ElementsAre(SelectionReason::mandatory));
}

TEST(Selection, leavesAnOtherReportToTheDrawAndKeepsTheProbabilityOfAFailedOne) {
    const auto report = aReport(Grade::ct0);
    const auto draws = drawsFor(report, "1", experienced(), planWithRate(1e-12));
    EXPECT_THAT(reasonsThatPicked(draws), IsEmpty());
    EXPECT_EQ(firstTaskOf(draws), std::nullopt);
    ASSERT_EQ(draws.size(), 1u);
    EXPECT_EQ(draws[0].selection.probability, 1e-12);
    EXPECT_EQ(draws[0].selection.planVersion, 3);
    EXPECT_EQ(draws[0].selection.stratum, "reporter=" + person(1).text() + " band=CT-0 period=2026-11");
    EXPECT_THAT(reasonsThatPicked(drawsFor(report, "1", experienced(), planWithRate(1))),
                ElementsAre(SelectionReason::random));
}

TEST(Selection, countsThePeriodInUtc) {
    auto report = aReport(Grade::ct0);
    report.signedAt = *parseRfc3339("2026-12-01T02:00:00+03:00");
    EXPECT_THAT(stratumOf(report), testing::EndsWith("period=2026-11"));
    EXPECT_THAT(stratumBefore(report), testing::EndsWith("period=2026-10"));
    report.signedAt = *parseRfc3339("2026-01-01T00:00:00Z");
    EXPECT_THAT(stratumBefore(report), testing::EndsWith("period=2025-12"));
}

TEST(Selection, reviewsTheFirstReportsOfANewRadiologist) {
    auto plan = planWithRate(0);
    plan.newReporterReports = 20;
    const auto report = aReport(Grade::ct0);
    EXPECT_THAT(reasonsThatPicked(drawsFor(report, "1", {0, 0}, plan)), ElementsAre(SelectionReason::newReporter));
    EXPECT_THAT(reasonsThatPicked(drawsFor(report, "1", {19, 0}, plan)), ElementsAre(SelectionReason::newReporter));
    EXPECT_THAT(drawsFor(report, "1", {20, 0}, plan), IsEmpty());
}

TEST(Selection, letsTheStrictestFirstTaskWin) {
    auto report = aReport(Grade::ct3);
    report.routing = RoutingDecision::homeClinic;
    const auto draws = drawsFor(report, "1", experienced(), planWithRate(0));
    EXPECT_THAT(reasonsThatPicked(draws), ElementsAre(SelectionReason::mandatory, SelectionReason::routingConflict));
    EXPECT_EQ(firstTaskOf(draws), AssignmentKind::doubleRead);
}

TEST(Selection, findsRoutingThatContradictsTheTable) {
    struct Example {
        const char* what;
        Grade grade;
        std::optional<RoutingDecision> routing;
        ClinicalPicture picture;
        bool isConflict;
    };
    ClinicalPicture breathless;
    breathless.spo2Percent = 93;
    ClinicalPicture mild;
    mild.spo2Percent = 98;
    ClinicalPicture confirmed;
    confirmed.temperatureC = 37.8;
    confirmed.symptoms = {Symptom::anosmia};
    for (const auto& [what, grade, routing, picture, isConflict] : std::initializer_list<Example>{
             {"nothing recorded", Grade::ct4, std::nullopt, {}, false},
             {"CT-3 admitted", Grade::ct3, RoutingDecision::admission, {}, false},
             {"CT-3 as an emergency", Grade::ct3, RoutingDecision::emergency, {}, false},
             {"CT-3 sent home", Grade::ct3, RoutingDecision::homeClinic, {}, true},
             {"CT-2 to primary care", Grade::ct2, RoutingDecision::primaryCare, {}, true},
             {"CT-1 at the clinic instead of telemonitoring", Grade::ct1, RoutingDecision::homeClinic, {}, false},
             {"CT-1 admitted without a reason", Grade::ct1, RoutingDecision::admission, mild, true},
             {"CT-1 admitted since breathless", Grade::ct1, RoutingDecision::admission, breathless, false},
             {"CT-3 at home though breathless", Grade::ct3, RoutingDecision::homeClinic, breathless, true},
             {"CT-0 at home without a reason", Grade::ct0, RoutingDecision::homeTelemonitoring, {}, true},
             {"CT-0 at home, clinically confirmed", Grade::ct0, RoutingDecision::homeTelemonitoring, confirmed, false},
         }) {
        auto report = aReport(grade);
        report.routing = routing;
        report.clinicalPicture = picture;
        EXPECT_EQ(isRoutingConflict(report), isConflict) << what;
    }
}

TEST(Selection, raisesTheRateToTheFloorFromTheVolumeOfThePeriodBefore) {
    auto plan = planWithRate(0.05);
    plan.floorPerReporterAndPeriod = 5;
    for (const auto& [volume, rate] : std::initializer_list<std::pair<long, double>>{
             {0, 0.05}, {3, 1}, {5, 1}, {10, 0.5}, {100, 0.05}, {1000, 0.05}})
        EXPECT_DOUBLE_EQ(randomRateFor({0, volume}, plan), rate) << volume;
}

TEST(Selection, mixesAsManyReportsWithoutPneumoniaIntoTheDoubleReadsAsThePlanWants) {
    auto plan = aPlan();
    plan.mixedInShare = 0.10;
    plan.hiddenShare = 0.03;
    // 2,500 pneumonias a day beside 2,500 others: 0.07 / 0.90 of the others, so that 7 % of the queue are theirs.
    for (const auto& [mandatory, others, rate] : std::initializer_list<std::tuple<long, long, double>>{
             {2500, 2500, 0.07 / 0.90},
             {5000, 2500, 0.14 / 0.90},
             {250, 2500, 0.007 / 0.90},
             {0, 2500, 0},
             {90000, 2500, 0.7 / 0.90},  // ten times as many at most
             {50, 99, 0.07 / 0.90},      // too few to tell: as many of both
         }) {
        ReporterHistory history;
        history.mandatoryPerOther = mandatoryPerOther(mandatory, others);
        EXPECT_NEAR(mixedInRateFor(history, plan), rate, 1e-12) << mandatory << " " << others;
    }
    plan.hiddenShare = 0.10;
    EXPECT_EQ(mixedInRateFor({}, plan), 0) << "the hidden tasks are the whole share";
}

TEST(Selection, keepsPeerReviewsBesideTheMixedInDoubleReads) {
    auto plan = aPlan();
    plan.randomRate = 0.05;
    const auto draws = drawsFor(aReport(Grade::ct0), "1", experienced(), plan);
    ASSERT_EQ(draws.size(), 1u);
    EXPECT_NEAR(*designProbability(draws, AssignmentKind::peerReview), 0.05, 1e-12);
    EXPECT_NEAR(*designProbability(draws, AssignmentKind::doubleRead), 0.07 / 0.90, 1e-12);
    plan.randomRate = 1;
    EXPECT_EQ(jointProbability(drawsFor(aReport(Grade::ct0), "1", experienced(), plan)), 1.0);
}

TEST(Selection, countsOneMeasurementOnceAmongItsTwoReasons) {
    const MeasurementChance half{0.5, 0.2};
    const auto report = aReport(Grade::ct0);
    const auto flagged = drawFor(judge(report, aMeasurement(40, 3), aPlan()), report, aPlan(), half).value();
    const auto grown = drawForProgression(report, aPlan(), half);
    EXPECT_EQ(jointProbability({flagged, grown}), 0.5);
    EXPECT_EQ(flagged.number, 0.2);
    EXPECT_EQ(firstTaskOf({flagged, grown}), AssignmentKind::doubleRead);
}

TEST(Selection, drawsTheSameForTheSameReportWhateverCameBefore) {
    const auto plan = planWithRate(0.5);
    std::vector<std::string> uids;
    for (int i = 0; i < 200; ++i) uids.push_back("1.2.826.0." + std::to_string(i));
    const auto drawAll = [&] {
        std::map<std::string, bool> drawn;
        for (const auto& uid : uids) {
            auto report = aReport(Grade::ct0);
            report.studyInstanceUid = uid;
            drawn[uid] = drawsFor(report, identityOf(report), experienced(), plan).front().drawn;
        }
        return drawn;
    };
    const auto first = drawAll();
    std::shuffle(uids.begin(), uids.end(), std::mt19937{7});
    EXPECT_EQ(drawAll(), first);
}

TEST(Selection, cannotBeForetoldWithoutTheSecret) {
    auto other = aPlan();
    other.secret[31] ^= 1;
    int alike = 0;
    for (int i = 0; i < 10000; ++i) {
        const auto identity = std::to_string(i);
        alike += (drawnNumber(aPlan().secret, "random", identity) < 0.5) ==
                 (drawnNumber(other.secret, "random", identity) < 0.5);
    }
    // 10,000 coins: four standard deviations are 200.
    EXPECT_NEAR(alike, 5000, 200);
}

TEST(Selection, drawsBetweenZeroAndOneEvenly) {
    std::array<int, 20> counts{};
    constexpr int n = 40000;
    for (int i = 0; i < n; ++i) {
        const double number = drawnNumber(aPlan().secret, "random", "1.2.3." + std::to_string(i));
        ASSERT_GE(number, 0);
        ASSERT_LT(number, 1);
        ++counts[static_cast<std::size_t>(number * 20)];
    }
    double chiSquare = 0;
    for (const auto count : counts) chiSquare += std::pow(count - n / 20.0, 2) / (n / 20.0);
    EXPECT_LT(chiSquare, 43.8);  // 99.9 % of chi-square with 19 degrees of freedom
}

TEST(Selection, tellsPurposeFromIdentity) {
    EXPECT_NE(drawnNumber(aPlan().secret, "ab", "c"), drawnNumber(aPlan().secret, "a", "bc"));
}

TEST(Selection, identifiesAReportByTheStudyElseByFacilityAndAccession) {
    auto report = aReport(Grade::ct0);
    EXPECT_EQ(identityOf(report), "1.2.3.4");
    report.studyInstanceUid.clear();
    report.accessionNumber = "A17";
    EXPECT_EQ(identityOf(report), "centre-12\nA17");
}

TEST(InclusionProbability, isOneWhereOneReasonIsCertain) {
    EXPECT_EQ(jointProbability({aDraw(0.05, 0.1), aDraw(1, 1)}), 1.0);
}

TEST(InclusionProbability, joinsIndependentReasons) {
    EXPECT_NEAR(*jointProbability({aDraw(0.05, 0.1), aDraw(0.3, 0)}), 1 - 0.95 * 0.7, 1e-15);
}

TEST(InclusionProbability, isNoneForARequestAlone) {
    const auto request = drawOnRequest(aReport(Grade::ct0), aPlan());
    EXPECT_EQ(jointProbability({request}), std::nullopt);
    EXPECT_EQ(designProbability({request}, AssignmentKind::peerReview), std::nullopt);
    EXPECT_EQ(jointProbability({request, aDraw(0.05, 0.1)}), 1 - 0.95);
}

TEST(InclusionProbability, ofTheTwoDesignsAddsUpToTheJoint) {
    for (const auto& draws : {std::vector{aDraw(0.05, 0.1)}, std::vector{aDraw(0.05, 0.1), aDraw(0.3, 0)},
                              std::vector{aDraw(0.05, 0.1), aDraw(1, 0)}, std::vector{aDraw(0.2, 1), aDraw(0.5, 0.5)}})
        EXPECT_NEAR(*designProbability(draws, AssignmentKind::doubleRead) +
                        *designProbability(draws, AssignmentKind::peerReview),
                    *jointProbability(draws), 1e-15);
}

TEST(InclusionProbability, ofTheDesignThatACertainReasonExcludesIsNone) {
    EXPECT_EQ(designProbability({aDraw(1, 1)}, AssignmentKind::peerReview), std::nullopt);
}

// The property that every weighted rate rests on: over many reports the observed share is the stated probability.
TEST(InclusionProbability, equalsTheObservedFrequencyOverManyDraws) {
    auto plan = aPlan();
    plan.randomRate = 0.2;
    plan.mixedInShare = 0.2;
    constexpr int n = 50000;
    int picked = 0;
    int doubleReads = 0;
    std::vector<Draw> draws;
    for (int i = 0; i < n; ++i) {
        auto report = aReport(Grade::ct0);
        report.studyInstanceUid = "1.3.6.1." + std::to_string(i);
        draws = drawsFor(report, identityOf(report), experienced(), plan);
        const auto firstTask = firstTaskOf(draws);
        picked += firstTask.has_value();
        doubleReads += firstTask == AssignmentKind::doubleRead;
    }
    const auto expectShare = [](int count, double probability) {
        const double fourDeviations = 4 * std::sqrt(n * probability * (1 - probability));
        EXPECT_NEAR(count, n * probability, fourDeviations);
    };
    expectShare(picked, *jointProbability(draws));
    expectShare(doubleReads, *designProbability(draws, AssignmentKind::doubleRead));
    expectShare(picked - doubleReads, *designProbability(draws, AssignmentKind::peerReview));
}

TEST(Selection, dueTimeDependsOnTheTaskAlone) {
    const auto plan = aPlan();
    EXPECT_EQ(firstTaskDue(AssignmentKind::doubleRead, noon, plan), noon + std::chrono::hours{2});
    EXPECT_EQ(firstTaskDue(AssignmentKind::peerReview, noon, plan), noon + std::chrono::hours{120});
}

TEST(Plan, isCheckedBeforeItComesIntoForce) {
    EXPECT_EQ(problemOf(aPlan()), std::nullopt);
    const auto problem = [](auto change) {
        auto plan = aPlan();
        change(plan);
        return problemOf(plan).value_or("");
    };
    EXPECT_THAT(problem([](Plan& plan) { plan.secret = {}; }), testing::HasSubstr("secret"));
    EXPECT_THAT(problem([](Plan& plan) { plan.limits.ct1End = 60; }), testing::HasSubstr("limits"));
    EXPECT_THAT(problem([](Plan& plan) { plan.limits.ct1End = std::nan(""); }), testing::HasSubstr("limits"));
    EXPECT_THAT(problem([](Plan& plan) { plan.randomRate = 1.1; }), testing::HasSubstr("rate"));
    EXPECT_THAT(problem([](Plan& plan) { plan.mixedInShare = std::nan(""); }), testing::HasSubstr("share"));
    EXPECT_THAT(problem([](Plan& plan) { plan.leaseLength = std::chrono::minutes{0}; }), testing::HasSubstr("lease"));
    EXPECT_THAT(problem([](Plan& plan) { plan.alertLadder[1] = plan.alertLadder[0]; }), testing::HasSubstr("alert"));
}

}  // namespace
}  // namespace overread::qa
