#include "reviewer-client/reading/reading_screen.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDockWidget>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStyle>
#include <QUuid>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_keeper.h"
#include "reviewer-client/reading/draft_store.h"
#include "reviewer-client/reading/lease_keeper.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/series_loader.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {
namespace {

constexpr int submitSleepMs = 2000;
constexpr int resendMs = 3000;
constexpr int revealAgainMs = 500;
constexpr int measuredAgainMs = 2000;
constexpr qint64 revealPatienceMs = 15'000;
constexpr int messageMs = 8000;
constexpr int revealPage = 1;

QString timeOf(Timestamp moment) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toLocalTime().toString("HH:mm");
}

QString newKey() {
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// Where docks stand is remembered per set of screens.
QString layoutKey() {
    QString key = "layout";
    for (const auto* screen : QGuiApplication::screens())
        key += QString("/%1x%2").arg(screen->size().width()).arg(screen->size().height());
    return key.replace('/', '_');
}

QString patientOf(const wire::Assignment& assignment) {
    QStringList parts;
    QString who;
    if (assignment.ageYears)
        who = *assignment.ageYears >= 90
                  ? QCoreApplication::translate("ReadingScreen", "90 y or more")
                  : QCoreApplication::translate("ReadingScreen", "%1 y").arg(*assignment.ageYears);
    if (assignment.sex == Sex::female) who += QCoreApplication::translate("ReadingScreen", " F");
    if (assignment.sex == Sex::male) who += QCoreApplication::translate("ReadingScreen", " M");
    if (!who.trimmed().isEmpty()) parts << who.trimmed();
    if (!assignment.clinicalQuestion.empty()) parts << QString::fromStdString(assignment.clinicalQuestion);
    return parts.join(", ");
}

QLabel* label(const char* name, const char* role) {
    auto* text = new QLabel;
    text->setObjectName(name);
    text->setProperty("role", role);
    text->setTextFormat(Qt::PlainText);
    return text;
}

}  // namespace

ReadingScreen::ReadingScreen(ApiClient& api, DraftStore& drafts, wire::Assignment assignment, QWidget* parent)
    : QWidget(parent), api_(api), drafts_(drafts), assignment_(std::move(assignment)) {
    setObjectName("readingScreen");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeHeader(*layout);
    makePlaces(*layout);
    makeBar(*layout);
    makeKeysOfScreen();

    if (assignment_.report)
        useForm(new PeerReviewForm(*assignment_.report));
    else if (assignment_.arbitration)
        useForm(new SettlementForm(*assignment_.arbitration));
    else
        useForm(new DoubleReadForm(assignment_.limits));
    keeper_ = std::make_unique<DraftKeeper>(api_, drafts_, assignment_.handle, [this] { return draftNow(); });
    connect(keeper_.get(), &DraftKeeper::notKeptHere, this,
            [this] { say(tr("The draft cannot be written to this machine's disk. The server keeps it.")); });
    connect(keeper_.get(), &DraftKeeper::serverRefused, this, [this](const Failure& failure) {
        if (failure.kind == Failure::Kind::gone) leaseLost();
    });
    startImages();
    restoreDraft();
    startLease();

    wake_.setSingleShot(true);
    connect(&wake_, &QTimer::timeout, this, [this] {
        submitAwake_ = true;
        updateSubmit();
    });
    resend_.setSingleShot(true);
    connect(&resend_, &QTimer::timeout, this, &ReadingScreen::send);
    revealAgain_.setSingleShot(true);
    connect(&revealAgain_, &QTimer::timeout, this, &ReadingScreen::loadReveal);
    messageEnds_.setSingleShot(true);
    connect(&messageEnds_, &QTimer::timeout, message_, &QLabel::clear);
    connect(&api_, &ApiClient::unreachable, this, [this] {
        if (offlineSince_.isEmpty()) offlineSince_ = QTime::currentTime().toString("HH:mm");
        showConnection();
    });
    connect(&api_, &ApiClient::reached, this, [this] {
        offlineSince_.clear();
        showConnection();
    });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { focusMoved(now); });
    qApp->installEventFilter(this);
    updateSubmit();
    showConnection();
    viewer_->setFocus();
}

