#include "tests/reviewer-client/client_and_server.h"

#include <map>

#include "tests/support/real_ct.h"

// Qt's words (emit, signals) last.
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTime>

#include "reviewer-client/reading/percent_field.h"
#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/viewer/viewer.h"
#include "tests/reviewer-client/line.h"

namespace overread::client::tests {
namespace {

TEST_F(ClientAndServer, saysOnlyThatNameOrPasswordIsWrong) {
    const auto person = aReader();
    auto reader = atTheScreen();
    reader.picture("sign-in");
    reader.signIn(person.name, "not the password at all");
    EXPECT_TRUE(reader.awaitText("signInMessage", "Name or password is wrong."));
    reader.signIn("nobody-of-this-name", "not the password at all");
    EXPECT_TRUE(reader.awaitText("signInMessage", "Name or password is wrong."));
    reader.picture("sign-in-wrong");
    reader.signIn(person.name, person.password);
    ASSERT_TRUE(reader.isAtWorklist());
    EXPECT_TRUE(reader.awaitText("waiting", "waits for you"));
    reader.click("next");
    EXPECT_TRUE(reader.awaitText("worklistMessage", "New cases are counted here"));
    reader.picture("worklist-empty");
}

TEST_F(ClientAndServer, saysUntilWhenANameIsLocked) {
    const auto person = aReader();
    house_->system.database().executeAsSuperuser(
        "insert into identity.failed_sign_in (id, name, at) select gen_random_uuid(), '" + person.name +
        "', now() - interval '10 minutes' from generate_series(1, 100)");
    auto reader = atTheScreen();
    const auto inHalfAnHour = QTime::currentTime().addSecs(1800);
    reader.signIn(person.name, person.password);
    ASSERT_TRUE(reader.awaitText("signInMessage", "It is locked until "));
    const auto until = QTime::fromString(reader.textOf("signInMessage").right(6).left(5), "HH:mm");
    ASSERT_TRUE(until.isValid()) << reader.textOf("signInMessage").toStdString();
    const int minutesOff = std::abs(inHalfAnHour.secsTo(until)) / 60;
    EXPECT_TRUE(minutesOff < 40 || minutesOff > 23 * 60) << "in 50 minutes, about midnight too";
}

TEST_F(ClientAndServer, sendsNoPasswordInTheOpenAndTellsWhereNothingAnswers) {
    auto reader = atTheScreen();
    reader.find<QLineEdit>("server")->setText("http://reading.example.org");
    reader.signIn("somebody", "a password of some length");
    EXPECT_TRUE(reader.awaitText("signInMessage", "Only https leaves this machine"));
    reader.find<QLineEdit>("server")->setText("http://127.0.0.1:9");
    reader.signIn("somebody", "a password of some length");
    EXPECT_TRUE(reader.awaitText("signInMessage", "Nothing answers at"));
}

TEST_F(ClientAndServer, turnsAwayAnAccountThatDoesNotReview) {
    const auto head = house_->system.addPerson("head-of-it", {Role::head});
    auto reader = atTheScreen();
    reader.signIn(head.name, head.password);
    EXPECT_TRUE(reader.awaitText("signInMessage", "This account does not review."));
}

TEST_F(ClientAndServer, readsACaseFromSignInToReveal) {
    const auto person = aReader();
    sendPhantom(35, Grade::ct2, 33);
    awaitMeasured(1);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.awaitText("load", "Taken today: 0 of 480 expected minutes of a shift."));
    reader.click("pause");
    ASSERT_TRUE(reader.awaitText("load", "You are paused: no case comes to you."));
    EXPECT_FALSE(reader.find<MainButton>("next")->isAwake());
    reader.click("next");
    EXPECT_TRUE(reader.textOf("worklistMessage").startsWith("You are paused")) << "it says why it does nothing";
    reader.picture("worklist-paused");
    reader.click("pause");
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.find<MainButton>("next")->isAwake(); }, 20'000));
    ASSERT_TRUE(reader.openNextCase());
    EXPECT_EQ(reader.window().windowTitle(), "overread reviewer");
    ASSERT_TRUE(reader.awaitImages());
    auto& view = reader.screen().viewer().view();
    const int middle = view.slice();
    reader.key(Qt::Key_Up);
    EXPECT_EQ(view.slice(), middle + 1);
    reader.key(Qt::Key_2);
    EXPECT_EQ(presetNameOf(view.window()), "soft");
    reader.key(Qt::Key_1);
    EXPECT_GT(view.notShown(), 0);

