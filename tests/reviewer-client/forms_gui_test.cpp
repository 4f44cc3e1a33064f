#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/comparison_table.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_store.h"
#include "reviewer-client/reading/keys_page.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/percent_field.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/key_words.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/worklist/hour_strip.h"
#include "reviewer-client/worklist/idle_watch.h"
#include "reviewer-client/worklist/own_figures_view.h"

namespace overread::client {
namespace {

void show(QWidget& widget) {
    widget.resize(460, 800);
    widget.show();
    widget.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&widget));
}

void key(int which) {
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(which));
}

QString textOf(const QWidget& form, const char* name) {
    return form.findChild<QLabel*>(name)->text();
}

TEST(DoubleReadForm, isAnsweredWithoutFindingsInSevenKeys) {
    DoubleReadForm form{GradeLimits{}};
    QSignalSpy all(&form, &Form::answeredAll);
    show(form);
    ASSERT_TRUE(form.focusFirstOpen());
    for (const int each : {Qt::Key_0, Qt::Key_Return, Qt::Key_0, Qt::Key_Return, Qt::Key_Return, Qt::Key_1, Qt::Key_3})
        key(each);
    EXPECT_EQ(all.count(), 1);
    EXPECT_TRUE(form.isComplete());
    const auto read = std::get<DoubleRead>(completed(form.answers(), GradeLimits{}));
    EXPECT_EQ(read.grade, Grade::ct0);
    EXPECT_EQ(read.findings, Findings{});
    EXPECT_EQ(read.quality, ImageQuality::diagnostic);
    EXPECT_EQ(read.confidence, 3);
    EXPECT_EQ(form.consequence(), "CT-0: no viral pneumonia, the primary care physician is informed.");
}

TEST(DoubleReadForm, showsTheGradeOfThePercentAndHowNearALimitIs) {
    DoubleReadForm form{GradeLimits{}};
    show(form);
    EXPECT_EQ(textOf(form, "gradeText"), "");
    form.focusFirstOpen();
    QTest::keyClicks(QApplication::focusWidget(), "50");
    key(Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), "45,7");
    EXPECT_EQ(form.findChild<QLineEdit*>("totalPercent")->placeholderText(), "48");
    EXPECT_EQ(textOf(form, "gradeText"), QString(QChar(0x2192)) + " CT-2");
    EXPECT_EQ(textOf(form, "nearLimitText"), "2 points from CT-3");
    EXPECT_EQ(form.consequence(), "CT-2: home, under the clinic.");
}

TEST(DoubleReadForm, asksWhyTheGradeIsNotThePercents) {
    DoubleReadForm form{GradeLimits{}};
    show(form);
    form.focusFirstOpen();
    for (const int each : {Qt::Key_3, Qt::Key_0, Qt::Key_Return, Qt::Key_3, Qt::Key_0, Qt::Key_Return}) key(each);
    auto* grade = form.findChild<ChoiceRow*>("grade");
    auto* reason = form.findChild<ChoiceRow*>("gradeReason");
    EXPECT_FALSE(reason->isEnabled());
    grade->setFocus();
    key(Qt::Key_3);
    EXPECT_TRUE(reason->isEnabled());
    EXPECT_EQ(QApplication::focusWidget(), reason);
    EXPECT_EQ(form.answers().chosenGrade, Grade::ct3);
    key(Qt::Key_2);
    EXPECT_EQ(form.answers().gradeReason, GradeReason::clinicalPicture);
    grade->setFocus();
    key(Qt::Key_2);  // back to the percent's own
    EXPECT_EQ(form.answers().chosenGrade, std::nullopt);
    EXPECT_FALSE(reason->isEnabled());
}

TEST(DoubleReadForm, refusesAnUnreadablePercentAndKeepsIt) {
    DoubleReadForm form{GradeLimits{}};
    QSignalSpy refused(&form, &Form::refused);
    show(form);
    form.focusFirstOpen();
    auto* right = form.findChild<PercentField*>("rightPercent");
    QTest::keyClicks(right, "140");
    key(Qt::Key_Return);
    EXPECT_EQ(refused.count(), 1);
    EXPECT_EQ(right->text(), "140");
    EXPECT_TRUE(right->property("refused").toBool());
    EXPECT_EQ(QApplication::focusWidget(), right);
    key(Qt::Key_X);
    EXPECT_EQ(refused.count(), 2);
    EXPECT_EQ(right->text(), "140");
}