ReadingScreen::~ReadingScreen() {
    // The focus moves once more while the children go, and would find half a screen.
    disconnect(qApp, nullptr, this, nullptr);
    qApp->removeEventFilter(this);
    QSettings().setValue(layoutKey(), places_->saveState());
    viewer_->showStack(nullptr);
}

void ReadingScreen::makeHeader(QVBoxLayout& layout) {
    auto* bar = new QFrame;
    bar->setProperty("role", "bar");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(16);
    case_ = label("caseText", "");
    QStringList parts{tr("case %1").arg(QString::fromStdString(assignment_.label)), words::of(assignment_.kind)};
    if (const auto patient = patientOf(assignment_); !patient.isEmpty()) parts << patient;
    parts << tr("due %1").arg(timeOf(assignment_.due));
    case_->setText(parts.join(QString::fromUtf8("  ·  ")));
    row->addWidget(case_, 1);
    leaseText_ = label("leaseText", "second");
    row->addWidget(leaseText_);
    connection_ = label("connectionText", "second");
    row->addWidget(connection_);
    auto* keys = label("keysHint", "second");
    keys->setText(tr("F1 keys"));
    row->addWidget(keys);
    layout.addWidget(bar);
}

void ReadingScreen::makePlaces(QVBoxLayout& layout) {
    places_ = new QMainWindow;
    places_->setObjectName("places");
    places_->setWindowFlags(Qt::Widget);
    viewer_ = new Viewer;
    imagesFrame_ = new PlaceFrame(viewer_);
    imagesFrame_->setObjectName("imagesFrame");
    places_->setCentralWidget(imagesFrame_);

    pages_ = new QStackedWidget;
    pages_->setObjectName("pages");
    answersPage_ = makeAnswers();
    reveal_ = new RevealPanel;
    auto* revealScroll = new QScrollArea;
    revealScroll->setWidgetResizable(true);
    revealScroll->setWidget(reveal_);
    lostPage_ = makeLost();
    asidePage_ = makeAside();
    keysPage_ = makeKeys();
    for (auto* page : {answersPage_, static_cast<QWidget*>(revealScroll), lostPage_, asidePage_, keysPage_})
        pages_->addWidget(page);
    answersFrame_ = new PlaceFrame(pages_);
    answersFrame_->setObjectName("answersFrame");
    auto* dock = new QDockWidget(tr("Questions"));
    dock->setObjectName("answersDock");
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    dock->setWidget(answersFrame_);
    dock->setMinimumWidth(430);
    places_->addDockWidget(Qt::RightDockWidgetArea, dock);
    places_->restoreState(QSettings().value(layoutKey()).toByteArray());
    layout.addWidget(places_, 1);

    connect(reveal_, &RevealPanel::nextWanted, this, &ReadingScreen::nextWanted);
    connect(reveal_, &RevealPanel::differenceWanted, this, [this] {
        viewer_->view().showSlice(differenceSlice_);
        goToImages();
    });
    connect(reveal_, &RevealPanel::noteWritten, this, [this](const QString& text) {
        api_.addNote(assignment_.handle, newKey(), text, this, [this](const Answer<Done>& answer) {
            if (std::holds_alternative<Done>(answer))
                reveal_->showNoteSaved();
            else
                reveal_->showNoteFailed(tr("Not kept: %1").arg(std::get<Failure>(answer).detail));
        });
    });
    connect(viewer_, &Viewer::formWanted, this, &ReadingScreen::goToForm);
    connect(viewer_, &Viewer::refused, this, &ReadingScreen::refuse);
    connect(viewer_, &Viewer::enterPressed, this, [this] {
        if (phase_ == Phase::locked || phase_ == Phase::lost)
            emit nextWanted();
        else
            refuse(tr("Enter submits from the questions: Tab goes there."));
    });
    connect(&viewer_->view(), &ImageView::firstImagePainted, this, &ReadingScreen::imagePainted, Qt::QueuedConnection);
    connect(&viewer_->view(), &ImageView::sliceShown, this, &ReadingScreen::showConsequence);
}

