#include "reviewer-client/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QSettings>
#include <QStackedWidget>

#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/worklist/display_check_screen.h"
#include "reviewer-client/worklist/idle_watch.h"
#include "reviewer-client/worklist/lock_screen.h"
#include "reviewer-client/worklist/sign_in_screen.h"
#include "reviewer-client/worklist/sitting_screen.h"
#include "reviewer-client/worklist/worklist_screen.h"

namespace overread::client {
namespace {
constexpr std::chrono::minutes patience{15};  // without input, while somebody is signed in
}

MainWindow::MainWindow(const QUrl& server, const QString& draftFolder, QWidget* parent)
    : QMainWindow(parent), drafts_(draftFolder), server_(server), screens_(new QStackedWidget) {
    setObjectName("mainWindow");
    setCentralWidget(screens_);
    drafts_.removeOld();
    makeScreens();
    // Later: the answer that says so still has somebody waiting for it in the screen that goes.
    connect(&api_, &ApiClient::sessionEnded, this, &MainWindow::sessionEnded, Qt::QueuedConnection);
    connect(new IdleWatch(patience, this), &IdleWatch::idle, this, &MainWindow::lock);
    auto* fullScreen = new QAction(this);
    fullScreen->setObjectName("fullScreen");
    fullScreen->setShortcut(QKeySequence(Qt::Key_F11));
    connect(fullScreen, &QAction::triggered, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    addAction(fullScreen);
    signIn_->begin();
}

MainWindow::~MainWindow() {
    closeCase();
}

void MainWindow::makeScreens() {
    setWindowTitle(tr("overread reviewer"));
    signIn_ = new SignInScreen(api_, server_);
    worklist_ = new WorklistScreen(api_, supply_);
    displayCheck_ = new DisplayCheckScreen;
    sittingEnd_ = new SittingScreen;
    lock_ = new LockScreen(api_);
    for (QWidget* screen : std::initializer_list<QWidget*>{signIn_, worklist_, displayCheck_, sittingEnd_, lock_})
        screens_->addWidget(screen);
    connect(signIn_, &SignInScreen::signedIn, this, &MainWindow::signedIn);
    connect(signIn_, &SignInScreen::appearanceChanged, this, &MainWindow::makeScreensAnew);
    connect(worklist_, &WorklistScreen::appearanceChanged, this, &MainWindow::makeScreensAnew);
    connect(worklist_, &WorklistScreen::caseOpened, this,
            [this](const std::shared_ptr<SuppliedCase>& supplied) { openCase(std::move(*supplied)); });
    connect(worklist_, &WorklistScreen::signOutWanted, this, &MainWindow::signOut);
    connect(displayCheck_, &DisplayCheckScreen::finished, this, &MainWindow::begin);
    connect(sittingEnd_, &SittingScreen::worklistWanted, this, &MainWindow::showWorklist);
    connect(sittingEnd_, &SittingScreen::anotherWanted, this, [this] {
        showWorklist();
        worklist_->takeNext();
    });
    connect(lock_, &LockScreen::unlocked, this, &MainWindow::unlock);
    connect(lock_, &LockScreen::signOutWanted, this, &MainWindow::signOut);
}

void MainWindow::makeScreensAnew() {
    const bool isAtWorklist = screens_->currentWidget() == worklist_;
    const auto recorded = worklist_->recordedToday();
    for (QWidget* screen : std::initializer_list<QWidget*>{signIn_, worklist_, displayCheck_, sittingEnd_, lock_})
        delete screen;
    makeScreens();
    worklist_->showReader(reader_);
    worklist_->showRecorded(recorded);
    if (isAtWorklist) return showWorklist();
    screens_->setCurrentWidget(signIn_);
    signIn_->begin();
}

void MainWindow::signedIn(const QString& displayName) {
    if (displayName != reader_) worklist_->showRecorded({});
    reader_ = displayName;
    keys_.load();
    worklist_->showReader(displayName);
    if (!DisplayCheckScreen::isDue()) return begin();
    screens_->setCurrentWidget(displayCheck_);
    displayCheck_->begin();
}

void MainWindow::begin() {
    showWorklist();
    const auto interrupted = std::exchange(interrupted_, std::nullopt);
    if (interrupted && interrupted->reader == reader_) worklist_->resume(interrupted->handle);
}

void MainWindow::openCase(SuppliedCase supplied) {
    closeCase();
    const auto handle = supplied.assignment.handle;
    if (!sitting_ || sitting_->isOver())
        sitting_.emplace(QSettings().value("sitting/cases", Sitting::usual).toInt(), api_.serverNow());
    reading_ = new ReadingScreen(api_, drafts_, keys_, std::move(supplied),
                                 tr("%1 of %2").arg(sitting_->done() + 1).arg(sitting_->size()));
    screens_->addWidget(reading_);
    screens_->setCurrentWidget(reading_);
    connect(reading_, &ReadingScreen::imagesComplete, this, &MainWindow::reserveAhead);
    connect(reading_, &ReadingScreen::leaseRenewed, &supply_, &CaseSupply::renew);
    connect(reading_, &ReadingScreen::recorded, this, &MainWindow::noteRecorded);
    // Later: the screen that asks is the one that goes.
    connect(reading_, &ReadingScreen::worklistWanted, this, &MainWindow::showWorklist, Qt::QueuedConnection);
    connect(reading_, &ReadingScreen::nextWanted, this, &MainWindow::goOn, Qt::QueuedConnection);
    connect(
        reading_, &ReadingScreen::reopenWanted, this,
        [this, handle] {
            showWorklist();
            worklist_->resume(handle);
        },
        Qt::QueuedConnection);
}

void MainWindow::noteRecorded(const QString& words) {
    sitting_->note(reading_->kind());
    worklist_->noteRecorded({words, reading_->handle()});
}

void MainWindow::reserveAhead() {
    // Nothing is reserved that this sitting would not read.
    if (sitting_->done() + 1 < sitting_->size()) supply_.reserveAhead();
}

void MainWindow::goOn() {
    if (sitting_ && sitting_->isOver()) {
        closeCase();
        screens_->setCurrentWidget(sittingEnd_);
        return sittingEnd_->showEnd(*sitting_, api_.serverNow());
    }
    showWorklist();
    worklist_->takeNext();
}

void MainWindow::closeCase() {
    if (!reading_) return;
    reading_->keepDraft();
    screens_->removeWidget(reading_);
    delete reading_;
    reading_ = nullptr;
}

void MainWindow::showWorklist() {
    closeCase();
    screens_->setCurrentWidget(worklist_);
    worklist_->begin();
}

void MainWindow::lock() {
    if (!api_.isSignedIn() || screens_->currentWidget() == lock_) return;
    if (reading_) reading_->keepDraft();
    beforeLock_ = screens_->currentWidget();
    screens_->setCurrentWidget(lock_);
    lock_->begin();
}

void MainWindow::unlock() {
    screens_->setCurrentWidget(beforeLock_);
    if (beforeLock_ == worklist_) worklist_->begin();
    if (beforeLock_ == reading_) reading_->takeUp();
}

void MainWindow::sessionEnded() {
    supply_.forget();
    if (reading_ && reading_->isOpen()) interrupted_ = Interrupted{reader_, reading_->handle()};
    askToSignIn(tr("The session has ended. What you typed is kept: sign in and go on where you were."));
}

void MainWindow::signOut() {
    closeCase();
    supply_.giveBack();
    api_.signOut();
    askToSignIn({});
}

void MainWindow::askToSignIn(const QString& why) {
    closeCase();
    worklist_->leave();
    sitting_.reset();
    screens_->setCurrentWidget(signIn_);
    signIn_->showReason(why);
    signIn_->begin();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (reading_) reading_->keepDraft();
    supply_.giveBack();
    event->accept();
}

}  // namespace overread::client
