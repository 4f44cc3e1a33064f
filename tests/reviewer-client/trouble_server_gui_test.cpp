#include "tests/reviewer-client/client_and_server.h"

// Qt's words (emit, signals) last.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "reviewer-client/reading/percent_field.h"
#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/worklist/idle_watch.h"
#include "tests/reviewer-client/client_process.h"
#include "tests/reviewer-client/line.h"

/// What goes wrong in a night, each against the real server: nothing that was typed is lost, and what is sent is
/// recorded once.
namespace overread::client::tests {
namespace {

constexpr int patienceMs = 60'000;

bool hasDraft(const QString& folder) {
    return !QDir(folder).entryList({"*.draft"}, QDir::Files).isEmpty();
}

class Trouble : public ClientAndServer {
protected:
    ReaderAtTheScreen readingACase(const overread::tests::RunningSystem::Person& person,
                                   const std::string& server = {}) {
        sendPhantom(12, Grade::ct1, 12);
        auto reader = signedIn(person, server);
        EXPECT_TRUE(reader.openNextCase());
        EXPECT_TRUE(reader.awaitImages());
        EXPECT_TRUE(reader.awaitSubmitAwake());
        return reader;
    }
    long count(const std::string& table) {
        ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        long n = 0;
        EXPECT_TRUE(fetchRow(transaction.session(), "select count(*) from " + table, std::tie(n)));
        return n;
    }
    /// Waits until the case can be read, so that its frames can be spoilt before anybody asks for them.
    void awaitFrames() {
        ASSERT_TRUE(QTest::qWaitFor([&] { return count("qa.image_series") == 1; }, patienceMs));
    }
};

TEST_F(Trouble, ofANetworkThatIsCutWhileTypingAndSendingLosesNothing) {
    Line line(house_->system.httpPort());
    const auto person = aReader();
    auto reader = readingACase(person, line.url());
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.type("12");
    line.cut();
    reader.key(Qt::Key_Return);
    reader.type("13");
    for (const int key : {Qt::Key_Return, Qt::Key_1, Qt::Key_Return, Qt::Key_1, Qt::Key_3}) reader.key(key);
    reader.key(Qt::Key_Return);  // on Submit
    EXPECT_TRUE(reader.awaitText("message", "Waiting for the line. It is not recorded yet"));
    EXPECT_TRUE(reader.awaitText("offlineText", "No connection since"));
    EXPECT_TRUE(reader.textOf("offlineText").contains("the case is yours until"));
    EXPECT_TRUE(hasDraft(drafts_.path()));
    EXPECT_EQ(count("qa.read"), 0);
    line.mend();
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-1 recorded."));
    EXPECT_EQ(reader.textOf("connectionText"), "connected");
    EXPECT_EQ(count("qa.read"), 1);
    EXPECT_FALSE(hasDraft(drafts_.path())) << "a draft that has served";
}

TEST_F(Trouble, ofALineThatBreaksAfterTheServerHasLockedIsRecordedOnce) {
    Line line(house_->system.httpPort());
    const auto person = aReader();
    auto reader = readingACase(person, line.url());
    reader.comeToTheImages();
    reader.fillDoubleRead(12, 12);
    line.dropNextAnswerTo("/read ");
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("message", "Waiting for the line."));
    EXPECT_EQ(count("qa.read"), 1);
    line.mend();
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-1 recorded."));
    EXPECT_EQ(count("qa.read"), 1);
}

TEST_F(Trouble, ofASessionThatEndsMidReadBringsTheReaderBackWhereTheyWere) {
    const auto person = aReader();
    auto reader = readingACase(person);
    reader.comeToTheImages();
    reader.key(Qt::Key_Down, Qt::ShiftModifier);
    const int slice = reader.screen().viewer().view().slice();
    reader.key(Qt::Key_Tab);
    reader.type("31,5");
    house_->system.database().executeAsSuperuser("delete from identity.session");
    for (const int key :
         {Qt::Key_Return, Qt::Key_2, Qt::Key_Return, Qt::Key_Return, Qt::Key_1, Qt::Key_3, Qt::Key_Return})
        reader.key(key);
    ASSERT_TRUE(reader.awaitText("signInMessage", "The session has ended. What you typed is kept"));
    EXPECT_EQ(reader.window().reading(), nullptr);
    reader.picture("session-ended");
    reader.signIn(person.name, person.password);
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.window().reading() != nullptr; }, patienceMs));
    EXPECT_EQ(reader.find<PercentField>("rightPercent")->text(), "31.5");
    EXPECT_EQ(reader.find<PercentField>("leftPercent")->text(), "2");
    EXPECT_EQ(reader.screen().viewer().view().slice(), slice);
    EXPECT_EQ(count("qa.read"), 0);
}

