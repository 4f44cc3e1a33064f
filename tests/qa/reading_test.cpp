#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qa/alerts.h"
#include "qa/arbitration.h"
#include "qa/double_read.h"
#include "qa/feedback.h"
#include "qa/peer_review.h"
#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::hours;
using std::chrono::minutes;

DoubleRead aRead(Grade grade, double percent) {
    DoubleRead read;
    read.grade = grade;
    read.involvement.totalPercent = percent;
    return read;
}

PeerReview aReview(RadpeerScore score, std::optional<Significance> significance) {
    PeerReview review;
    review.score = score;
    review.significance = significance;
    if (needsArbitration(review)) review.comment = "band of consolidation behind the heart";
    return review;
}

TEST(Concordance, isDecidedByTheRules) {
    struct Example {
        Answer a;
        Answer b;
        ConcordanceRule rule;
        Outcome outcome;
    };
    using enum Outcome;
    for (const auto& [a, b, rule, outcome] : std::initializer_list<Example>{
             {{Grade::ct0, 0}, {Grade::ct0, 0}, ConcordanceRule::sameGrade, concordant},
             {{Grade::ct2, 26}, {Grade::ct2, 50}, ConcordanceRule::sameGrade, concordant},
             {{Grade::ct1, 20}, {Grade::ct2, 32}, ConcordanceRule::sameClassWithinLimits, concordant},
             {{Grade::ct1, 20}, {Grade::ct2, 32.1}, ConcordanceRule::sameClassBeyondLimits, insignificantDiscrepancy},
             {{Grade::ct3, 70}, {Grade::ct4, 80}, ConcordanceRule::sameClassWithinLimits, concordant},
             {{Grade::ct3, 60}, {Grade::ct4, 90}, ConcordanceRule::sameClassBeyondLimits, insignificantDiscrepancy},
             {{Grade::ct1, std::nullopt},
              {Grade::ct2, 26},
              ConcordanceRule::sameClassNotComparable,
              insignificantDiscrepancy},
             {{Grade::ct0, 0}, {Grade::ct1, 2}, ConcordanceRule::otherRoutingClass, significantDiscrepancy},
             {{Grade::ct2, 49}, {Grade::ct3, 51}, ConcordanceRule::otherRoutingClass, significantDiscrepancy},
             {{Grade::ct2, std::nullopt}, {Grade::ct3, 51}, ConcordanceRule::otherRoutingClass, significantDiscrepancy},
             {{Grade::ct1, 10}, {Grade::ct4, 80}, ConcordanceRule::otherRoutingClass, significantDiscrepancy},
         }) {
        for (const auto& found : {concordanceOf(a, b, aPlan()), concordanceOf(b, a, aPlan())}) {
            EXPECT_EQ(found.rule, rule) << nameOf(a.grade) << " " << nameOf(b.grade);
            EXPECT_EQ(found.outcome, outcome) << nameOf(a.grade) << " " << nameOf(b.grade);
        }
    }
}

TEST(Concordance, isSettledWithoutArbiterByTheCommonGradeOrTheMean) {
    const auto plan = aPlan();
    EXPECT_EQ(settledWithoutArbiter({Grade::ct2, 30}, {Grade::ct2, 44}, plan), Grade::ct2);
    EXPECT_EQ(settledWithoutArbiter({Grade::ct1, 20}, {Grade::ct2, 30}, plan), Grade::ct1);  // mean 25
    EXPECT_EQ(settledWithoutArbiter({Grade::ct1, 20}, {Grade::ct2, 31}, plan), Grade::ct2);  // mean 25.5
    EXPECT_EQ(settledWithoutArbiter({Grade::ct1, std::nullopt}, {Grade::ct2, 30}, plan), Grade::ct2);
}

TEST(Concordance, sendsSignificantPairsAndAShareOfConcordantOnesToArbitration) {
    auto plan = aPlan();
    plan.concordantInArbitrationShare = 0.05;
    constexpr int n = 20000;
    int mixedIn = 0;
    for (int i = 0; i < n; ++i) {
        const auto identity = std::to_string(i);
        EXPECT_TRUE(goesToArbitration(Outcome::significantDiscrepancy, identity, plan));
        EXPECT_FALSE(goesToArbitration(Outcome::insignificantDiscrepancy, identity, plan));
        mixedIn += goesToArbitration(Outcome::concordant, identity, plan);
    }
    EXPECT_NEAR(mixedIn, n * 0.05, 4 * std::sqrt(n * 0.05 * 0.95));
}

