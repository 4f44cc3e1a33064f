#include "tests/reviewer-client/client_and_server.h"

#include "tests/support/real_ct.h"

// Qt's words (emit, signals) last.
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTest>

#include "reviewer-client/answers/sitting.h"
#include "reviewer-client/reading/percent_field.h"
#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/worklist/idle_watch.h"
#include "reviewer-client/worklist/sitting_screen.h"
#include "reviewer-client/worklist/worklist_screen.h"

/// Every screen once, from a real run, for docs/pictures: not one of the tests that run by themselves.
///
///   OVERREAD_LANGUAGE=ru reviewer_client_server_test --gtest_also_run_disabled_tests --gtest_filter='Pictures.*'
namespace overread::client::tests {
namespace {

constexpr int patienceMs = 60'000;

class Pictures : public ClientAndServer {
protected:
    void SetUp() override { QSettings().remove("displayCheck/day"); }

    void keep(ReaderAtTheScreen& reader, const char* name) {
        QTest::qWait(50);  // what is under way on the screen
        reader.picture(qPrintable(QString("client/%1-%2").arg(name, suffix_)));
    }
    static void scrollTo(ReaderAtTheScreen& reader, const char* name) {
        auto* widget = reader.find<QWidget>(name);
        for (auto* parent = widget->parentWidget(); parent; parent = parent->parentWidget())
            if (auto* scroll = qobject_cast<QScrollArea*>(parent)) {
                QApplication::processEvents();
                scroll->verticalScrollBar()->setValue(widget->mapTo(scroll->widget(), QPoint()).y() - 40);
            }
    }
    void submit(ReaderAtTheScreen& reader) {
        ASSERT_TRUE(reader.awaitSubmitAwake());
        reader.find<QPushButton>("submit")->setFocus();
        reader.key(Qt::Key_Return);
    }
    bool awaitOutcome(ReaderAtTheScreen& reader) {
        return QTest::qWaitFor([&] { return !reader.textOf("ruleText").isEmpty(); }, patienceMs) &&
               QTest::qWaitFor(
                   [&] {
                       auto& viewer = reader.screen().viewer();
                       return viewer.stack()->hasMask(viewer.view().slice());
                   },
                   patienceMs);
    }
    void sendReal() {
        const auto folder = overread::tests::realCt("covid-1.25mm");
        ASSERT_TRUE(folder) << "no real CT on this machine (OVERREAD_CT_DATA)";
        auto studies = simulation::stageSeriesUnder(*folder, house_->studies.path() / "copies");
        auto& study = studies.front();
        study.report.grade = Grade::ct2;
        study.report.involvement = Involvement{35, 45, 25};
        study.report.routing = RoutingDecision::homeClinic;
        study.report.clinicalQuestion = "cough, t 38.2";
        send(study);
    }