    reader.fillDoubleRead(34, 30);
    EXPECT_EQ(reader.textOf("consequence"), "CT-2: home, under the clinic.");
    EXPECT_TRUE(reader.textOf("notShown").contains("slices not shown"));
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.picture("reading");
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.awaitText("recordedText", "CT-2 recorded."));
    ASSERT_TRUE(reader.awaitReveal());
    EXPECT_EQ(reader.textOf("outcomeText"), "Concordant");
    EXPECT_EQ(reader.textOf("ruleText"), "the same grade");
    EXPECT_EQ(reader.textOf("cell_1_1"), "CT-2");
    EXPECT_EQ(reader.textOf("cell_1_2"), "CT-2");
    EXPECT_EQ(reader.textOf("cell_1_3"), "CT-2");  // measured
    EXPECT_EQ(view.masks(), ImageView::Masks::outline);
    EXPECT_TRUE(QTest::qWaitFor([&] { return reader.screen().viewer().stack()->hasMask(view.slice()); }, 20'000));
    reader.picture("reveal");

    reader.find<QPlainTextEdit>("note")->setPlainText("Motion at the bases.");
    reader.click("addNote");
    EXPECT_TRUE(reader.awaitText("noteState", "Note kept."));
    reader.screen().viewer().setFocus();
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.isAtWorklist());
    EXPECT_TRUE(reader.awaitText("today", "1 read today"));
    EXPECT_TRUE(reader.textOf("recorded").contains("CT-2 recorded"));
    EXPECT_FALSE(reader.textOf("load").startsWith("Taken today: 0 ")) << "the read counts in the reader's own load";
    reader.picture("worklist-after");

    // Each figure opens the reader's own settled cases, those of the last day left out.
    house_->system.database().executeAsSuperuser(
        "update qa.assignment set finished_at = finished_at - interval '2 days' where state = 'done'");
    ASSERT_TRUE(reader.awaitOwnFigures());
    reader.click("cases_kind_doubleRead");
    QPushButton* own = nullptr;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            for (auto* button : reader.find<QWidget>("ownReadsView")->findChildren<QPushButton*>())
                if (button->objectName().startsWith("ownRead_")) own = button;
            return own != nullptr;
        },
        20'000));
    EXPECT_TRUE(own->text().contains("double read")) << own->text().toStdString();
    EXPECT_TRUE(own->text().endsWith("CT-2, settled CT-2"));
    own->click();
    auto* cases = reader.find<QWidget>("ownReadsView");
    ASSERT_TRUE(QTest::qWaitFor([&] { return cases->findChild<QLabel*>("cell_1_1") != nullptr; }, 20'000));
    EXPECT_EQ(cases->findChild<QLabel*>("cell_1_1")->text(), "CT-2");
    EXPECT_TRUE(QTest::qWaitFor([&] { return cases->findChild<QLabel*>("cell_1_1")->isVisible(); }, 20'000));
    reader.picture("own-cases");
}

TEST_F(ClientAndServer, recordsNothingTwiceFromASecondWindow) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    auto first = signedIn(person);
    ASSERT_TRUE(first.openNextCase());
    auto second = signedIn(person);
    ASSERT_TRUE(second.resumeCase());
    ASSERT_TRUE(first.awaitSubmitAwake());
    ASSERT_TRUE(second.awaitSubmitAwake());
    first.comeToTheImages();
    first.fillDoubleRead(60, 60);
    first.key(Qt::Key_Return);
    ASSERT_TRUE(first.awaitText("lostText", "on another workstation now"));
    EXPECT_TRUE(first.textOf("recordedText").isEmpty());
    second.comeToTheImages();
    second.fillDoubleRead(12, 12);
    second.key(Qt::Key_Return);
    ASSERT_TRUE(second.awaitText("recordedText", "CT-1 recorded."));
}

TEST_F(ClientAndServer, keepsTheDraftWhenTheCaseWentBack) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    auto first = signedIn(person);
    ASSERT_TRUE(first.openNextCase());
    const auto handle = first.screen().handle();
    auto second = signedIn(person);
    ASSERT_TRUE(second.resumeCase());
    second.comeToTheImages();
    second.key(Qt::Key_F8);
    second.picture("put-aside");
    second.key(Qt::Key_4);  // later: it goes back to the pool
    ASSERT_TRUE(second.isAtWorklist());

    first.comeToTheImages();
    ASSERT_TRUE(first.awaitSubmitAwake());
    first.fillDoubleRead(12, 14);
    first.key(Qt::Key_Return);
    ASSERT_TRUE(first.awaitText("lostText", "Your draft is kept for 30 days and counts in nothing."));
    EXPECT_TRUE(first.find<PercentField>("rightPercent")->isReadOnly());
    first.click("copyText");
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains("Right 12"));
    first.picture("lease-lost");
    const auto draft = DraftStore(drafts_.path()).load(handle);
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->read.leftPercent, 14);
}