QWidget* ReadingScreen::makeAnswers() {
    auto* page = new QWidget;
    page->setObjectName("answersPage");
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 6);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inner = new QWidget;
    formPlace_ = new QVBoxLayout(inner);
    formPlace_->setContentsMargins(0, 0, 0, 0);
    scroll->setWidget(inner);
    layout->addWidget(scroll, 1);
    consequence_ = label("consequence", "");
    consequence_->setWordWrap(true);
    consequence_->setContentsMargins(16, 4, 10, 0);
    QFont bold = consequence_->font();
    bold.setBold(true);
    consequence_->setFont(bold);
    consequence_->setMinimumHeight(2 * consequence_->fontMetrics().height() + 6);
    layout->addWidget(consequence_);
    auto* shownRow = new QHBoxLayout;
    shownRow->setContentsMargins(16, 0, 10, 0);
    notShown_ = label("notShown", "second");
    shownRow->addWidget(notShown_, 1);
    jumpToNotShown_ = new QPushButton(tr("Go there"));
    jumpToNotShown_->setObjectName("jumpToNotShown");
    jumpToNotShown_->setFocusPolicy(Qt::NoFocus);
    shownRow->addWidget(jumpToNotShown_);
    layout->addLayout(shownRow);
    submit_ = new MainButton(tr("Submit and lock      Enter"));
    submit_->setObjectName("submit");
    auto* submitRow = new QHBoxLayout;
    submitRow->setContentsMargins(16, 4, 10, 2);
    submitRow->addWidget(submit_);
    layout->addLayout(submitRow);
    connect(submit_, &MainButton::pressedAwake, this, &ReadingScreen::submit);
    connect(submit_, &MainButton::refused, this, &ReadingScreen::refuse);
    connect(jumpToNotShown_, &QPushButton::clicked, this, [this] {
        viewer_->goToFirstNotShown();
        goToImages();
    });
    return page;
}

QWidget* ReadingScreen::makeLost() {
    auto* page = new QWidget;
    page->setObjectName("lostPage");
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    lostText_ = label("lostText", "warning");
    lostText_->setWordWrap(true);
    layout->addWidget(lostText_);
    auto* copy = new QPushButton(tr("Copy text"));
    copy->setObjectName("copyText");
    layout->addWidget(copy);
    auto* next = new MainButton(tr("Next case      Enter"));
    next->setObjectName("nextAfterLost");
    layout->addWidget(next);
    layout->addStretch(1);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(form_->asText()); });
    connect(next, &MainButton::pressedAwake, this, &ReadingScreen::nextWanted);
    return page;
}

QWidget* ReadingScreen::makeAside() {
    auto* page = new QWidget;
    page->setObjectName("asidePage");
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(6, 12, 6, 6);
    auto* heading = new QLabel(tr("Put this case aside: why?"));
    heading->setProperty("role", "heading");
    heading->setContentsMargins(10, 0, 0, 6);
    layout->addWidget(heading);
    asideReason_ = new ChoiceRow("asideReason", tr("it goes back, your draft is kept"), ChoiceRow::Takes::one,
                                 {{'1', tr("I know this patient or report")},
                                  {'2', tr("images are missing")},
                                  {'3', tr("not my field")},
                                  {'4', tr("later")}},
                                 1);
    layout->addWidget(asideReason_);
    auto* back = new QPushButton(tr("Go on reading      Esc"));
    back->setObjectName("asideBack");
    layout->addWidget(back);
    layout->addStretch(1);
    connect(asideReason_, &ChoiceRow::finished, this, [this] { putAside(asideReason_->chosenOne()); });
    connect(asideReason_, &ChoiceRow::refused, this, &ReadingScreen::refuse);
    connect(back, &QPushButton::clicked, this, &ReadingScreen::goToImages);
    return page;
}