    void readTheRealOne(ReaderAtTheScreen& reader) {
        auto& view = reader.screen().viewer().view();
        reader.key(Qt::Key_Down, Qt::ShiftModifier);
        reader.key(Qt::Key_Down, Qt::ShiftModifier);
        reader.key(Qt::Key_K);
        reader.key(Qt::Key_D);
        const QPoint middle = view.rect().center();
        QTest::mousePress(&view, Qt::LeftButton, {}, middle - QPoint(160, 40));
        QTest::mouseMove(&view, middle - QPoint(60, 10));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, middle - QPoint(60, 10));
        keep(reader, "double-read-empty");
        reader.fillDoubleRead(42, 12);
        ASSERT_TRUE(reader.awaitSubmitAwake());
        keep(reader, "double-read");
        reader.comeToTheImages();
        reader.key(Qt::Key_M);
        keep(reader, "cuts");
        reader.key(Qt::Key_M);
        reader.key(Qt::Key_F1);
        keep(reader, "keys");
        reader.key(Qt::Key_F1);
        reader.key(Qt::Key_F8);
        keep(reader, "put-aside");
        reader.comeToTheImages();
        reader.key(Qt::Key_Tab);
        submit(reader);
        ASSERT_TRUE(awaitOutcome(reader));
        keep(reader, "reveal");
    }
    void readOne(ReaderAtTheScreen& reader) {
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        reader.comeToTheImages();
        if (reader.screen().kind() == AssignmentKind::peerReview) {
            ASSERT_TRUE(reader.awaitSubmitAwake());
            reader.key(Qt::Key_F6);
            keep(reader, "peer-review");
            reader.key(Qt::Key_Tab);
            reader.key(Qt::Key_1);
            reader.key(Qt::Key_Return);
            ASSERT_TRUE(QTest::qWaitFor([&] { return !reader.textOf("ruleText").isEmpty(); }, patienceMs));
            keep(reader, "peer-review-reveal");
        } else if (reader.screen().viewer().stack()->slices() > 100) {
            readTheRealOne(reader);
        } else {
            reader.fillDoubleRead(62, 62);
            submit(reader);
            ASSERT_TRUE(awaitOutcome(reader));
            keep(reader, "reveal-discordant");
        }
        reader.screen().viewer().setFocus();
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return reader.window().reading() == nullptr; }, patienceMs) ||
                    reader.window().reading());
    }
    void settle(ReaderAtTheScreen& reader, const char* name, const QList<int>& keys, const QString& reason) {
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        reader.comeToTheImages();
        reader.fillDoubleRead(61, 60);
        ASSERT_TRUE(reader.awaitSubmitAwake());
        keep(reader, qPrintable(QString(name) + "-blind"));
        submit(reader);
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return reader.find<SettlementForm>("settlementForm") != nullptr; }, patienceMs));
        for (const int key : keys) reader.key(key);
        reader.find<QPlainTextEdit>("settlementReason")->setPlainText(reason);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                auto& viewer = reader.screen().viewer();
                return viewer.stack()->hasMask(viewer.view().slice());
            },
            patienceMs));
        keep(reader, name);
        submit(reader);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !reader.textOf("ruleText").isEmpty(); }, patienceMs));
    }
    /// A line that breaks while the answers are on their way, and a session that ends.
    void showALineThatBreaks(ReaderAtTheScreen& reader) {
        sendPhantom(12, Grade::ct1, 12);
        ASSERT_TRUE(reader.openNextCase());
        ASSERT_TRUE(reader.awaitImages());
        ASSERT_TRUE(reader.awaitSubmitAwake());
        house_->system.kill(Program::server);
        reader.fillDoubleRead(12, 12);
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return !reader.textOf("message").isEmpty() && !reader.textOf("offlineText").isEmpty(); },
            patienceMs));
        keep(reader, "waiting-for-the-line");
        house_->system.start(Program::server);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !reader.textOf("ruleText").isEmpty(); }, patienceMs));
        house_->system.database().executeAsSuperuser("delete from identity.session");
        reader.screen().viewer().setFocus();
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !reader.textOf("signInMessage").isEmpty(); }, patienceMs));
        keep(reader, "session-ended");
    }
    void typeAndAwaitItOnTheServer(ReaderAtTheScreen& reader, std::optional<double> DoubleReadAnswers::*side,
                                   int percent) {
        reader.comeToTheImages();
        reader.key(Qt::Key_Tab);
        reader.type(QString::number(percent));
        ASSERT_TRUE(QTest::qWaitFor([&] { return draftOnTheServer().*side == percent; }, patienceMs));
    }
    /// One case on two workstations, then put aside at one of them.
    void showTwoWorkstations(const overread::tests::RunningSystem::Person& person) {
        sendPhantom(12, Grade::ct1, 12);
        QTemporaryDir elsewhere;
        auto first = signedIn(person);
        ASSERT_TRUE(first.openNextCase());
        ASSERT_TRUE(first.awaitImages());
        typeAndAwaitItOnTheServer(first, &DoubleReadAnswers::rightPercent, 31);
        auto second = signedIn(person, {}, elsewhere.path());
        ASSERT_TRUE(second.resumeCase());
        typeAndAwaitItOnTheServer(second, &DoubleReadAnswers::leftPercent, 50);
        first.comeToTheImages();
        first.key(Qt::Key_Tab);
        first.type("20");
        ASSERT_TRUE(QTest::qWaitFor([&] { return !first.textOf("lostText").isEmpty(); }, patienceMs));
        keep(first, "read-elsewhere");
        first.click("readHere");
        ASSERT_TRUE(QTest::qWaitFor([&] { return !first.textOf("draftHere").isEmpty(); }, patienceMs));
        keep(first, "two-drafts");
        first.comeToTheImages();
        first.key(Qt::Key_Tab);
        first.key(Qt::Key_1);
        emit first.find<IdleWatch>("idleWatch")->idle();
        keep(first, "locked");
        first.find<QLineEdit>("lockPassword")->setText(QString::fromStdString(person.password));
        first.click("unlock");
        ASSERT_TRUE(QTest::qWaitFor([&] { return first.screen().isVisible(); }, patienceMs));
        // As if nobody had touched it for the lease's half hour.
        house_->system.database().executeAsSuperuser(
            "update qa.assignment set lease_until = now() - interval '1 minute' where state = 'held'");
        ASSERT_TRUE(first.awaitSubmitAwake());
        first.comeToTheImages();
        for (const int key : {Qt::Key_Tab, Qt::Key_1, Qt::Key_Return, Qt::Key_1, Qt::Key_3, Qt::Key_Return})
            first.key(key);  // the percents came back with the draft
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return first.find<PercentField>("rightPercent")->isReadOnly(); }, patienceMs));
        keep(first, "lease-lost");
    }
    /// Twenty-five cases would be a long walk: the screen is told of them.
    void showTheEndOfASitting(ReaderAtTheScreen& reader) {
        auto* end = reader.find<SittingScreen>("sittingScreen");
        const auto now = Timestamp{} + std::chrono::hours{24};
        Sitting sitting(Sitting::usual, now - std::chrono::minutes{104});
        for (int i = 0; i < Sitting::usual; ++i)
            sitting.note(i % 6 == 5 ? AssignmentKind::peerReview : AssignmentKind::doubleRead);
        end->showEnd(sitting, now);
        qobject_cast<QStackedWidget*>(reader.window().centralWidget())->setCurrentWidget(end);
        keep(reader, "sitting-end");
        reader.click("sittingStop");
        ASSERT_TRUE(reader.isAtWorklist());
    }

    const bool isRussian_ = qEnvironmentVariable("OVERREAD_LANGUAGE") == "ru";
    const InLanguage language_{isRussian_ ? Language::russian : Language::english};
    const QString suffix_ = isRussian_ ? "ru" : "en";
};