TEST(DoubleReading, isRefusedWhereTheAnswerIsNotWhole) {
    const auto pointerOf = [](const DoubleRead& read) {
        const auto problem = problemOf(read, aPlan());
        return problem ? problem->pointer : "";
    };
    EXPECT_EQ(pointerOf(aRead(Grade::ct1, 25)), "");
    EXPECT_EQ(pointerOf(aRead(Grade::ct1, 25.1)), "/gradeReason");
    auto explained = aRead(Grade::ct3, 40);
    explained.gradeReason = GradeReason::grewByHalf;
    EXPECT_EQ(pointerOf(explained), "");
    EXPECT_EQ(pointerOf(aRead(Grade::ct4, 101)), "/involvement/totalPercent");
    EXPECT_EQ(pointerOf(aRead(Grade::ct0, std::nan(""))), "/involvement/totalPercent");
    auto blurred = aRead(Grade::ct0, 0);
    blurred.quality = ImageQuality::notDiagnostic;
    EXPECT_EQ(pointerOf(blurred), "/qualityReasons");
    blurred.qualityReasons = {"motion"};
    EXPECT_EQ(pointerOf(blurred), "");
    auto unsure = aRead(Grade::ct0, 0);
    unsure.confidence = 0;
    EXPECT_EQ(pointerOf(unsure), "/confidence");
    auto oneSided = aRead(Grade::ct1, 10);
    oneSided.involvement.leftPercent = -1;
    EXPECT_EQ(pointerOf(oneSided), "/involvement/leftPercent");
}

TEST(PeerReviewing, scoresOnTheRadpeerScale) {
    struct Example {
        PeerReview review;
        const char* name;
        Outcome outcome;
        bool toArbiter;
    };
    for (const auto& [review, name, outcome, toArbiter] : std::initializer_list<Example>{
             {aReview(RadpeerScore::concur, std::nullopt), "1", Outcome::concordant, false},
             {aReview(RadpeerScore::notOrdinarilyMade, Significance::unlikely), "2a", Outcome::insignificantDiscrepancy,
              false},
             {aReview(RadpeerScore::notOrdinarilyMade, Significance::likely), "2b", Outcome::significantDiscrepancy,
              true},
             {aReview(RadpeerScore::shouldBeMade, Significance::unlikely), "3a", Outcome::significantDiscrepancy, true},
             {aReview(RadpeerScore::shouldBeMade, Significance::likely), "3b", Outcome::significantDiscrepancy, true},
         }) {
        EXPECT_EQ(problemOf(review), std::nullopt) << name;
        EXPECT_EQ(radpeerName(review), name);
        EXPECT_EQ(outcomeOf(review), outcome) << name;
        EXPECT_EQ(needsArbitration(review), toArbiter) << name;
    }
}

TEST(PeerReviewing, isRefusedWhereTheAnswerIsNotWhole) {
    const auto pointerOf = [](const PeerReview& review) {
        const auto problem = problemOf(review);
        return problem ? problem->pointer : "";
    };
    EXPECT_EQ(pointerOf(aReview(RadpeerScore::concur, Significance::likely)), "/significance");
    EXPECT_EQ(pointerOf(aReview(RadpeerScore::notOrdinarilyMade, std::nullopt)), "/significance");
    auto silent = aReview(RadpeerScore::shouldBeMade, Significance::unlikely);
    silent.comment = "  \n";
    EXPECT_EQ(pointerOf(silent), "/comment");
    auto praised = aReview(RadpeerScore::concur, std::nullopt);
    praised.greatCall = true;
    praised.markedSlice = 0;
    EXPECT_EQ(pointerOf(praised), "");
    praised.markedSlice = -1;
    EXPECT_EQ(pointerOf(praised), "/markedSlice");
    praised.markedSlice = 3;
    praised.errorKind = ErrorKind::perception;
    EXPECT_EQ(pointerOf(praised), "/errorKind");
}

TEST(Arbitration, givesTheReportTheOutcomeOfTheSameRule) {
    const auto plan = aPlan();
    auto report = aReport(Grade::ct1);
    report.involvement = Involvement{20, std::nullopt, std::nullopt};
    EXPECT_EQ(settledOutcome(report, {Grade::ct1, ""}, aRead(Grade::ct1, 18), plan).outcome, Outcome::concordant);
    EXPECT_EQ(settledOutcome(report, {Grade::ct3, ""}, aRead(Grade::ct3, 60), plan).outcome,
              Outcome::significantDiscrepancy);
    EXPECT_EQ(settledOutcome(report, {Grade::ct2, ""}, aRead(Grade::ct2, 30), plan).outcome, Outcome::concordant);
    EXPECT_EQ(settledOutcome(report, {Grade::ct2, ""}, aRead(Grade::ct2, 45), plan).outcome,
              Outcome::insignificantDiscrepancy);
    // The arbiter changed their mind: the involvement of the blind read belongs to another grade and is not compared.
    EXPECT_EQ(settledOutcome(report, {Grade::ct2, "agree with B"}, aRead(Grade::ct3, 60), plan).rule,
              ConcordanceRule::sameClassNotComparable);
}