TEST(DoubleReadForm, putsBackADraft) {
    DoubleReadAnswers answers;
    answers.rightPercent = 31.5;
    answers.leftPercent = 20;
    answers.statedTotalPercent = 27;
    answers.chosenGrade = Grade::ct3;
    answers.gradeReason = GradeReason::grewByHalf;
    answers.findingsAnswered = true;
    answers.findings = {true, false, true, false, Distribution::peripheral, "tuberculosis"};
    answers.quality = ImageQuality::limited;
    answers.qualityReasons = {"motion", "noise"};
    answers.confidence = 1;
    answers.text = "apices";
    DoubleReadForm form{GradeLimits{}};
    form.showAnswers(answers);
    EXPECT_EQ(form.answers(), answers);
}

TEST(ChoiceRow, excludesOneDistributionByAnother) {
    DoubleReadForm form{GradeLimits{}};
    show(form);
    auto* findings = form.findChild<ChoiceRow*>("findings");
    findings->setFocus();
    for (const int each : {Qt::Key_1, Qt::Key_5, Qt::Key_6}) key(each);
    EXPECT_TRUE(form.answers().findings.groundGlass);
    EXPECT_EQ(form.answers().findings.distribution, Distribution::central);
    QTest::mouseClick(form.findChild<QPushButton*>("findings7"), Qt::LeftButton);
    EXPECT_EQ(form.answers().findings.distribution, Distribution::diffuse);
    key(Qt::Key_1);
    EXPECT_FALSE(form.answers().findings.groundGlass);
}

TEST(ChoiceRow, isNotAnsweredByAHeldKey) {
    DoubleReadForm form{GradeLimits{}};
    show(form);
    auto* quality = form.findChild<ChoiceRow*>("quality");
    quality->setFocus();
    QKeyEvent held(QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, "1", true);
    QApplication::sendEvent(quality, &held);
    EXPECT_EQ(quality->chosenOne(), -1);
}

TEST(IdleWatch, saysWhenNobodyTouchedAnythingForAWhile) {
    IdleWatch watch(std::chrono::milliseconds{20});
    QSignalSpy idle(&watch, &IdleWatch::idle);
    EXPECT_TRUE(idle.wait());
    QWidget touched;
    show(touched);
    QTest::keyClick(&touched, Qt::Key_A);  // and begins anew with a key
    EXPECT_TRUE(idle.wait());
}

TEST(MainButton, isNotPressedByAHeldKeyAndSaysWhyItSleeps) {
    MainButton button("Submit");
    QSignalSpy pressed(&button, &MainButton::pressedAwake);
    QSignalSpy refused(&button, &MainButton::refused);
    show(button);
    button.setFocus();
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, "\r", true);
    QApplication::sendEvent(&button, &held);
    EXPECT_EQ(pressed.count(), 0);
    button.putToSleep("not yet");
    key(Qt::Key_Return);
    EXPECT_EQ(pressed.count(), 0);
    EXPECT_EQ(refused.count(), 1);
    EXPECT_EQ(QApplication::focusWidget(), &button);
    button.wake();
    key(Qt::Key_Return);
    EXPECT_EQ(pressed.count(), 1);
}

wire::ReviewedReport aReport() {
    return {Grade::ct1,
            Involvement{12, 15, 9},
            {true, false, false, false, Distribution::peripheral, ""},
            "Ground glass on both sides."};
}

TEST(PeerReviewForm, concursWithOneDigit) {
    PeerReviewForm form{aReport()};
    QSignalSpy all(&form, &Form::answeredAll);
    show(form);
    form.focusFirstOpen();
    key(Qt::Key_1);
    EXPECT_EQ(all.count(), 1);
    EXPECT_TRUE(form.isComplete());
}