QWidget* ReadingScreen::makeKeys() {
    auto* text = new QLabel;
    text->setObjectName("keysText");
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text->setContentsMargins(16, 12, 12, 12);
    QString lines = "<h3>" + tr("Keys in the images") + "</h3><table cellspacing='3'>";
    for (const auto* action : viewer_->actions()) {
        QStringList keys;
        for (const auto& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        lines += "<tr><td><b>" + keys.join(", ").toHtmlEscaped() + "</b>&nbsp;&nbsp;</td><td>" +
                 action->text().toHtmlEscaped() + "</td></tr>";
    }
    lines +=
        "</table><p>" +
        tr("Wheel: slices, with Shift ten, with Ctrl zoom. Left drag: the tool in use. Middle: pan. Right: zoom.") +
        "</p><h3>" + tr("Keys in the questions") + "</h3><p>" +
        tr("A digit answers and goes on. Enter: next question, at the end submit. Up, down: question. Esc: back to the "
           "images. F6 great call, F7 technical remarks, F8 put aside.") +
        "</p>";
    text->setTextFormat(Qt::RichText);
    text->setText(lines);
    text->setWordWrap(true);
    auto* scroll = new QScrollArea;
    scroll->setObjectName("keysPage");
    scroll->setWidgetResizable(true);
    scroll->setWidget(text);
    return scroll;
}

void ReadingScreen::makeBar(QVBoxLayout& layout) {
    auto* bar = new QFrame;
    bar->setProperty("role", "bar");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 12, 4);
    place_ = label("placeText", "");
    place_->setMinimumWidth(90);
    row->addWidget(place_);
    message_ = label("message", "warning");
    message_->setAccessibleName(tr("Message"));
    row->addWidget(message_, 1);
    auto* use = label("intendedUse", "second");
    use->setText(tr("quality assurance; not for primary diagnosis"));
    row->addWidget(use);
    layout.addWidget(bar);
}

void ReadingScreen::makeKeysOfScreen() {
    const auto act = [this](QWidget* owner, const char* name, QKeySequence key, auto what) {
        auto* action = new QAction(owner);
        action->setObjectName(name);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setAutoRepeat(false);
        connect(action, &QAction::triggered, this, what);
        owner->addAction(action);
    };
    act(answersFrame_, "toImages", QKeySequence(Qt::Key_Escape), [this] { goToImages(); });
    act(this, "keys", QKeySequence(Qt::Key_F1), [this] {
        if (pages_->currentWidget() == keysPage_)
            goToImages();
        else
            pages_->setCurrentWidget(keysPage_);
    });
    act(this, "greatCallKey", QKeySequence(Qt::Key_F6), [this] { greatCall(); });
    act(this, "technicalKey", QKeySequence(Qt::Key_F7), [this] {
        if (auto* review = qobject_cast<PeerReviewForm*>(form_))
            review->focusTechnical();
        else
            refuse(tr("Technical remarks belong to a peer review; here the image quality asks for them."));
    });
    act(this, "asideKey", QKeySequence(Qt::Key_F8), [this] {
        if (phase_ != Phase::reading) return refuse(tr("This case can no longer be put aside."));
        pages_->setCurrentWidget(asidePage_);
        asideReason_->setFocus(Qt::ShortcutFocusReason);
    });
}

void ReadingScreen::useForm(Form* form) {
    if (form_) {
        formPlace_->removeWidget(form_);
        form_->deleteLater();
    }
    form_ = form;
    formPlace_->addWidget(form);
    connect(form, &Form::changed, this, [this] {
        showConsequence();
        if (keeper_ && phase_ == Phase::reading) keeper_->touched();
    });
    connect(form, &Form::refused, this, &ReadingScreen::refuse);
    connect(form, &Form::answeredAll, submit_, [this] { submit_->setFocus(Qt::TabFocusReason); });
    if (auto* review = qobject_cast<PeerReviewForm*>(form))
        connect(review, &PeerReviewForm::greatCallWanted, this, &ReadingScreen::greatCall);
    submissionKey_.clear();
    showConsequence();
}

void ReadingScreen::startImages() {
    if (!assignment_.series) {
        viewer_->showStack(nullptr);
        const QString why = QString::fromStdString(assignment_.imagesProblem);
        submit_->putToSleep(tr("There are no images to read (%1). F8 puts the case aside.").arg(why));
        say(submit_->toolTip());
        return;
    }
    try {
        loader_ = std::make_unique<SeriesLoader>(api_, assignment_.handle, *assignment_.series);
    } catch (const std::exception& fault) {
        say(tr("The images cannot be shown: %1. F8 puts the case aside.").arg(QString::fromUtf8(fault.what())));
        return;
    }
    connect(loader_.get(), &SeriesLoader::sliceArrived, viewer_, &Viewer::sliceArrived);
    connect(loader_.get(), &SeriesLoader::maskArrived, viewer_, &Viewer::masksArrived);
    connect(loader_.get(), &SeriesLoader::gone, this, [this] {
        if (phase_ == Phase::reading) lease_->look();
    });
    connect(&viewer_->view(), &ImageView::sliceShown, loader_.get(), &SeriesLoader::nearestFirst);
    viewer_->showStack(loader_->stack());
    loader_->start();
}

