#include "reviewer-client/reading/lost_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"

namespace overread::client {

LostPage::LostPage(QWidget* parent)
    : QWidget(parent),
      why_(wrappedLabel("lostText", "warning")),
      here_(new QPushButton(tr("Read it here"))),
      next_(new MainButton(tr("Next case      Enter"))) {
    setObjectName("lostPage");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(why_);
    auto* copy = new QPushButton(tr("Copy text"));
    copy->setObjectName("copyText");
    layout->addWidget(copy);
    here_->setObjectName("readHere");
    layout->addWidget(here_);
    next_->setObjectName("nextAfterLost");
    layout->addWidget(next_);
    layout->addStretch(1);
    connect(copy, &QPushButton::clicked, this, &LostPage::copyWanted);
    connect(here_, &QPushButton::clicked, this, &LostPage::hereWanted);
    connect(next_, &MainButton::pressedAwake, this, &LostPage::nextWanted);
}

void LostPage::showGone(const QString& why) {
    why_->setText(why);
    here_->hide();
}

void LostPage::showReadElsewhere(const QString& why) {
    why_->setText(why);
    here_->show();
}

void LostPage::focusNext() {
    next_->setFocus();
}

}  // namespace overread::client