TEST_F(ClientAndServer, bringsBackWhatWasTypedAtTheSliceWhereItWasLeft) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    int slice = 0;
    std::vector<Measurement> drawn;
    {
        auto reader = signedIn(person);
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        auto& view = reader.screen().viewer().view();
        reader.key(Qt::Key_Down, Qt::ShiftModifier);
        reader.key(Qt::Key_2);
        reader.key(Qt::Key_D);
        const QPoint middle = view.rect().center();
        QTest::mousePress(&view, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&view, middle + QPoint(60, 20));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, middle + QPoint(60, 20));
        drawn = view.measurements();
        ASSERT_EQ(drawn.size(), 1u);
        slice = view.slice();
        reader.close();
    }
    {
        auto reader = signedIn(person);
        ASSERT_TRUE(reader.resumeCase());
        auto& view = reader.screen().viewer().view();
        EXPECT_EQ(view.measurements(), drawn) << "nothing was typed, and what was drawn is kept";
        EXPECT_EQ(presetNameOf(view.window()), "soft");
        EXPECT_EQ(view.slice(), slice);
        reader.comeToTheImages();
        reader.key(Qt::Key_K);
        reader.close();
    }
    {
        auto reader = signedIn(person);
        ASSERT_TRUE(reader.resumeCase());
        EXPECT_EQ(reader.screen().viewer().marks(), (std::set<int>{slice})) << "a mark alone is kept too";
        reader.comeToTheImages();
        reader.key(Qt::Key_Tab);
        reader.type("31,5");
        reader.close();
    }
    auto again = signedIn(person);
    ASSERT_TRUE(again.resumeCase());
    EXPECT_EQ(again.find<PercentField>("rightPercent")->text(), "31.5");
    EXPECT_EQ(again.screen().viewer().view().slice(), slice);
    EXPECT_EQ(again.screen().viewer().marks(), (std::set<int>{slice}));
    EXPECT_EQ(again.screen().viewer().view().measurements(), drawn);
    EXPECT_TRUE(again.textOf("message").contains("Your draft of"));
}

TEST_F(ClientAndServer, waitsForTheLineAndRecordsOnce) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    house_->system.kill(Program::server);
    reader.fillDoubleRead(12, 12);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("message", "Waiting for the line. It is not recorded yet"));
    EXPECT_TRUE(reader.awaitText("offlineText", "No connection since"));
    reader.picture("waiting-for-the-line");
    house_->system.start(Program::server);
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-1 recorded."));
    EXPECT_EQ(reader.textOf("connectionText"), "connected");
    ASSERT_TRUE(reader.awaitReveal());
    EXPECT_EQ(reader.textOf("outcomeText"), "Concordant");
}