void ReadingScreen::startLease() {
    lease_ = std::make_unique<LeaseKeeper>(api_, assignment_.handle, assignment_.leaseUntil);
    const auto show = [this](int minutes) { leaseText_->setText(tr("lease %1 min").arg(minutes)); };
    show(minutesLeft(assignment_.leaseUntil, api_.serverNow()));
    connect(lease_.get(), &LeaseKeeper::ticked, this, show);
    connect(lease_.get(), &LeaseKeeper::lost, this, &ReadingScreen::leaseLost);
    connect(lease_.get(), &LeaseKeeper::stillReadingAsked, this, [this] {
        messageEnds_.stop();
        message_->setText(
            tr("Still reading? Any key answers. The case goes back at %1.").arg(timeOf(lease_->leaseUntil())));
    });
    connect(lease_.get(), &LeaseKeeper::renewed, this, [this] {
        if (message_->text().startsWith(tr("Still reading?"))) message_->clear();
    });
}

void ReadingScreen::restoreDraft() {
    const auto draft = newer(drafts_.load(assignment_.handle), draftFrom(assignment_.draft));
    if (!draft) return;
    form_->readFrom(*draft);
    viewer_->showMarks(draft->marks);
    viewer_->view().showSlice(draft->slice);
    showConsequence();
    say(tr("Your draft of %1 is back.").arg(timeOf(draft->savedAt)));
}

Draft ReadingScreen::draftNow() const {
    Draft draft;
    draft.savedAt = api_.serverNow();
    draft.slice = viewer_->view().slice();
    draft.marks = viewer_->marks();
    form_->writeTo(draft);
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
    const bool inImages = now && imagesFrame_->isAncestorOf(now);
    const bool inAnswers = now && answersFrame_->isAncestorOf(now);
    if (!inImages && !inAnswers) return;  // another window: the place in use stays
    imagesFrame_->showInUse(inImages);
    answersFrame_->showInUse(inAnswers);
    place_->setText(inImages ? tr("Images") : phase_ == Phase::locked ? tr("Result") : tr("Questions"));
}

void ReadingScreen::goToForm() {
    if (phase_ == Phase::locked) {
        pages_->setCurrentIndex(revealPage);
        return reveal_->focusNext();
    }
    if (phase_ == Phase::lost) return pages_->setCurrentWidget(lostPage_);
    pages_->setCurrentWidget(answersPage_);
    if (!form_->focusFirstOpen()) submit_->setFocus(Qt::TabFocusReason);
}

void ReadingScreen::goToImages() {
    pages_->setCurrentWidget(phase_ == Phase::lost ? lostPage_ : answersPage_);
    if (phase_ == Phase::locked) pages_->setCurrentIndex(revealPage);
    viewer_->setFocus();
}

void ReadingScreen::say(const QString& words) {
    message_->setText(words);
    messageEnds_.start(messageMs);
}

void ReadingScreen::refuse(const QString& why) {
    if (QSettings().value("sound", true).toBool()) QApplication::beep();
    say(why);
}

void ReadingScreen::showConsequence() {
    consequence_->setText(form_ ? form_->consequence() : QString());
    const int missing = viewer_->stack() ? viewer_->view().notShown() : 0;
    notShown_->setText(missing > 0        ? tr("%1 of %2 slices not shown").arg(missing).arg(viewer_->stack()->slices())
                       : viewer_->stack() ? tr("every slice was shown")
                                          : QString());
    jumpToNotShown_->setVisible(missing > 0);
}

void ReadingScreen::showConnection() {
    const bool offline = !offlineSince_.isEmpty();
    connection_->setText(!offline ? tr("connected")
                                  : tr("No connection since %1. Go on reading: the case is yours until %2.")
                                        .arg(offlineSince_, timeOf(lease_->leaseUntil())));
    const char* role = offline ? "warning" : "second";
    if (connection_->property("role").toString() == role) return;
    connection_->setProperty("role", role);
    connection_->style()->unpolish(connection_);
    connection_->style()->polish(connection_);
}

void ReadingScreen::imagePainted() {
    showConsequence();
    if (!submitAwake_ && !wake_.isActive()) wake_.start(submitSleepMs);
}

