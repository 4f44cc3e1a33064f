#include "reviewer-client/worklist/lock_screen.h"

#include <QLineEdit>
#include <QPushButton>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/middle_panel.h"

namespace overread::client {

LockScreen::LockScreen(ApiClient& api, QWidget* parent)
    : QWidget(parent),
      api_(api),
      password_(new QLineEdit),
      message_(wrappedLabel("lockMessage", "warning")),
      button_(new MainButton(tr("Unlock      Enter"))) {
    setObjectName("lockScreen");
    auto& layout = middlePanel(*this);
    auto* title = wrappedLabel("lockTitle", "heading");
    title->setText(tr("Locked after a quarter of an hour without input."));
    layout.addWidget(title);
    auto* kept = wrappedLabel("lockKept", "second");
    kept->setText(tr("What you typed is kept. A case stays yours as long as its lease."));
    layout.addWidget(kept);
    password_->setObjectName("lockPassword");
    password_->setAccessibleName(tr("Password"));
    password_->setPlaceholderText(tr("Password"));
    password_->setEchoMode(QLineEdit::Password);
    layout.addWidget(password_);
    layout.addWidget(message_);
    button_->setObjectName("unlock");
    layout.addWidget(button_);
    auto* signOut = new QPushButton(tr("Sign out"));
    signOut->setObjectName("lockSignOut");
    layout.addWidget(signOut);
    connect(button_, &MainButton::pressedAwake, this, &LockScreen::unlock);
    connect(password_, &QLineEdit::returnPressed, this, &LockScreen::unlock);
    connect(signOut, &QPushButton::clicked, this, &LockScreen::signOutWanted);
}

void LockScreen::begin() {
    password_->clear();
    message_->clear();
    password_->setFocus();
}

void LockScreen::unlock() {
    if (!button_->isAwake() || password_->text().isEmpty()) return password_->setFocus();
    button_->putToSleep(tr("Signing in ..."));
    api_.signInAgain(password_->text(), this, [this](const Answer<wire::SessionOpened>& answer) {
        button_->wake();
        password_->clear();
        if (!std::holds_alternative<Failure>(answer)) return emit unlocked();
        const auto& failure = std::get<Failure>(answer);
        message_->setText(failure.kind == Failure::Kind::signedOut ? tr("The password is wrong.") : words::of(failure));
        password_->setFocus();
    });
}

}  // namespace overread::client
