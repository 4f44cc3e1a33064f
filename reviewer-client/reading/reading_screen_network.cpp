#include "reviewer-client/reading/reading_screen.h"

#include <QTime>
#include <algorithm>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/after_lock.h"
#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/case_bar.h"
#include "reviewer-client/reading/case_draft.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/image_side.h"
#include "reviewer-client/reading/lease_keeper.h"
#include "reviewer-client/reading/lost_page.h"
#include "reviewer-client/reading/message_bar.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/submission.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/viewer/viewer.h"

/// What the reading screen and the server say to each other: lease, drafts, the lock and what may come in between.
namespace overread::client {

void ReadingScreen::joinNetwork() {
    connect(draft_, &CaseDraft::restored, this, [this](Timestamp changedAt) {
        messages_->say(tr("Your draft of %1 is back.").arg(words::timeOfDay(changedAt)));
    });
    connect(draft_, &CaseDraft::chosen, this, [this] {
        phase_ = Phase::reading;
        lease_->claim();
        goToForm();
    });
    connect(draft_, &CaseDraft::notKeptHere, this,
            [this] { messages_->say(tr("The draft cannot be written to this machine's disk. The server keeps it.")); });
    connect(draft_, &CaseDraft::serverRefused, this, [this](const Failure& failure) {
        if (failure.kind == Failure::Kind::gone) leaseLost();
        if (failure.kind == Failure::Kind::conflict) readAgain();
    });
    connect(submission_, &Submission::locked, this, &ReadingScreen::locked);
    connect(submission_, &Submission::delayed, this, &ReadingScreen::delayed);
    connect(submission_, &Submission::refused, this, &ReadingScreen::refusedByServer);

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

void ReadingScreen::submit() {
    if (phase_ != Phase::reading) return;
    auto& form = questions_->answers().form();
    if (!form.isComplete()) {
        form.focusFirstOpen();
        return messages_->refuse(tr("This question is still open."));
    }
    if (!viewer().marks().empty()) form.markSlice(*viewer().marks().begin());
    draft_->keepNow();
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
    draft_->forget();
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
    afterLock_->begin();
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
            draft_->stop();
            form.showReadOnly();
            beginReveal();
            break;
        case Failure::Kind::refused:
            form.showRefused(failure.field);
            messages_->refuse(tr("The server did not accept the amber field; all else stays."));
            break;
        case Failure::Kind::signedOut:
            draft_->keepNow();
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
    draft_->stop();
    lease_->stop();
    questions_->answers().form().showReadOnly();
    bar_->showLease(lease);
    messages_->clear();
}

void ReadingScreen::putAside(const QString& reason) {
    draft_->keepNow();
    api_.putAside(assignment_.handle, reason, this, [this](const Answer<Done>& answer) {
        const auto* failure = std::get_if<Failure>(&answer);
        if (failure && failure->kind != Failure::Kind::gone)
            return messages_->refuse(tr("The case could not be put aside: %1").arg(words::of(*failure)));
        phase_ = Phase::lost;  // nothing more is sent for it
        draft_->stop();
        lease_->stop();
        emit worklistWanted();
    });
}

}  // namespace overread::client