TEST_F(ClientAndServer, locksADoubleReadWithoutFindingsInNineKeysAndNoneBeforeAnImageWasSeen) {
    Line line(house_->system.httpPort());
    const auto person = aReader();
    sendPhantom(0, Grade::ct1, 12);
    auto reader = signedIn(person, line.url());
    line.dropNextAnswerTo("/frames?");
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitText("offlineText", "No connection since")) << "before any image has come";
    reader.comeToTheImages();
    const std::vector<int> keys{Qt::Key_Tab,    Qt::Key_0, Qt::Key_Return, Qt::Key_0,     Qt::Key_Return,
                                Qt::Key_Return, Qt::Key_1, Qt::Key_3,      Qt::Key_Return};
    ASSERT_EQ(keys.size(), 9u);
    for (const int key : keys) reader.key(key);
    EXPECT_EQ(reader.textOf("message"), "Submit wakes two seconds after the first image.");
    EXPECT_EQ(reader.textOf("consequence"), "CT-0: no viral pneumonia, the primary care physician is informed.");
    line.mend();
    ASSERT_TRUE(reader.awaitImages()) << "they come by themselves when the line is back";
    ASSERT_TRUE(reader.awaitSubmitAwake());
    auto* submit = reader.find<QPushButton>("submit");
    EXPECT_EQ(QApplication::focusWidget(), submit);
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, "\r", true);
    QApplication::sendEvent(submit, &held);
    EXPECT_TRUE(reader.textOf("recordedText").isEmpty()) << "a held key submits nothing";
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-0 recorded."));
}

TEST_F(ClientAndServer, locksAConcordantPeerReviewInThreeKeys) {
    const auto person = aReader();
    sendPhantom(0, Grade::ct0, 0, RoutingDecision::admission);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.comeToTheImages();
    const std::vector<int> keys{Qt::Key_Tab, Qt::Key_1, Qt::Key_Return};
    for (const int key : keys) reader.key(key);
    EXPECT_TRUE(reader.awaitText("recordedText", "recorded."));
}

TEST_F(ClientAndServer, reviewsAReportAndPraisesIt) {
    const auto person = aReader();
    sendPhantom(0, Grade::ct0, 0, RoutingDecision::admission);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    EXPECT_TRUE(reader.textOf("caseText").contains("peer review"));
    EXPECT_EQ(reader.textOf("reportedGrade").left(15), "Reported: CT-0 ");
    reader.key(Qt::Key_F6);
    reader.picture("peer-review");
    reader.key(Qt::Key_Tab);
    reader.key(Qt::Key_1);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("recordedText", "recorded."));
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.textOf("outcomeText") == "Concordant"; }, 30'000))
        << reader.textOf("outcomeText").toStdString();
    reader.picture("peer-review-reveal");
}

TEST_F(ClientAndServer, readsARealSeries) {
    const auto folder = overread::tests::realCt("covid-1.25mm");
    if (!folder) GTEST_SKIP() << "no real CT on this machine (OVERREAD_CT_DATA)";
    const auto person = aReader();
    auto studies = simulation::stageSeriesUnder(*folder, house_->studies.path() / "copies");
    ASSERT_FALSE(studies.empty());
    auto& study = studies.front();
    study.report.grade = Grade::ct2;
    study.report.involvement = Involvement{35, 45, 25};
    study.report.routing = RoutingDecision::homeClinic;
    send(study);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    auto& view = reader.screen().viewer().view();
    reader.key(Qt::Key_Down, Qt::ShiftModifier);
    reader.key(Qt::Key_Down, Qt::ShiftModifier);
    reader.key(Qt::Key_K);
    reader.fillDoubleRead(42, 12);
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.picture("real-reading");
    reader.key(Qt::Key_F1);
    reader.picture("real-keys");
    reader.key(Qt::Key_F1);
    reader.key(Qt::Key_Tab);
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.awaitReveal());
    EXPECT_TRUE(QTest::qWaitFor([&] { return reader.screen().viewer().stack()->hasMask(view.slice()); }, 40'000));
    reader.picture("real-reveal");
    view.showMasks(ImageView::Masks::fill);
    reader.picture("real-reveal-filled");
}

}  // namespace
}  // namespace overread::client::tests
