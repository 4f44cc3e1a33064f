#include "tests/reviewer-client/reader_at_the_screen.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "reviewer-client/reading/comparison_table.h"
#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/worklist/worklist_screen.h"

namespace overread::client::tests {
namespace {
constexpr int patienceMs = 20'000;
}

ReaderAtTheScreen::ReaderAtTheScreen(const std::string& server, const QString& drafts)
    : window_(std::make_unique<MainWindow>(QUrl(QString::fromStdString(server)), drafts)) {
    window_->resize(1500, 950);
    window_->show();
    window_->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(window_.get()));
}

void ReaderAtTheScreen::signIn(const std::string& name, const std::string& password) {
    find<QLineEdit>("name")->setText(QString::fromStdString(name));
    find<QLineEdit>("password")->setText(QString::fromStdString(password));
    click("signIn");
}

bool ReaderAtTheScreen::isAtWorklist() {
    return QTest::qWaitFor([&] { return find<WorklistScreen>("worklistScreen")->isVisible(); }, patienceMs);
}

bool ReaderAtTheScreen::openNextCase(int seconds) {
    auto* next = find<MainButton>("next");
    return QTest::qWaitFor(
        [&] {
            if (window_->reading()) return true;
            if (next->isVisible() && next->isAwake()) next->click();
            return window_->reading() != nullptr;
        },
        seconds * 1000);
}

bool ReaderAtTheScreen::resumeCase() {
    QPushButton* resume = nullptr;
    const bool held = QTest::qWaitFor(
        [&] {
            for (auto* button : window_->findChildren<QPushButton*>())
                if (button->objectName().startsWith("resume_")) resume = button;
            return resume != nullptr;
        },
        patienceMs);
    if (!held) return false;
    resume->click();
    return QTest::qWaitFor([&] { return window_->reading() != nullptr; }, patienceMs);
}

void ReaderAtTheScreen::comeToTheImages() {
    window_->raise();
    window_->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(window_.get()));
    screen().viewer().setFocus();
    EXPECT_TRUE(QTest::qWaitFor([&] { return QApplication::focusWidget() == &screen().viewer().view(); }, patienceMs));
}

bool ReaderAtTheScreen::awaitImages() {
    return QTest::qWaitFor(
        [&] {
            const auto stack = screen().viewer().stack();
            return stack && stack->loaded() == stack->slices();
        },
        60'000);
}

bool ReaderAtTheScreen::awaitSubmitAwake() {
    return QTest::qWaitFor([&] { return find<MainButton>("submit")->isAwake(); }, patienceMs);
}

bool ReaderAtTheScreen::awaitReveal() {
    return QTest::qWaitFor([&] { return find<ComparisonTable>("comparison") && !textOf("ruleText").isEmpty(); },
                           60'000);
}

bool ReaderAtTheScreen::awaitOwnFigures() {
    constexpr int eachMs = 1000;
    for (int waited = 0; waited < 60'000; waited += eachMs) {
        find<WorklistScreen>("worklistScreen")->begin();
        if (QTest::qWaitFor([&] { return find<QPushButton>("cases_kind_doubleRead") != nullptr; }, eachMs)) return true;
    }
    return false;
}

void ReaderAtTheScreen::fillDoubleRead(int rightPercent, int leftPercent) {
    comeToTheImages();
    key(Qt::Key_Tab);
    type(QString::number(rightPercent));
    key(Qt::Key_Return);
    type(QString::number(leftPercent));
    key(Qt::Key_Return);
    if (rightPercent + leftPercent > 0) key(Qt::Key_1);
    key(Qt::Key_Return);
    key(Qt::Key_1);
    key(Qt::Key_3);
}

void ReaderAtTheScreen::key(int key, Qt::KeyboardModifiers modifiers) {
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
}

void ReaderAtTheScreen::type(const QString& text) {
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void ReaderAtTheScreen::click(const char* button) {
    QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
}

bool ReaderAtTheScreen::awaitText(const char* label, const QString& part, int seconds) {
    const bool came = QTest::qWaitFor([&] { return textOf(label).contains(part); }, seconds * 1000);
    if (!came) ADD_FAILURE() << label << " says \"" << textOf(label).toStdString() << "\"";
    return came;
}

QString ReaderAtTheScreen::textOf(const char* label) {
    auto* found = find<QLabel>(label);
    return found ? found->text() : QString();
}

void ReaderAtTheScreen::picture(const char* name) {
    const QString file = QString(OVERREAD_PICTURES) + "/" + name + ".png";
    QDir().mkpath(QFileInfo(file).path());
    window_->grab().save(file);
}

void ReaderAtTheScreen::close() {
    window_->close();
    window_.reset();
}

}  // namespace overread::client::tests
