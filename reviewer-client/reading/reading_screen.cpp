#include "reviewer-client/reading/reading_screen.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QTime>
#include <QUuid>
#include <QVBoxLayout>
#include <algorithm>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/aside_page.h"
#include "reviewer-client/reading/case_bar.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/draft_keeper.h"
#include "reviewer-client/reading/draft_store.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/image_side.h"
#include "reviewer-client/reading/lease_keeper.h"
#include "reviewer-client/reading/lost_page.h"
#include "reviewer-client/reading/message_bar.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/reveal_loader.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/reading/submission.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/series/case_images.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {
namespace {

constexpr int submitSleepMs = 2000;

/// Where docks stand is remembered per set of screens.
QString layoutKey() {
    QString key = "layout";
    for (const auto* screen : QGuiApplication::screens())
        key += QString("_%1x%2").arg(screen->size().width()).arg(screen->size().height());
    return key;
}

}  // namespace

ReadingScreen::ReadingScreen(ApiClient& api, DraftStore& drafts, SuppliedCase supplied, const QString& progress,
                             QWidget* parent)
    : QWidget(parent),
      api_(api),
      drafts_(drafts),
      assignment_(std::move(supplied.assignment)),
      bar_(new CaseBar(assignment_, progress)),
      places_(new QMainWindow),
      images_(new ImageSide(api_)),
      questions_(new FormSide(images_->viewer().actions())),
      messages_(new MessageBar),
      keeper_(new DraftKeeper(
          api_, drafts_, assignment_.handle, [this] { return draftNow(); }, this)),
      lease_(new LeaseKeeper(api_, assignment_.handle, assignment_.leaseUntil, this)),
      submission_(new Submission(api_, assignment_.handle, this)),
      reveal_(new RevealLoader(api_, assignment_.handle, this)) {
    setObjectName("readingScreen");
    places_->setObjectName("places");
    places_->setWindowFlags(Qt::Widget);
    places_->setCentralWidget(images_);
    dock_ = new QDockWidget(tr("Questions"));
    dock_->setObjectName("answersDock");
    dock_->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    dock_->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    dock_->setWidget(questions_);
    places_->addDockWidget(Qt::RightDockWidgetArea, dock_);
    places_->restoreState(QSettings().value(layoutKey()).toByteArray());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar_);
    layout->addWidget(places_, 1);
    layout->addWidget(messages_);

    wake_.setSingleShot(true);
    wake_.setInterval(submitSleepMs);
    connect(&wake_, &QTimer::timeout, this, [this] {
        submitAwake_ = true;
        updateSubmit();
    });
    joinImages();
    joinQuestions();
    joinNetwork();
    makeKeys();
    useFormOfTask();
    nothingToRead_ = images_->begin(assignment_, std::move(supplied.images));
    if (!nothingToRead_.isEmpty()) messages_->say(nothingToRead_);
    restoreDraft();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { focusMoved(now); });
    qApp->installEventFilter(this);
    updateSubmit();
    images_->setFocus();
}

ReadingScreen::~ReadingScreen() {
    // The focus moves once more while the children go, and would find half a screen.
    disconnect(qApp, nullptr, this, nullptr);
    qApp->removeEventFilter(this);
    QSettings().setValue(layoutKey(), places_->saveState());
}

void ReadingScreen::hideEvent(QHideEvent* event) {
    // A floating form is a window of its own and would stay on screen over the lock.
    if (dock_->isFloating()) dock_->hide();
    QWidget::hideEvent(event);
}

void ReadingScreen::showEvent(QShowEvent* event) {
    dock_->show();
    QWidget::showEvent(event);
}

void ReadingScreen::takeUp() {
    images_->setFocus();
    if (isOpen()) lease_->look();
}

Viewer& ReadingScreen::viewer() {
    return images_->viewer();
}

