#include "reviewer-client/worklist/availability_bar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <cmath>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

AvailabilityBar::AvailabilityBar(ApiClient& api, QWidget* parent)
    : QWidget(parent), api_(api), text_(wrappedLabel("load", "")), switch_(new QPushButton(tr("Pause"))) {
    setObjectName("availabilityBar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(text_, 1);
    switch_->setObjectName("pause");
    switch_->hide();  // until the server has said which way it would turn
    row->addWidget(switch_);
    connect(switch_, &QPushButton::clicked, this, &AvailabilityBar::ask);
}

void AvailabilityBar::show(const wire::Worklist& list) {
    isPaused_ = list.onShift && !list.available;
    if (isPaused_)
        whyNone_ = tr("You are paused: no case comes to you.");
    else if (!list.onShift)
        whyNone_ =
            list.nextShiftAt
                ? tr("You are not on shift. The next one begins at %1.").arg(words::dayAndTime(*list.nextShiftAt))
                : tr("You are not on shift, and no later one is planned.");
    else
        whyNone_.clear();
    QString load = list.shiftLimitMinutes > 0
                       ? tr("Taken today: %1 of %2 expected minutes of a shift.")
                             .arg(std::lround(list.takenMinutesToday))
                             .arg(std::lround(list.shiftLimitMinutes))
                       : tr("Taken today: %1 expected minutes.").arg(std::lround(list.takenMinutesToday));
    text_->setText(whyNone_.isEmpty() ? load : whyNone_ + ' ' + load);
    switch_->setText(isPaused_ ? tr("Take cases again") : tr("Pause"));
    switch_->setToolTip(isPaused_ ? QString()
                                  : tr("The case fetched ahead and all that you hold go back; drafts stay."));
    switch_->setVisible(list.onShift);
    switch_->setEnabled(true);
}

void AvailabilityBar::ask() {
    switch_->setEnabled(false);
    api_.setAvailable(isPaused_, this, [this, wanted = isPaused_](const Answer<Done>& answer) {
        switch_->setEnabled(true);
        if (const auto* failure = std::get_if<Failure>(&answer)) return emit failed(*failure);
        emit switched(wanted);
    });
}

}  // namespace overread::client