TEST(Arbitration, asksForAReasonWhereTheArbiterLeavesTheOwnBlindGrade) {
    EXPECT_EQ(problemOf(SettlementAnswer{Grade::ct3, ""}, aRead(Grade::ct3, 60)), std::nullopt);
    EXPECT_EQ(problemOf(SettlementAnswer{Grade::ct2, " "}, aRead(Grade::ct3, 60))->pointer, "/reason");
    EXPECT_EQ(problemOf(SettlementAnswer{Grade::ct2, "vessels"}, aRead(Grade::ct3, 60)), std::nullopt);
}

TEST(Arbitration, isDueSoonWhereTheRoutingMayChange) {
    const auto plan = aPlan();
    EXPECT_EQ(arbitrationDue(Grade::ct2, Grade::ct3, plan), hours{2});
    EXPECT_EQ(arbitrationDue(Grade::ct0, Grade::ct1, plan), hours{2});
    EXPECT_EQ(arbitrationDue(Grade::ct2, Grade::ct2, plan), hours{24});
    EXPECT_EQ(arbitrationDue(Grade::ct2, std::nullopt, plan), hours{2});  // a peer review states no grade
}

TEST(Alert, isRaisedWhereThePatientBelongsFurtherUpThanTheyWereSent) {
    struct Example {
        Grade reported;
        std::optional<RoutingDecision> sentTo;
        Grade settled;
        bool isRaised;
    };
    for (const auto& [reported, sentTo, settled, isRaised] : std::initializer_list<Example>{
             {Grade::ct1, std::nullopt, Grade::ct3, true},
             {Grade::ct0, std::nullopt, Grade::ct1, true},
             {Grade::ct1, std::nullopt, Grade::ct2, false},
             {Grade::ct3, std::nullopt, Grade::ct4, false},
             {Grade::ct3, std::nullopt, Grade::ct2, false},
             {Grade::ct2, RoutingDecision::admission, Grade::ct3, false},  // is in hospital already
             {Grade::ct3, RoutingDecision::homeClinic, Grade::ct3, true},  // was sent home against the grade
         }) {
        auto report = aReport(reported);
        report.routing = sentTo;
        EXPECT_EQ(needsAlert(report, settled), isRaised) << nameOf(reported) << " to " << nameOf(settled);
    }
}

TEST(Alert, climbsTheLadderAndNeverFallsSilent) {
    const auto plan = aPlan();
    struct Example {
        minutes after;
        int level;
        minutes next;
    };
    for (const auto& [after, level, next] : std::initializer_list<Example>{{minutes{0}, 0, minutes{30}},
                                                                           {minutes{29}, 0, minutes{30}},
                                                                           {minutes{30}, 1, minutes{60}},
                                                                           {minutes{60}, 2, minutes{120}},
                                                                           {minutes{119}, 2, minutes{120}},
                                                                           {minutes{120}, 3, minutes{240}},
                                                                           {minutes{500}, 3, minutes{600}}}) {
        EXPECT_EQ(alertLevel(noon, noon + after, plan), level) << after.count();
        EXPECT_EQ(nextEscalation(noon, noon + after, plan), noon + next) << after.count();
    }
}

TEST(Feedback, isToldAtOnceAndOnceADayToWhoeverReadsForOthers) {
    const auto midnight = Timestamp{std::chrono::floor<std::chrono::days>(noon)};
    struct Example {
        Timestamp settled;
        Timestamp told;
    };
    for (const auto& [settled, told] : std::initializer_list<Example>{
             {midnight, midnight + hours{4}},
             {midnight + hours{4} - std::chrono::microseconds{1}, midnight + hours{4}},
             {midnight + hours{4}, midnight + hours{28}},  // what is settled at that moment is the next day's
             {noon, midnight + hours{28}}}) {
        EXPECT_EQ(toldAt(settled, false), settled);
        EXPECT_EQ(toldAt(settled, true), told);
        EXPECT_FALSE(isTold(told, told - std::chrono::microseconds{1}));
        EXPECT_TRUE(isTold(told, told));
    }
}

TEST(Feedback, isAnsweredWithinFiveDays) {
    const auto plan = aPlan();
    EXPECT_EQ(answerUntil(noon, plan), noon + hours{120});
    EXPECT_TRUE(mayDispute(noon, noon + hours{120}, plan));
    EXPECT_FALSE(mayDispute(noon, noon + hours{120} + std::chrono::microseconds{1}, plan));
}

}  // namespace
}  // namespace overread::qa