void ReadingScreen::joinImages() {
    connect(images_, &ImageSide::painted, this, [this] {
        showSeen();
        if (!submitAwake_ && !wake_.isActive()) wake_.start();
    });
    connect(images_, &ImageSide::complete, this, &ReadingScreen::imagesComplete);
    connect(images_, &ImageSide::sliceShown, this, &ReadingScreen::showSeen);
    connect(images_, &ImageSide::formWanted, this, &ReadingScreen::goToForm);
    connect(images_, &ImageSide::refused, messages_, &MessageBar::refuse);
    connect(images_, &ImageSide::enterPressed, this, [this] {
        if (phase_ == Phase::locked || phase_ == Phase::lost)
            emit nextWanted();
        else
            messages_->refuse(tr("Enter submits from the questions: Tab goes there."));
    });
    connect(images_, &ImageSide::notMine, this, [this] {
        if (phase_ == Phase::reading) lease_->look();
    });
}

void ReadingScreen::joinQuestions() {
    auto& answers = questions_->answers();
    connect(&answers, &AnswersPage::changed, this, [this] {
        if (phase_ != Phase::reading) return;
        changedAt_ = api_.serverNow();
        keeper_->touched();
    });
    connect(&answers, &AnswersPage::refused, messages_, &MessageBar::refuse);
    connect(&answers, &AnswersPage::submitWanted, this, &ReadingScreen::submit);
    connect(&answers, &AnswersPage::notShownWanted, this, [this] {
        viewer().goToFirstNotShown();
        goToImages();
    });
    auto& reveal = questions_->reveal();
    connect(&reveal, &RevealPanel::nextWanted, this, &ReadingScreen::nextWanted);
    connect(&reveal, &RevealPanel::differenceWanted, this, [this] {
        viewer().view().showSlice(differenceSlice_);
        goToImages();
    });
    connect(&reveal, &RevealPanel::noteWritten, this, [this, &reveal](const QString& key, const QString& text) {
        api_.addNote(assignment_.handle, key, text, this, [&reveal](const Answer<Done>& answer) {
            if (const auto* failure = std::get_if<Failure>(&answer))
                reveal.showNoteFailed(tr("Not kept: %1").arg(words::of(*failure)));
            else
                reveal.showNoteSaved();
        });
    });
    connect(&questions_->lost(), &LostPage::nextWanted, this, &ReadingScreen::nextWanted);
    connect(&questions_->lost(), &LostPage::hereWanted, this, &ReadingScreen::reopenWanted);
    connect(&questions_->lost(), &LostPage::copyWanted, this,
            [&answers] { QGuiApplication::clipboard()->setText(answers.form().asText()); });
    connect(&questions_->aside(), &AsidePage::chosen, this, &ReadingScreen::putAside);
    connect(&questions_->aside(), &AsidePage::cancelled, this, &ReadingScreen::goToImages);
    connect(&questions_->aside(), &AsidePage::refused, messages_, &MessageBar::refuse);
    connect(&questions_->draftChoice(), &DraftChoicePage::refused, messages_, &MessageBar::refuse);
}

void ReadingScreen::joinNetwork() {
    connect(keeper_, &DraftKeeper::notKeptHere, this,
            [this] { messages_->say(tr("The draft cannot be written to this machine's disk. The server keeps it.")); });
    connect(keeper_, &DraftKeeper::serverRefused, this, [this](const Failure& failure) {
        if (failure.kind == Failure::Kind::gone) leaseLost();
        if (failure.kind == Failure::Kind::conflict) readAgain();
    });
    connect(submission_, &Submission::locked, this, &ReadingScreen::locked);
    connect(submission_, &Submission::delayed, this, &ReadingScreen::delayed);
    connect(submission_, &Submission::refused, this, &ReadingScreen::refusedByServer);
    connect(reveal_, &RevealLoader::arrived, this, [this](const wire::Reveal& reveal) {
        questions_->reveal().showReveal(reveal);
        differenceSlice_ = reveal.differenceSlice;
        if (reveal.hasMasks) images_->showMasks(differenceSlice_);
    });
    connect(reveal_, &RevealLoader::failed, this, [this](const Failure& failure) {
        questions_->reveal().showProblem(tr("Recorded. The comparison cannot be shown: %1").arg(words::of(failure)));
    });

    bar_->showLeaseMinutes(minutesLeft(assignment_.leaseUntil, api_.serverNow()));
    connect(lease_, &LeaseKeeper::ticked, bar_, &CaseBar::showLeaseMinutes);
    connect(lease_, &LeaseKeeper::lost, this, &ReadingScreen::leaseLost);
    connect(lease_, &LeaseKeeper::stillReadingAsked, this, [this] {
        asksStillReading_ = true;
        messages_->keep(tr("Still reading? Any key answers. The case goes back at %1.")
                            .arg(words::timeOfDay(lease_->leaseUntil())));
    });
    connect(lease_, &LeaseKeeper::claimed, this, [this](const std::string& etag) {
        assignment_.etag = etag;
        if (assignment_.report) readAgain();  // it may have been amended since this case was reserved
    });
    connect(lease_, &LeaseKeeper::renewed, this, [this](const std::string& etag) {
        if (asksStillReading_) messages_->clear();
        asksStillReading_ = false;
        emit leaseRenewed();
        if (phase_ == Phase::reading && etag != assignment_.etag) readAgain();
    });
    connect(&api_, &ApiClient::unreachable, this, [this] {
        if (offlineSince_.isEmpty()) offlineSince_ = QTime::currentTime().toString("HH:mm");
        showConnection();
    });
    connect(&api_, &ApiClient::reached, this, [this] {
        offlineSince_.clear();
        showConnection();
    });
}