/// Not a test of its own: a walk that leaves a picture of each screen for a person to look at, asked for by hand.
TEST_F(Pictures, DISABLED_ofEveryScreen) {
    const auto person = aReader();
    const auto arbiter = aReader({Role::reviewer, Role::arbiter});
    const auto panel = aReader({Role::reviewer, Role::arbiter});
    sendReal();
    const auto discordant = sendPhantom(62, Grade::ct2, 45);
    sendPhantom(0, Grade::ct0, 0, RoutingDecision::admission);
    const auto reporter = house_->system.addPerson("the-reporter", {Role::radiologist}, discordant.report.reporter);
    {
        auto reader = atTheScreen();
        keep(reader, "sign-in");
        reader.signIn(person.name, person.password);
        auto* check = reader.find<QWidget>("displayCheckScreen");
        ASSERT_TRUE(QTest::qWaitFor([&] { return check->isVisible(); }, patienceMs));
        keep(reader, "display-check");
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(reader.isAtWorklist());
        auto* pause = reader.find<QPushButton>("pause");
        ASSERT_TRUE(QTest::qWaitFor([&] { return pause->isVisible(); }, patienceMs));
        keep(reader, "worklist");
        const QString words = pause->text();
        pause->click();
        ASSERT_TRUE(QTest::qWaitFor([&] { return pause->text() != words; }, patienceMs));
        keep(reader, "worklist-paused");
        pause->click();
        ASSERT_TRUE(QTest::qWaitFor([&] { return pause->text() == words; }, patienceMs));
        for (int i = 0; i < 3; ++i) readOne(reader);
    }
    {
        auto reader = signedIn(arbiter);
        settle(reader, "arbitration", {Qt::Key_3},
               isRussian_ ? "Больше половины обоих лёгких." : "More than half of both lungs.");
    }
    dispute(reporter,
            isRussian_ ? "Левое лёгкое почти не поражено, см. срез." : "The left lung is mostly spared, see the slice.",
            40);
    {
        auto reader = signedIn(panel);
        settle(reader, "panel", {Qt::Key_1},
               isRussian_ ? "Нижние доли поражены с обеих сторон." : "Both lower lobes are affected.");
    }
    house_->system.database().executeAsSuperuser(
        "update qa.assignment set finished_at = finished_at - interval '2 days', taken_at = taken_at - interval '2 "
        "days' "
        "where state = 'done'");
    auto reader = signedIn(person);
    ASSERT_TRUE(reader.awaitOwnFigures());
    ASSERT_TRUE(QTest::qWaitFor([&] { return reader.find<QWidget>("hourStrip") != nullptr; }, patienceMs));
    reader.find<QPushButton>("meaningOf")->click();
    scrollTo(reader, "ownFiguresView");
    keep(reader, "own-figures");
    reader.click("cases_kind_doubleRead");
    QPushButton* own = nullptr;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            for (auto* button : reader.window().findChildren<QPushButton*>())
                if (button->objectName().startsWith("ownRead_")) own = button;
            return own != nullptr;
        },
        patienceMs));
    own->click();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return reader.find<QWidget>("ownReadsView")->findChild<QLabel*>("cell_1_1") != nullptr; }, patienceMs));
    scrollTo(reader, "ownReadsView");
    keep(reader, "own-cases");
    showTheEndOfASitting(reader);
    showALineThatBreaks(reader);
    reader.close();
    showTwoWorkstations(person);
}

}  // namespace
}  // namespace overread::client::tests