TEST(PeerReviewForm, asksForACommentWhereAnArbiterFollows) {
    PeerReviewForm form{aReport()};
    show(form);
    form.focusFirstOpen();
    for (const int each : {Qt::Key_3, Qt::Key_1, Qt::Key_1}) key(each);
    EXPECT_EQ(form.consequence(), "3a goes to an arbiter.");
    EXPECT_FALSE(form.isComplete());
    auto* comment = form.findChild<QPlainTextEdit*>("comment");
    EXPECT_EQ(QApplication::focusWidget(), comment);
    QTest::keyClicks(comment, "Consolidation in the left lower lobe.");
    EXPECT_TRUE(form.isComplete());
}

TEST(PeerReviewForm, praisesWithTheSlice) {
    PeerReviewForm form{aReport()};
    form.praise(41);
    EXPECT_TRUE(form.answers().greatCall);
    EXPECT_EQ(form.answers().markedSlice, 41);
    EXPECT_EQ(form.findChild<QPushButton*>("greatCall")->text(), "F6  Great call, slice 42");
}

TEST(SettlementForm, saysWhatFollowsFromTheGrade) {
    wire::ArbitrationView view;
    view.own.grade = Grade::ct3;
    view.readA.grade = Grade::ct1;
    SettlementForm form{view};
    show(form);
    form.focusFirstOpen();
    key(Qt::Key_3);
    EXPECT_EQ(form.consequence(),
              "CT-1 becomes CT-3: the facility is alerted at once, first escalation after 30 min. An amended report "
              "will be asked for.");
    EXPECT_FALSE(form.isComplete());
    QTest::keyClicks(QApplication::focusWidget(), "Both lower lobes.");
    EXPECT_TRUE(form.isComplete());
}

TEST(Comparison, marksRowsThatDifferAndLeavesOutWhatNobodySaid) {
    DoubleRead you, report;
    you.grade = Grade::ct2;
    you.involvement = {30, 30, 30};
    report.grade = Grade::ct3;
    report.involvement = {33, 31, {}};
    Quantification refused;
    refused.status = Quantification::Status::refused;
    refused.reason = "not_chest_ct";
    const auto rows =
        comparisonOf({columnOf("You", you), columnOfReport("Reader A", report, true), columnOf("Measured", refused)});
    EXPECT_TRUE(rows[0].differs);
    EXPECT_EQ(rows[0].cells[2], QString(QChar(0x2013)));
    EXPECT_FALSE(rows[1].differs);                        // 30 and 31
    EXPECT_FALSE(rows[3].differs);                        // 30 and 33: within reading
    EXPECT_EQ(rows[6].cells[1], QString(QChar(0x2013)));  // a report has no confidence
}

TEST(SettlementForm, ofAPanelAsksForTheVerdictFirst) {
    wire::ArbitrationView view;
    view.readA.grade = Grade::ct1;
    view.dispute = wire::DisputeView{"It is old.", 11, Grade::ct3, "both lungs"};
    SettlementForm form{view};
    show(form);
    QSignalSpy slices(&form, &Form::sliceWanted);
    QTest::mouseClick(form.findChild<QPushButton*>("showDisputedSlice"), Qt::LeftButton);
    ASSERT_EQ(slices.count(), 1);
    EXPECT_EQ(slices.at(0).at(0).toInt(), 11);
    EXPECT_EQ(form.findChild<QPushButton*>("showDisputedSlice")->text(), "Show slice 12 of the dispute");
    form.focusFirstOpen();
    key(Qt::Key_1);
    EXPECT_EQ(form.answers().grade, Grade::ct3) << "upheld says the grade as well";
    EXPECT_EQ(form.consequence(), "CT-3 stands. The reporter reads your reason.");
    QTest::keyClicks(QApplication::focusWidget(), "It is new.");
    EXPECT_TRUE(form.isComplete());

    QTest::mouseClick(form.findChild<QPushButton*>("verdict3"), Qt::LeftButton);
    EXPECT_FALSE(form.answers().grade) << "any other verdict asks for the grade anew";
    EXPECT_FALSE(form.isComplete());
    QTest::mouseClick(form.findChild<QPushButton*>("settledGrade3"), Qt::LeftButton);
    EXPECT_EQ(form.consequence(), "Partly gives another grade than the settled CT-3.");
    QTest::mouseClick(form.findChild<QPushButton*>("settledGrade2"), Qt::LeftButton);
    EXPECT_EQ(form.consequence(), "The settled CT-3 becomes CT-2; the report still differs, and the figures change.");
    EXPECT_TRUE(form.isComplete());
    Draft draft;
    form.writeTo(draft);
    SettlementForm again{view};
    again.readFrom(draft);
    EXPECT_EQ(again.answers(), form.answers());
}