void ReadingScreen::makeKeys() {
    const auto act = [this](QWidget* owner, const char* name, QKeySequence key, auto what) {
        auto* action = new QAction(owner);
        action->setObjectName(name);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setAutoRepeat(false);
        connect(action, &QAction::triggered, this, what);
        owner->addAction(action);
    };
    act(questions_, "toImages", QKeySequence(Qt::Key_Escape), [this] { goToImages(); });
    act(this, "keys", QKeySequence(Qt::Key_F1), [this] {
        if (questions_->showsKeys())
            goToImages();
        else
            questions_->showKeys();
    });
    act(this, "greatCallKey", QKeySequence(Qt::Key_F6), [this] {
        questions_->answers().form().praise(viewer().marks().empty() ? viewer().view().slice()
                                                                     : *viewer().marks().begin());
    });
    act(this, "technicalKey", QKeySequence(Qt::Key_F7), [this] { questions_->answers().form().focusTechnical(); });
    act(this, "asideKey", QKeySequence(Qt::Key_F8), [this] {
        if (phase_ != Phase::reading) return messages_->refuse(tr("This case can no longer be put aside."));
        questions_->showAside();
    });
}

Form* ReadingScreen::makeForm() const {
    if (assignment_.report) return new PeerReviewForm(*assignment_.report, assignment_.amendment);
    if (assignment_.arbitration) return new SettlementForm(*assignment_.arbitration);
    return new DoubleReadForm(assignment_.limits);
}

void ReadingScreen::useFormOfTask() {
    auto* form = makeForm();
    connect(form, &Form::praiseWanted, this, [this] { findChild<QAction*>("greatCallKey")->trigger(); });
    questions_->answers().useForm(form);
}

void ReadingScreen::restoreDraft() {
    const auto here = drafts_.load(assignment_.handle);
    const auto there = draftFrom(assignment_.draft);
    if (contradict(here, there)) return askWhichDraft(*here, *there);
    if (const auto draft = newer(here, there)) useDraft(*draft);
    lease_->claim();
}

void ReadingScreen::askWhichDraft(const Draft& here, const Draft& there) {
    const auto column = [this](const Draft& draft) {
        const std::unique_ptr<Form> form(makeForm());
        form->readFrom(draft);
        return DraftChoicePage::Column{words::timeOfDay(draft.changedAt), form->asText()};
    };
    phase_ = Phase::choosingDraft;
    questions_->draftChoice().showDrafts(
        column(here), column(there),
        here.changedAt >= there.changedAt ? DraftChoicePage::Which::here : DraftChoicePage::Which::there);
    connect(&questions_->draftChoice(), &DraftChoicePage::chosen, this,
            [this, here, there](DraftChoicePage::Which which) {
                phase_ = Phase::reading;
                useDraft(which == DraftChoicePage::Which::here ? here : there);
                changedAt_ = api_.serverNow();
                keeper_->touched();
                lease_->claim();
                goToForm();
            });
    showPage();
}