void ReadingScreen::updateSubmit() {
    if (!assignment_.series) return;  // says why itself
    if (phase_ == Phase::sending)
        submit_->putToSleep(tr("It is being sent."));
    else if (!submitAwake_)
        submit_->putToSleep(tr("Submit wakes two seconds after the first image."));
    else
        submit_->wake();
}

void ReadingScreen::submit() {
    if (phase_ != Phase::reading) return;
    if (!form_->isComplete()) {
        form_->focusFirstOpen();
        return refuse(tr("This question is still open."));
    }
    if (auto* review = qobject_cast<PeerReviewForm*>(form_); review && !viewer_->marks().empty())
        review->markSlice(*viewer_->marks().begin());
    keeper_->keepNow();
    if (submissionKey_.isEmpty()) submissionKey_ = newKey();
    phase_ = Phase::sending;
    updateSubmit();
    send();
}

void ReadingScreen::send() {
    const ApiClient::Once once{assignment_.handle, assignment_.etag, submissionKey_};
    const auto then = [this](const Answer<wire::Locked>& answer) { answered(answer); };
    if (auto* read = qobject_cast<DoubleReadForm*>(form_)) {
        api_.submitRead(once, std::get<DoubleRead>(completed(read->answers(), assignment_.limits)), this, then);
    } else if (auto* review = qobject_cast<PeerReviewForm*>(form_)) {
        api_.submitReview(once, std::get<PeerReview>(completed(review->answers())), this, then);
    } else if (auto* settlement = qobject_cast<SettlementForm*>(form_)) {
        api_.submitSettlement(once, std::get<wire::Settlement>(completed(settlement->answers())), this, then);
    }
}

void ReadingScreen::answered(const Answer<wire::Locked>& answer) {
    if (const auto* failure = std::get_if<Failure>(&answer)) return failed(*failure);
    locked(std::get<wire::Locked>(answer));
}

void ReadingScreen::locked(const wire::Locked& answer) {
    assignment_.etag = answer.etag;
    submissionKey_.clear();
    if (!answer.finished) {
        phase_ = Phase::reading;
        say(tr("Your blind read is locked."));
        return readAgain();
    }
    phase_ = Phase::locked;
    keeper_->forget();
    lease_->stop();
    leaseText_->setText(tr("locked"));
    const QString what = qobject_cast<PeerReviewForm*>(form_)
                             ? tr("review")
                             : form_->consequence().section(':', 0, 0).section('.', 0, 0);
    const QString saved = tr("%1: %2 recorded.").arg(QString::fromStdString(answer.label), what);
    emit recorded(saved);
    reveal_->showWaiting(saved);
    pages_->setCurrentIndex(revealPage);
    viewer_->setFocus();
    sinceLock_.start();
    loadReveal();
}

void ReadingScreen::failed(const Failure& failure) {
    phase_ = Phase::reading;
    switch (failure.kind) {
        case Failure::Kind::noConnection:
        case Failure::Kind::serverFault:
        case Failure::Kind::tooMany:
            // The same key again: however often it arrives, it is recorded once.
            phase_ = Phase::sending;
            updateSubmit();
            messageEnds_.stop();
            message_->setText(failure.kind == Failure::Kind::noConnection
                                  ? tr("Waiting for the line. It is not recorded yet, and will be sent once.")
                                  : tr("The server cannot record it now: %1. It is tried again, and recorded once.")
                                        .arg(failure.detail));
            resend_.start(resendMs);
            return;
        case Failure::Kind::gone:
            return leaseLost();
        case Failure::Kind::changed:
            refuse(tr("This case changed on another machine. Your answers are here: look and submit again."));
            submissionKey_.clear();
            readAgain();
            break;
        case Failure::Kind::conflict:
            refuse(tr("This case is locked already. Nothing was recorded twice."));
            phase_ = Phase::locked;
            keeper_->stop();
            form_->showReadOnly();
            pages_->setCurrentIndex(revealPage);
            sinceLock_.start();
            loadReveal();
            break;
        case Failure::Kind::refused:
            submissionKey_.clear();
            if (auto* read = qobject_cast<DoubleReadForm*>(form_)) read->showRefused(failure.field);
            refuse(tr("The server refused %1: %2")
                       .arg(failure.field.isEmpty() ? tr("this") : failure.field, failure.detail));
            break;
        case Failure::Kind::signedOut:
            keeper_->keepNow();
            break;  // the window asks for the name again
        default:
            refuse(tr("It was not recorded: %1. Your answers are kept; try again.").arg(failure.detail));
    }
    updateSubmit();
}

