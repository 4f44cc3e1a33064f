#include "qa/corrective_measure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::days;

const auto measureId = MeasureId::parse("00000000-0000-7000-8000-100000000009");

Measure aMeasure() {
    Measure measure;
    measure.id = measureId;
    measure.reporter = person(1);
    measure.owner = person(9);
    measure.dueAt = noon + days{30};
    measure.cause = "under-calls on thick slices";
    measure.followUp = FollowUp{noon + days{1}, noon + days{60}, 0.25};
    return measure;
}

std::string pointerOf(const Measure& measure) {
    const auto problem = problemOf(measure, noon);
    return problem ? problem->pointer : "";
}

TEST(CorrectiveMeasure, isOpenedWithADueDateAndAFollowUpToCome) {
    EXPECT_EQ(pointerOf(aMeasure()), "");
    const auto with = [](auto change) {
        auto measure = aMeasure();
        change(measure);
        return pointerOf(measure);
    };
    EXPECT_EQ(with([](Measure& m) { m.followUp.reset(); }), "");
    EXPECT_EQ(with([](Measure& m) { m.dueAt = noon; }), "/dueAt");
    EXPECT_EQ(with([](Measure& m) { m.reporter.reset(); }), "/followUp");
    EXPECT_EQ(with([](Measure& m) { m.followUp->from = noon - days{1}; }), "/followUp/from");
    EXPECT_EQ(with([](Measure& m) { m.followUp->until = m.followUp->from; }), "/followUp/until");
    EXPECT_EQ(with([](Measure& m) { m.followUp->share = 0; }), "/followUp/share");
    EXPECT_EQ(with([](Measure& m) { m.followUp->share = std::nan(""); }), "/followUp/share");
}

TEST(CorrectiveMeasure, followsReportsInItsWindow) {
    const FollowUp followUp{noon, noon + days{10}, 1};
    auto report = aReport(Grade::ct0);
    for (const auto& [signedAt, is] :
         std::initializer_list<std::pair<Timestamp, bool>>{{noon - std::chrono::seconds{1}, false},
                                                           {noon, true},
                                                           {noon + days{10} - std::chrono::seconds{1}, true},
                                                           {noon + days{10}, false}}) {
        report.signedAt = signedAt;
        EXPECT_EQ(isFollowedUp(report, followUp), is) << toRfc3339(signedAt);
    }
}

TEST(CorrectiveMeasure, drawsPeerReviewsAtItsShareUnderAKeyOfItsOwn) {
    constexpr int n = 20000;
    int drawn = 0;
    int both = 0;
    const auto other = MeasureId::parse("00000000-0000-7000-8000-100000000010");
    for (int i = 0; i < n; ++i) {
        const auto identity = "1.2." + std::to_string(i);
        const auto draw = followUpDraw(identity, measureId, 0.25, aPlan());
        EXPECT_EQ(draw.selection.probability, 0.25);
        EXPECT_EQ(draw.selection.firstTask, AssignmentKind::peerReview);
        drawn += draw.drawn;
        both += draw.drawn && followUpDraw(identity, other, 0.25, aPlan()).drawn;
    }
    EXPECT_NEAR(drawn, n * 0.25, 4 * std::sqrt(n * 0.25 * 0.75));
    EXPECT_NEAR(both, n * 0.0625, 4 * std::sqrt(n * 0.0625 * 0.9375));
}

}  // namespace
}  // namespace overread::qa