void ReadingScreen::useDraft(const Draft& draft) {
    questions_->answers().form().readFrom(draft);
    changedAt_ = draft.changedAt;
    viewer().showMarks(draft.marks);
    viewer().view().showSlice(draft.slice);
    messages_->say(tr("Your draft of %1 is back.").arg(words::timeOfDay(draft.changedAt)));
}

Draft ReadingScreen::draftNow() const {
    Draft draft;
    draft.changedAt = changedAt_;
    draft.writer = api_.workstation();
    draft.slice = images_->viewer().view().slice();
    draft.marks = images_->viewer().marks();
    questions_->answers().form().writeTo(draft);
    return draft;
}

void ReadingScreen::keepDraft() {
    keeper_->keepNow();
}

bool ReadingScreen::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::Wheel:
            lease_->noteInput();
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

void ReadingScreen::focusMoved(QWidget* now) {
    const bool inImages = now && images_->isAncestorOf(now);
    const bool inAnswers = now && questions_->isAncestorOf(now);
    if (!inImages && !inAnswers) return;  // another window: the place in use stays
    images_->showInUse(inImages);
    questions_->showInUse(inAnswers);
    messages_->showPlace(inImages ? tr("Images") : phase_ == Phase::locked ? tr("Result") : tr("Questions"));
}

void ReadingScreen::showPage() {
    if (phase_ == Phase::locked)
        questions_->showReveal();
    else if (phase_ == Phase::lost)
        questions_->showLost();
    else if (phase_ == Phase::choosingDraft)
        questions_->showDraftChoice();
    else
        questions_->showAnswers();
}

void ReadingScreen::goToForm() {
    showPage();
    if (phase_ == Phase::locked)
        questions_->reveal().focusNext();
    else if (phase_ == Phase::lost)
        questions_->lost().focusNext();
    else if (phase_ == Phase::choosingDraft)
        questions_->draftChoice().focusChoice();
    else
        questions_->answers().focusFirstOpen();
}

void ReadingScreen::goToImages() {
    showPage();
    images_->setFocus();
}

void ReadingScreen::showSeen() {
    questions_->answers().showNotShown(images_->notShown(), images_->slices());
}

void ReadingScreen::showConnection() {
    if (offlineSince_.isEmpty()) return bar_->showConnected();
    bar_->showOffline(tr("No connection since %1. Go on reading: the case is yours until %2.")
                          .arg(offlineSince_, words::timeOfDay(lease_->leaseUntil())));
}

void ReadingScreen::updateSubmit() {
    auto& button = questions_->answers().submit();
    if (!nothingToRead_.isEmpty())
        button.putToSleep(nothingToRead_);
    else if (phase_ == Phase::sending)
        button.putToSleep(tr("It is being sent."));
    else if (!submitAwake_)
        button.putToSleep(tr("Submit wakes two seconds after the first image."));
    else
        button.wake();
}

void ReadingScreen::submit() {
    if (phase_ != Phase::reading) return;
    auto& form = questions_->answers().form();
    if (!form.isComplete()) {
        form.focusFirstOpen();
        return messages_->refuse(tr("This question is still open."));
    }
    if (!viewer().marks().empty()) form.markSlice(*viewer().marks().begin());
    keeper_->keepNow();
    phase_ = Phase::sending;
    updateSubmit();
    submission_->begin(form.complete(), assignment_.etag);
}

void ReadingScreen::locked(const wire::Locked& answer) {
    assignment_.etag = answer.etag;
    if (!answer.finished) {
        phase_ = Phase::reading;
        messages_->say(tr("Your blind read is locked."));
        return readAgain();
    }
    keeper_->forget();
    lease_->stop();
    bar_->showLease(tr("locked"));
    messages_->clear();
    const QString saved =
        tr("%1: %2 recorded.").arg(QString::fromStdString(answer.label), questions_->answers().form().recordedAs());
    emit recorded(saved);
    questions_->reveal().showWaiting(saved);
    beginReveal();
    images_->setFocus();
}

void ReadingScreen::beginReveal() {
    phase_ = Phase::locked;
    showPage();
    reveal_->begin();
}

