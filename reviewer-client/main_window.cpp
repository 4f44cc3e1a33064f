#include "reviewer-client/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QStackedWidget>

#include "reviewer-client/reading/reading_screen.h"
#include "reviewer-client/worklist/sign_in_screen.h"
#include "reviewer-client/worklist/worklist_screen.h"

namespace overread::client {

MainWindow::MainWindow(const QUrl& server, const QString& draftFolder, QWidget* parent)
    : QMainWindow(parent),
      drafts_(draftFolder),
      screens_(new QStackedWidget),
      signIn_(new SignInScreen(api_, server)),
      worklist_(new WorklistScreen(api_)) {
    setObjectName("mainWindow");
    setWindowTitle(tr("overread reviewer"));
    setCentralWidget(screens_);
    screens_->addWidget(signIn_);
    screens_->addWidget(worklist_);
    drafts_.removeOld();
    connect(signIn_, &SignInScreen::signedIn, this, [this](const QString& name) {
        worklist_->showReader(name);
        showWorklist();
    });
    connect(worklist_, &WorklistScreen::caseOpened, this, &MainWindow::openCase);
    connect(worklist_, &WorklistScreen::signOutWanted, this, [this] {
        api_.signOut();
        askToSignIn({});
    });
    connect(&api_, &ApiClient::sessionEnded, this,
            [this] { askToSignIn(tr("The session has ended. What you typed is kept: sign in and resume the case.")); });
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

void MainWindow::openCase(const wire::Assignment& assignment) {
    closeCase();
    reading_ = new ReadingScreen(api_, drafts_, assignment);
    screens_->addWidget(reading_);
    screens_->setCurrentWidget(reading_);
    connect(reading_, &ReadingScreen::recorded, worklist_, &WorklistScreen::showRecorded);
    // Later: the screen that asks is the one that goes.
    connect(reading_, &ReadingScreen::worklistWanted, this, &MainWindow::showWorklist, Qt::QueuedConnection);
    connect(
        reading_, &ReadingScreen::nextWanted, this,
        [this] {
            showWorklist();
            worklist_->takeNext();
        },
        Qt::QueuedConnection);
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

void MainWindow::askToSignIn(const QString& why) {
    closeCase();
    worklist_->leave();
    screens_->setCurrentWidget(signIn_);
    signIn_->showReason(why);
    signIn_->begin();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (reading_) reading_->keepDraft();
    event->accept();
}

}  // namespace overread::client
