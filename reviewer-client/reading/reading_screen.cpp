#include "reviewer-client/reading/reading_screen.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/after_lock.h"
#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/aside_page.h"
#include "reviewer-client/reading/case_bar.h"
#include "reviewer-client/reading/case_draft.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/image_side.h"
#include "reviewer-client/reading/key_choices.h"
#include "reviewer-client/reading/keys_page.h"
#include "reviewer-client/reading/lease_keeper.h"
#include "reviewer-client/reading/lost_page.h"
#include "reviewer-client/reading/message_bar.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/places.h"
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
}  // namespace

ReadingScreen::ReadingScreen(ApiClient& api, DraftStore& drafts, KeyChoices& keys, SuppliedCase supplied,
                             const QString& progress, QWidget* parent)
    : QWidget(parent),
      api_(api),
      assignment_(std::move(supplied.assignment)),
      bar_(new CaseBar(assignment_, progress)),
      images_(new ImageSide(api_)),
      questions_(new FormSide(images_->viewer().actions())),
      places_(new Places(images_, questions_)),
      messages_(new MessageBar),
      draft_(new CaseDraft(api_, drafts, assignment_.handle, *images_, *questions_, this)),
      lease_(new LeaseKeeper(api_, assignment_.handle, assignment_.leaseUntil, this)),
      submission_(new Submission(api_, assignment_.handle, this)),
      afterLock_(new AfterLock(api_, assignment_.handle, *images_, questions_->reveal(), this)) {
    setObjectName("readingScreen");
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
    joinKeys(keys);
    useFormOfTask();
    nothingToRead_ = images_->begin(assignment_, std::move(supplied.images));
    if (!nothingToRead_.isEmpty()) messages_->say(nothingToRead_);
    if (assignment_.arbitration) images_->showMasksHere();  // locked blind before it was left
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
    connect(images_, &ImageSide::complete, this, &ReadingScreen::showBroken);
    connect(images_, &ImageSide::complete, this, &ReadingScreen::imagesComplete);
    connect(images_, &ImageSide::sliceShown, this, &ReadingScreen::showSeen);
    connect(&viewer(), &Viewer::marksChanged, this, &ReadingScreen::draftChanged);
    connect(&viewer(), &Viewer::measurementsChanged, this, &ReadingScreen::draftChanged);
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
    connect(&answers, &AnswersPage::changed, this, &ReadingScreen::draftChanged);
    connect(&answers, &AnswersPage::refused, messages_, &MessageBar::refuse);
    connect(&answers, &AnswersPage::submitWanted, this, &ReadingScreen::submit);
    connect(&answers, &AnswersPage::notShownWanted, this, [this] {
        viewer().goToFirstNotShown();
        goToImages();
    });
    connect(afterLock_, &AfterLock::nextWanted, this, &ReadingScreen::nextWanted);
    connect(afterLock_, &AfterLock::imagesWanted, this, &ReadingScreen::goToImages);
    connect(&questions_->lost(), &LostPage::nextWanted, this, &ReadingScreen::nextWanted);
    connect(&questions_->lost(), &LostPage::hereWanted, this, &ReadingScreen::reopenWanted);
    connect(&questions_->lost(), &LostPage::copyWanted, this,
            [&answers] { QGuiApplication::clipboard()->setText(answers.form().asText()); });
    connect(&questions_->aside(), &AsidePage::chosen, this, &ReadingScreen::putAside);
    connect(&questions_->aside(), &AsidePage::cancelled, this, &ReadingScreen::goToImages);
    connect(&questions_->aside(), &AsidePage::refused, messages_, &MessageBar::refuse);
    connect(&questions_->draftChoice(), &DraftChoicePage::refused, messages_, &MessageBar::refuse);
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

/// Other keys than the usual ones, from the page that lists them.
void ReadingScreen::joinKeys(KeyChoices& keys) {
    auto& page = questions_->keys();
    const auto show = [this, &keys, &page] {
        viewer().bind(keys.keys());
        page.showKeys();
    };
    show();
    connect(&keys, &KeyChoices::changed, this, show);
    connect(&keys, &KeyChoices::notKept, messages_, &MessageBar::say);
    connect(&page, &KeysPage::keyChosen, &keys, &KeyChoices::choose);
    connect(&page, &KeysPage::usualWanted, &keys, &KeyChoices::chooseUsual);
}

Form* ReadingScreen::makeForm() const {
    if (assignment_.report) return new PeerReviewForm(*assignment_.report, assignment_.amendment);
    if (assignment_.arbitration) return new SettlementForm(*assignment_.arbitration);
    return new DoubleReadForm(assignment_.limits);
}

void ReadingScreen::useFormOfTask() {
    auto* form = makeForm();
    connect(form, &Form::praiseWanted, this, [this] { findChild<QAction*>("greatCallKey")->trigger(); });
    connect(form, &Form::sliceWanted, this, [this](int slice) {
        viewer().view().showSlice(slice);
        goToImages();
    });
    questions_->answers().useForm(form);
}

void ReadingScreen::restoreDraft() {
    if (draft_->restore(assignment_.draft, [this] { return makeForm(); })) return lease_->claim();
    phase_ = Phase::choosingDraft;
    showPage();
}

void ReadingScreen::draftChanged() {
    if (phase_ == Phase::reading) draft_->changed();
}

void ReadingScreen::keepDraft() {
    draft_->keepNow();
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

void ReadingScreen::showBroken() {
    const int broken = images_->broken();
    if (broken == 0) return;
    if (broken == images_->slices()) nothingToRead_ = tr("No image of this case can be shown. F8 puts the case aside.");
    messages_->keep(nothingToRead_.isEmpty()
                        ? tr("%n slice(s) cannot be shown; the bar beside the images marks them.", nullptr, broken)
                        : nothingToRead_);
    updateSubmit();
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

}  // namespace overread::client