void ReadingScreen::delayed(const Failure& failure) {
    messages_->keep(
        failure.kind == Failure::Kind::noConnection
            ? tr("Waiting for the line. It is not recorded yet, and will be sent once.")
            : tr("The server cannot record it now: %1. It is tried again, and recorded once.").arg(words::of(failure)));
}

void ReadingScreen::refusedByServer(const Failure& failure) {
    phase_ = Phase::reading;
    auto& form = questions_->answers().form();
    switch (failure.kind) {
        case Failure::Kind::gone:
            return leaseLost();
        case Failure::Kind::changed:
            messages_->refuse(tr("This case changed meanwhile. Your answers are here: look and submit again."));
            readAgain();
            break;
        case Failure::Kind::conflict:
            messages_->refuse(tr("This case is locked already. Nothing was recorded twice."));
            keeper_->stop();
            form.showReadOnly();
            beginReveal();
            break;
        case Failure::Kind::refused:
            form.showRefused(failure.field);
            messages_->refuse(tr("The server did not accept the amber field; all else stays."));
            break;
        case Failure::Kind::signedOut:
            keeper_->keepNow();
            break;  // the window asks for the name again
        default:
            messages_->refuse(tr("It was not recorded: %1. Your answers are kept; try again.").arg(words::of(failure)));
    }
    updateSubmit();
}

void ReadingScreen::readAgain() {
    api_.assignment(assignment_.handle, this, [this](const Answer<wire::Assignment>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) {
            if (failure->kind == Failure::Kind::gone) return leaseLost();
            return messages_->say(tr("The case could not be read again: %1").arg(words::of(*failure)));
        }
        showChanges(std::get<wire::Assignment>(answer));
    });
}

void ReadingScreen::showChanges(wire::Assignment now) {
    if (phase_ == Phase::locked || phase_ == Phase::lost) return;
    const bool isBlindLocked = now.arbitration && !assignment_.arbitration;
    const bool isAmended = now.amendment && (!assignment_.amendment || now.amendment->at != assignment_.amendment->at ||
                                             now.amendment->report.text != assignment_.amendment->report.text ||
                                             now.amendment->report.grade != assignment_.amendment->report.grade);
    assignment_ = std::move(now);
    if (!assignment_.workstation.empty() && assignment_.workstation != api_.workstation()) return readElsewhere();
    if (isBlindLocked) {
        useFormOfTask();
        images_->showMasksHere();
        goToForm();
    }
    if (isAmended) {
        if (auto* review = qobject_cast<PeerReviewForm*>(&questions_->answers().form()))
            review->showAmendment(*assignment_.amendment);
        messages_->refuse(tr("The report changed at %1. Both versions are shown; the score is asked again.")
                              .arg(words::timeOfDay(assignment_.amendment->at)));
    }
    updateSubmit();
}

void ReadingScreen::leaseLost() {
    if (phase_ == Phase::locked || phase_ == Phase::lost) return;
    becomeReadOnly(tr("lease over"));
    questions_->lost().showGone(
        tr("This case went back at %1 and somebody else reads it. Your draft is kept for 30 days and counts "
           "in nothing.")
            .arg(words::timeOfDay(std::min(lease_->leaseUntil(), api_.serverNow()))));
    goToForm();
}

void ReadingScreen::readElsewhere() {
    becomeReadOnly(tr("read elsewhere"));
    questions_->lost().showReadElsewhere(
        tr("You read this case on another workstation now. What you typed here is kept on this machine."));
    goToForm();
}

void ReadingScreen::becomeReadOnly(const QString& lease) {
    phase_ = Phase::lost;
    submission_->stop();
    keeper_->stop();
    lease_->stop();
    questions_->answers().form().showReadOnly();
    bar_->showLease(lease);
    messages_->clear();
}

void ReadingScreen::putAside(const QString& reason) {
    keeper_->keepNow();
    api_.putAside(assignment_.handle, reason, this, [this](const Answer<Done>& answer) {
        const auto* failure = std::get_if<Failure>(&answer);
        if (failure && failure->kind != Failure::Kind::gone)
            return messages_->refuse(tr("The case could not be put aside: %1").arg(words::of(*failure)));
        phase_ = Phase::lost;  // nothing more is sent for it
        keeper_->stop();
        lease_->stop();
        emit worklistWanted();
    });
}

}  // namespace overread::client