void ReadingScreen::readAgain() {
    api_.assignment(assignment_.handle, this, [this](const Answer<wire::Assignment>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) {
            if (failure->kind == Failure::Kind::gone) return leaseLost();
            say(tr("The case could not be read again: %1").arg(failure->detail));
            return;
        }
        const bool hadView = assignment_.arbitration.has_value();
        assignment_ = std::get<wire::Assignment>(answer);
        if (assignment_.arbitration && !hadView) {
            useForm(new SettlementForm(*assignment_.arbitration));
            if (loader_) {
                masksFetched_ = true;
                viewer_->revealMasks(viewer_->view().slice());
                loader_->fetchMasks(viewer_->view().slice());
            }
            goToForm();
        }
        updateSubmit();
    });
}

void ReadingScreen::loadReveal() {
    api_.reveal(assignment_.handle, this, [this](const Answer<wire::Reveal>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) {
            if (failure->kind == Failure::Kind::noConnection) return revealAgain_.start(resendMs);
            return reveal_->showProblem(tr("Recorded. The comparison cannot be shown: %1").arg(failure->detail));
        }
        const auto& reveal = std::get<wire::Reveal>(answer);
        // The comparison is a job of the worker; a moment after the lock it may not have run yet.
        if (reveal.rule.empty() && !reveal.outcome && sinceLock_.elapsed() < revealPatienceMs) {
            revealAgain_.start(revealAgainMs);
            if (reveal.readA) return;
        }
        // A reader may be faster than the measurement: it joins the others when it comes.
        const bool measured = reveal.measurement.status != Quantification::Status::pending;
        if (!measured && !revealAgain_.isActive()) revealAgain_.start(measuredAgainMs);
        const bool isNews = !revealShown_ || measured || reveal.outcome.has_value();
        if (!isNews) return;
        revealShown_ = true;
        reveal_->showReveal(reveal);
        differenceSlice_ = reveal.differenceSlice;
        if (reveal.hasMasks && loader_ && !masksFetched_) {
            masksFetched_ = true;
            viewer_->revealMasks(differenceSlice_);
            loader_->fetchMasks(differenceSlice_);
        }
    });
}

void ReadingScreen::leaseLost() {
    if (phase_ == Phase::locked || phase_ == Phase::lost) return;
    phase_ = Phase::lost;
    resend_.stop();
    keeper_->stop();
    lease_->stop();
    form_->showReadOnly();
    leaseText_->setText(tr("lease over"));
    message_->clear();
    lostText_->setText(
        tr("This case went back at %1 and somebody else reads it. Your draft is kept for 30 days and counts "
           "in nothing.")
            .arg(timeOf(std::min(lease_->leaseUntil(), api_.serverNow()))));
    pages_->setCurrentWidget(lostPage_);
    lostPage_->findChild<QPushButton*>("nextAfterLost")->setFocus();
}

void ReadingScreen::putAside(int reason) {
    constexpr std::array codes{"known", "imagesMissing", "notMyField", "later"};
    keeper_->keepNow();
    api_.putAside(assignment_.handle, QString::fromLatin1(codes.at(static_cast<std::size_t>(reason))), this,
                  [this](const Answer<Done>& answer) {
                      const auto* failure = std::get_if<Failure>(&answer);
                      if (failure && failure->kind != Failure::Kind::gone)
                          return refuse(tr("The case could not be put aside: %1").arg(failure->detail));
                      phase_ = Phase::lost;  // nothing more is sent for it
                      keeper_->stop();
                      lease_->stop();
                      emit worklistWanted();
                  });
}

void ReadingScreen::greatCall() {
    auto* review = qobject_cast<PeerReviewForm*>(form_);
    if (!review) return refuse(tr("A great call belongs to a peer review."));
    const auto& marks = viewer_->marks();
    review->toggleGreatCall(marks.empty() ? viewer_->view().slice() : *marks.begin());
}

}  // namespace overread::client