TEST(KeysPage, writesKeysAsTheyStandOnEveryKeyboard) {
    const QString up(QChar(0x2191)), right(QChar(0x2192));
    EXPECT_EQ(keyWords(QKeySequence(Qt::Key_Up)), up);
    EXPECT_EQ(keyWords(QKeySequence("Shift+Up")), "Shift+" + up);
    EXPECT_EQ(keyWords(QKeySequence("Ctrl+Alt+Right")), "Ctrl+Alt+" + right);
    EXPECT_EQ(keyWords(QKeySequence(Qt::Key_Return)), "Enter");
    EXPECT_EQ(keyWords(QKeySequence("+")), "+");
    EXPECT_EQ(keyWords(QKeySequence("Ctrl++")), "Ctrl++");
    EXPECT_EQ(keyWords(QKeySequence("K")), "K");
}

TEST(KeysPage, givesAnotherKeyAndRefusesOneThatIsTaken) {
    QAction mark("mark"), reset("reset"), toForm("to the questions");
    mark.setObjectName("mark");
    mark.setShortcut(QKeySequence("K"));
    reset.setObjectName("reset");
    reset.setShortcut(QKeySequence("R"));
    toForm.setObjectName("toForm");
    toForm.setShortcut(QKeySequence(Qt::Key_Tab));
    KeysPage page({&mark, &reset, &toForm});
    show(page);
    QSignalSpy chosen(&page, &KeysPage::keyChosen);
    auto* button = page.findChild<QPushButton*>("key_mark");
    ASSERT_NE(button, nullptr);
    EXPECT_EQ(page.findChild<QPushButton*>("key_toForm"), nullptr) << "the way out stays what it is";
    button->click();
    key(Qt::Key_F6);
    EXPECT_TRUE(page.findChild<QLabel*>("keysState")->text().startsWith("This key cannot be given"));
    key(Qt::Key_R);
    EXPECT_TRUE(page.findChild<QLabel*>("keysState")->text().startsWith("R does"));
    EXPECT_EQ(chosen.count(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J, Qt::ShiftModifier);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.at(0), (QVariantList{"mark", "Shift+J"}));
    button->click();
    key(Qt::Key_Escape);
    EXPECT_EQ(button->text(), "K");
    EXPECT_EQ(chosen.count(), 1);
}

TEST(OwnFiguresView, opensCasesBehindAFigureAndSumsWhatHiddenOnesShowed) {
    ApiClient api;
    OwnFiguresView view(api);
    OwnFigures figures;
    figures.doubleRead = {12, 3.5, 6.0};
    figures.repeatKappa.n = 11;
    figures.repeatsStillNeeded = 19;
    view.show(figures);
    wire::Calibration calibration;
    calibration.total = {std::nullopt, std::nullopt, 9, 7, 9, -0.1, 3, 2};
    calibration.weeks = {
        {*parseRfc3339("2026-11-16T12:00:00Z"), *parseRfc3339("2026-11-23T12:00:00Z"), 4, 3, 4, 0, 0, 0}};
    wire::OwnPace pace;
    pace.hours = {{20, AssignmentKind::doubleRead, 12, 3.2}, {23, AssignmentKind::doubleRead, 2, 8}};
    pace.doubleReadExpected = 9;
    view.showPace(pace);
    view.showCalibration(calibration);
    QStringList lines;
    for (const auto* label : view.findChildren<QLabel*>("ownFigure")) lines << label->text();
    EXPECT_EQ(lines, (QStringList{"Double reads: half of them within 3.5 min, nine of ten within 6 min",
                                  "Repeats: 11 so far. About 19 more before a kappa says anything.",
                                  "Double reads by hour of the day: dashed, what the plan expects, 9 min",
                                  "Hidden cases: 9 read, 7 as settled, 9 within one grade; repeats 3, the same 2",
                                  "Week of 16 Nov 2026: 4 read, 3 as settled, 4 within one grade"}))
        << lines.join('|').toStdString();
    EXPECT_EQ(view.findChildren<QPushButton*>(QRegularExpression("^cases_")).size(), 1)
        << "no single hidden case can be opened";
    const auto* strip = view.findChild<HourStrip*>();
    ASSERT_NE(strip, nullptr);
    EXPECT_TRUE(strip->accessibleDescription().contains(":00: 3.2 min, n 12"));
    // Each figure says what it is.
    auto* ask = view.findChild<QPushButton*>("meaningOf");
    auto* meaning = view.findChild<QLabel*>("meaning");
    EXPECT_TRUE(meaning->isHidden());
    ask->click();
    EXPECT_FALSE(meaning->isHidden());
    EXPECT_TRUE(meaning->text().startsWith("Minutes from the opening"));
}

