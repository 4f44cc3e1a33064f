#include "server/workflow/plan_store.h"
#include "tests/reviewer-client/client_and_server.h"
#include "tests/support/plan_without_chance.h"

// Qt's words (emit, signals) last.
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client::tests {
namespace {

constexpr int patienceMs = 60'000;
/// A reveal that is looked at asks at least once a minute.
constexpr int settledSeconds = 120;

class Arbitration : public ClientAndServer {
protected:
    void drawAllIntoArbitration() {
        ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        auto plan = overread::tests::planWithoutChance();
        plan.concordantInArbitrationShare = 1;
        workflow::addPlan(transaction.session(), plan, std::nullopt, databaseNow(transaction.session()), "test");
        transaction.commit();
    }
    std::string verdict() {
        ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        std::string verdict;
        (void)fetchRow(transaction.session(), "select verdict from qa.dispute", std::tie(verdict));
        return verdict;
    }
};

/// That arbitration does not tell: a share of the cases whose answers agree goes there as well.
TEST_F(Arbitration, ofACaseThatAgreesIsWaitedForLikeAnyOther) {
    drawAllIntoArbitration();
    const auto doubleReader = aReader();
    const auto arbiter = aReader({Role::reviewer, Role::arbiter});
    sendPhantom(35, Grade::ct2, 33);
    auto first = signedIn(doubleReader);
    ASSERT_TRUE(first.openNextCase());
    ASSERT_TRUE(first.awaitSubmitAwake());
    first.fillDoubleRead(34, 30);
    first.key(Qt::Key_Return);
    ASSERT_TRUE(first.awaitText("ruleText", "the same grade", settledSeconds));
    EXPECT_EQ(first.textOf("outcomeText"), "Recorded. An arbiter settles it.");
    EXPECT_TRUE(first.awaitText("waitsFor", "a few that agree"));
    EXPECT_TRUE(first.find<QLabel>("settledText")->isHidden());
    first.picture("reveal-agrees-arbitration");
    {
        auto reader = signedIn(arbiter);
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitSubmitAwake());
        EXPECT_TRUE(reader.textOf("caseText").contains("arbitration"));
        reader.fillDoubleRead(36, 33);
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return reader.find<SettlementForm>("settlementForm") != nullptr; }, 20'000));
        reader.key(Qt::Key_2);
        reader.type("A third of both lungs.");
        ASSERT_TRUE(reader.awaitSubmitAwake());
        reader.find<QPushButton>("submit")->setFocus();
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(reader.awaitText("outcomeText", "Concordant", settledSeconds));
    }
    ASSERT_TRUE(first.awaitText("outcomeText", "Concordant", settledSeconds));
    EXPECT_EQ(first.textOf("settledText"), "Settled grade: CT-2");
}