/// Not a test of its own: the process that the next one kills.
TEST(KilledReader, DISABLED_typesUntilItIsKilled) {
    ReaderAtTheScreen reader(ClientProcess::server(), ClientProcess::drafts());
    reader.signIn(ClientProcess::name(), ClientProcess::password());
    ASSERT_TRUE(reader.isAtWorklist());
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.type("31");
    reader.key(Qt::Key_Return);
    reader.type("27");
    ASSERT_TRUE(QTest::qWaitFor([] { return hasDraft(ClientProcess::drafts()); }, patienceMs));
    ClientProcess::say("typed");
    (void)QTest::qWaitFor([] { return false; }, patienceMs);
    FAIL() << "nobody killed this process";
}

TEST_F(Trouble, ofAClientThatIsKilledMidReadBringsBackWhatWasTyped) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    ClientProcess client("KilledReader.*", house_->system.url(), person.name, person.password, drafts_.path());
    ASSERT_TRUE(client.awaitSaid("typed", 120)) << client.output();
    client.process().kill();  // SIGKILL
    ASSERT_TRUE(client.process().waitForFinished());

    auto again = signedIn(person);
    ASSERT_TRUE(again.resumeCase());
    EXPECT_EQ(again.find<PercentField>("rightPercent")->text(), "31");
    EXPECT_EQ(again.find<PercentField>("leftPercent")->text(), "27");
    EXPECT_TRUE(again.textOf("message").contains("Your draft of"));
}

TEST_F(Trouble, ofASecondWorkstationLeavesOneThatWritesAndBothDrafts) {
    const auto person = aReader();
    QTemporaryDir elsewhere;
    auto first = readingACase(person);
    first.comeToTheImages();
    first.key(Qt::Key_Tab);
    first.type("31");
    ASSERT_TRUE(QTest::qWaitFor([&] { return draftOnTheServer().rightPercent == 31; }, patienceMs));

    auto second = signedIn(person, {}, elsewhere.path());
    ASSERT_TRUE(second.resumeCase());
    EXPECT_EQ(second.find<PercentField>("rightPercent")->text(), "31");
    second.comeToTheImages();
    second.key(Qt::Key_Tab);
    second.type("50");
    ASSERT_TRUE(QTest::qWaitFor([&] { return draftOnTheServer().leftPercent == 50; }, patienceMs));

    // The first one goes on typing, and hears that it is read elsewhere.
    first.comeToTheImages();
    first.key(Qt::Key_Tab);
    first.type("20");
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return first.textOf("lostText").contains("on another workstation"); }, patienceMs))
        << first.textOf("message").toStdString();
    EXPECT_TRUE(first.find<PercentField>("leftPercent")->isReadOnly());
    first.picture("read-elsewhere");

    // Back here: both drafts side by side, and the reader chooses.
    first.click("readHere");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !first.textOf("draftHere").isEmpty(); }, patienceMs));
    EXPECT_TRUE(first.textOf("draftHere").contains("left 20")) << first.textOf("draftHere").toStdString();
    EXPECT_TRUE(first.textOf("draftThere").contains("left 50")) << first.textOf("draftThere").toStdString();
    EXPECT_TRUE(first.textOf("draftHereTitle").contains("(newer)")) << "typed last, whatever was saved last";
    EXPECT_FALSE(first.textOf("draftThereTitle").contains("(newer)"));
    first.picture("two-drafts");
    first.comeToTheImages();
    first.key(Qt::Key_Tab);
    first.key(Qt::Key_1);
    EXPECT_EQ(first.find<PercentField>("leftPercent")->text(), "20");
}

TEST_F(Trouble, ofAReportThatIsAmendedMeanwhileAsksForTheScoreAgain) {
    const auto person = aReader();
    auto study = sendPhantom(0, Grade::ct0, 0, RoutingDecision::admission);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    study.report.text = "Now with a small effusion on the left.";
    study.report.signedAt += std::chrono::seconds{1};
    report(study.report);
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.key(Qt::Key_1);
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return reader.textOf("amendedTitle").startsWith("The report changed at"); }, patienceMs));
    EXPECT_TRUE(reader.find<QPlainTextEdit>("amendedText")->toPlainText().contains("small effusion"));
    EXPECT_EQ(count("qa.review"), 0);
    EXPECT_FALSE(reader.find<QPushButton>("score1")->isChecked()) << "the score is asked again";
    reader.picture("report-amended");
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.key(Qt::Key_1);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("recordedText", "recorded."));
    EXPECT_EQ(count("qa.review"), 1);
}