wire::Reveal aReveal(const std::string& rule) {
    wire::Reveal reveal;
    reveal.rule = rule;
    reveal.you.emplace().grade = Grade::ct2;
    reveal.readA = reveal.you;
    reveal.measurement.status = Quantification::Status::measured;
    return reveal;
}

TEST(RevealPanel, saysWhatItWaitsForWithoutTellingWhy) {
    RevealPanel panel;
    const auto textOf = [&](const char* name) { return panel.findChild<QLabel*>(name)->text(); };
    show(panel);
    panel.showReveal(aReveal("otherRoutingClass"));
    panel.showAskedAt(*parseRfc3339("2026-11-30T12:00:00Z"));
    EXPECT_EQ(textOf("outcomeText"), "Recorded. An arbiter settles it.");
    const QString words = textOf("waitsFor");
    EXPECT_TRUE(words.startsWith("An arbiter reads the case blind")) << words.toStdString();
    EXPECT_TRUE(words.contains("a few that agree"));
    EXPECT_TRUE(words.contains("appears here by itself"));
    EXPECT_TRUE(panel.findChild<QLabel*>("settledText")->isHidden());

    // A case that agrees and is drawn waits in the same words.
    panel.showReveal(aReveal("sameGrade"));
    panel.showAskedAt(*parseRfc3339("2026-11-30T12:00:00Z"));
    EXPECT_EQ(textOf("waitsFor"), words);

    auto settled = aReveal("otherRoutingClass");
    settled.outcome = Outcome::significantDiscrepancy;
    settled.settledGrade = Grade::ct3;
    panel.showReveal(settled);
    EXPECT_TRUE(panel.findChild<QLabel*>("waitsFor")->isHidden());
    EXPECT_EQ(textOf("settledText"), "Settled grade: CT-3");

    auto unmeasured = settled;
    unmeasured.measurement.status = Quantification::Status::pending;
    panel.showReveal(unmeasured);
    EXPECT_FALSE(panel.findChild<QLabel*>("waitsFor")->isHidden());
}

TEST(RevealPanel, hasWordsForEveryRule) {
    for (const char* rule : {"sameGrade", "sameClassWithinLimits", "sameClassBeyondLimits", "sameClassNotComparable",
                             "otherRoutingClass", "twoGradesApart"})
        EXPECT_NE(words::ofRule(rule, 3), rule);
    for (const QString score : {"1", "2a", "2b", "3a", "3b"})
        EXPECT_EQ(words::ofRule(("radpeer" + score).toStdString(), 0), "score " + score);
}

TEST(DraftStore, keepsOneFilePerAssignmentThatNamesNothing) {
    QTemporaryDir folder;
    DraftStore store(folder.path() + "/drafts");
    Draft draft;
    draft.read.text = "apices";
    ASSERT_TRUE(store.save("handle-one", draft));
    EXPECT_EQ(store.load("handle-one"), draft);
    EXPECT_EQ(store.load("handle-two"), std::nullopt);
    const auto files = QDir(folder.path() + "/drafts").entryInfoList(QDir::Files);
    ASSERT_EQ(files.size(), 1);
    EXPECT_FALSE(files[0].fileName().contains("handle"));
    EXPECT_EQ(files[0].permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions{});
    store.remove("handle-one");
    EXPECT_EQ(store.load("handle-one"), std::nullopt);
}

}  // namespace
}  // namespace overread::client