TEST_F(Arbitration, arbitratesBlindFirstAndAPanelDecidesWhatTheReporterDisputes) {
    const auto doubleReader = aReader();
    const auto arbiter = aReader({Role::reviewer, Role::arbiter});
    const auto study = sendPhantom(62, Grade::ct2, 45);
    const auto reporter = house_->system.addPerson("the-reporter", {Role::radiologist}, study.report.reporter);
    awaitMeasured(1);
    auto first = signedIn(doubleReader);
    ASSERT_TRUE(first.openNextCase());
    ASSERT_TRUE(first.awaitSubmitAwake());
    first.fillDoubleRead(62, 62);
    first.key(Qt::Key_Return);
    ASSERT_TRUE(first.awaitText("recordedText", "CT-3 recorded."));
    EXPECT_TRUE(first.awaitText("ruleText", "different ways"));
    EXPECT_EQ(first.textOf("outcomeText"), "Recorded. An arbiter settles it.");
    EXPECT_TRUE(first.awaitText("waitsFor", "a few that agree"));
    first.picture("reveal-discordant");
    {
        auto reader = signedIn(arbiter);
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        ASSERT_TRUE(reader.awaitSubmitAwake());
        EXPECT_TRUE(reader.textOf("caseText").contains("arbitration"));
        EXPECT_EQ(reader.find<SettlementForm>("settlementForm"), nullptr);
        reader.fillDoubleRead(61, 60);
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return reader.find<SettlementForm>("settlementForm") != nullptr; }, 20'000));
        EXPECT_EQ(reader.textOf("cell_1_1"), "CT-3");
        EXPECT_EQ(reader.textOf("cell_1_2"), "CT-2");
        EXPECT_EQ(reader.textOf("cell_1_3"), "CT-3");
        reader.key(Qt::Key_3);
        reader.type("More than half of both lungs.");
        EXPECT_TRUE(reader.textOf("consequence").startsWith("CT-2 becomes CT-3: the facility is alerted at once"));
        EXPECT_TRUE(QTest::qWaitFor(
            [&] { return reader.screen().viewer().stack()->hasMask(reader.screen().viewer().view().slice()); },
            20'000));
        reader.picture("arbitration");
        ASSERT_TRUE(reader.awaitSubmitAwake());
        reader.find<QPushButton>("submit")->setFocus();
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(reader.awaitText("outcomeText", "Differs, significant", 40));
        reader.picture("arbitration-reveal");
    }
    // Who read first has the outcome on the screen without having pressed anything.
    ASSERT_TRUE(first.awaitText("outcomeText", "Differs, significant", settledSeconds));
    EXPECT_EQ(first.textOf("settledText"), "Settled grade: CT-3");
    EXPECT_TRUE(first.find<QLabel>("waitsFor")->isHidden());
    first.close();
    dispute(reporter, "The left lung is mostly spared.", 40);
    const auto panel = aReader({Role::reviewer, Role::arbiter});
    {
        auto reader = signedIn(panel);
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        ASSERT_TRUE(reader.awaitSubmitAwake());
        EXPECT_TRUE(reader.textOf("caseText").contains("arbitration")) << "before the lock it is one like any other";
        EXPECT_EQ(reader.textOf("disputeArgument"), "");
        reader.fillDoubleRead(58, 60);
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(reader.awaitText("disputeTitle", "The reporter disputes the settled CT-3."));
        EXPECT_TRUE(reader.textOf("disputeArgument").contains("mostly spared"));
        EXPECT_TRUE(reader.textOf("disputeSettledReason").contains("More than half of both lungs."));
        reader.click("showDisputedSlice");
        EXPECT_EQ(reader.screen().viewer().view().slice(), 40);
        reader.key(Qt::Key_Tab);
        reader.key(Qt::Key_1);
        EXPECT_EQ(reader.textOf("consequence"), "CT-3 stands. The reporter reads your reason.");
        reader.type("Both lower lobes are.");
        EXPECT_TRUE(reader.find<SettlementForm>("settlementForm")->isComplete());
        EXPECT_TRUE(QTest::qWaitFor([&] { return reader.screen().viewer().stack()->hasMask(40); }, 20'000));
        reader.picture("panel");
        reader.close();
    }
    // In Russian, where it was left: the verdict is in the draft.
    const InLanguage russian(Language::russian);
    auto reader = signedIn(panel);
    ASSERT_TRUE(reader.resumeCase());
    ASSERT_TRUE(reader.awaitImages());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    EXPECT_EQ(reader.textOf("consequence"), "КТ-3 остаётся. Ваше обоснование прочитает автор описания.");
    EXPECT_TRUE(QTest::qWaitFor([&] { return reader.screen().viewer().stack()->hasMask(40); }, 20'000))
        << "the masks come back with the case";
    reader.picture("panel-ru");
    reader.find<QPushButton>("submit")->setFocus();
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !reader.textOf("recordedText").isEmpty(); }, patienceMs));
    EXPECT_EQ(verdict(), "upheld");
}

}  // namespace
}  // namespace overread::client::tests