TEST_F(Trouble, ofASliceThatIsBrokenIsSaidInItsPlaceAndTheOthersAreRead) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    awaitFrames();
    house_->system.database().executeAsSuperuser(
        "update qa.image_series set frame_offsets[cardinality(frame_offsets)] = "
        "frame_offsets[cardinality(frame_offsets)] - 7");
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    auto& viewer = reader.screen().viewer();
    ASSERT_TRUE(QTest::qWaitFor([&] { return viewer.stack()->isComplete(); }, patienceMs));
    const int last = viewer.stack()->slices() - 1;
    EXPECT_EQ(viewer.stack()->loaded(), last);
    EXPECT_EQ(viewer.stack()->state(last), SliceStack::State::broken);
    EXPECT_EQ(viewer.stack()->problem(last), "its file is damaged");
    EXPECT_TRUE(reader.awaitText("message", "1 slice cannot be shown"));
    viewer.view().showSlice(last);
    reader.picture("broken-slice");
    viewer.view().showSlice(8);
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.comeToTheImages();
    reader.fillDoubleRead(12, 12);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-1 recorded."));
}

TEST_F(Trouble, ofFramesThatTheServerHasNoMoreIsSaidAndWhatWasTypedIsKept) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    awaitFrames();
    for (const auto& file : std::filesystem::recursive_directory_iterator(house_->system.configuration().storePath))
        if (file.path().filename() == "frames") std::filesystem::remove(file.path());
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    const auto handle = reader.screen().handle();
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.type("31");
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.screen().viewer().stack()->isComplete(); }, patienceMs));
    EXPECT_EQ(reader.screen().viewer().stack()->loaded(), 0);
    EXPECT_TRUE(reader.awaitText("message", "No image of this case can be shown. F8 puts the case aside."));
    EXPECT_FALSE(reader.find<MainButton>("submit")->isAwake()) << "nobody reads what was not shown";
    EXPECT_EQ(reader.find<PercentField>("rightPercent")->text(), "31");
    reader.picture("no-frames");
    reader.key(Qt::Key_F8);
    reader.key(Qt::Key_2);  // images are missing
    ASSERT_TRUE(reader.isAtWorklist());
    const auto draft = DraftStore(drafts_.path()).load(handle);
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->read.rightPercent, 31);
}

TEST_F(Trouble, ofAFieldThatTheServerRefusesTurnsItAmberAndKeepsAllElse) {
    const auto person = aReader();
    auto reader = readingACase(person);
    reader.comeToTheImages();
    reader.fillDoubleRead(12, 12);
    auto* text = reader.find<QPlainTextEdit>("text");
    text->setPlainText(QString(20'001, 'x'));
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("message", "did not accept the amber field"));
    EXPECT_TRUE(text->property("refused").toBool());
    EXPECT_EQ(reader.find<PercentField>("rightPercent")->text(), "12");
    text->setPlainText("Motion at the bases.");
    reader.find<QPushButton>("submit")->setFocus();
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.awaitText("recordedText", "CT-1 recorded."));
}

TEST_F(Trouble, ofAReaderWhoWalksAwayLocksTheScreenAndKeepsTheCase) {
    const auto person = aReader();
    sendPhantom(12, Grade::ct1, 12);
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.openNextCase());
    reader.comeToTheImages();
    reader.key(Qt::Key_Tab);
    reader.type("31");
    emit reader.find<IdleWatch>("idleWatch")->idle();  // the quarter of an hour is over
    auto* password = reader.find<QLineEdit>("lockPassword");
    ASSERT_TRUE(QTest::qWaitFor([&] { return password->isVisible(); }, patienceMs));
    EXPECT_FALSE(reader.screen().isVisible()) << "the images are hidden";
    reader.picture("locked");
    password->setText("not the password at all");
    reader.click("unlock");
    EXPECT_TRUE(reader.awaitText("lockMessage", "The password is wrong."));
    password->setText(QString::fromStdString(person.password));
    reader.click("unlock");
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.screen().isVisible(); }, patienceMs));
    EXPECT_EQ(reader.find<PercentField>("rightPercent")->text(), "31");
}

}  // namespace
}  // namespace overread::client::tests
