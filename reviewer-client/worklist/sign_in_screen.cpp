#include "reviewer-client/worklist/sign_in_screen.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/middle_panel.h"
#include "reviewer-client/worklist/appearance_bar.h"

namespace overread::client {
namespace {

QString wordsFor(const Failure& failure, const QString& server, Timestamp now) {
    switch (failure.kind) {
        case Failure::Kind::signedOut:
            return SignInScreen::tr("Name or password is wrong.");
        case Failure::Kind::noConnection:
            return SignInScreen::tr("Nothing answers at %1. Is the address right, and the server running?").arg(server);
        case Failure::Kind::tooMany:
            return SignInScreen::tr("Too many wrong passwords for this name. It is locked until %1.")
                .arg(words::timeOfDay(now + std::chrono::seconds{failure.waitSeconds}));
        case Failure::Kind::notUnderstood:
        case Failure::Kind::gone:
            return SignInScreen::tr("What answers at %1 is no overread server that this client knows.").arg(server);
        default:
            return SignInScreen::tr("The server cannot sign you in now: %1").arg(words::of(failure));
    }
}

}  // namespace

SignInScreen::SignInScreen(ApiClient& api, const QUrl& server, QWidget* parent)
    : QWidget(parent),
      api_(api),
      server_(new QLineEdit(server.toString())),
      name_(new QLineEdit(QSettings().value("name").toString())),
      password_(new QLineEdit),
      message_(wrappedLabel("signInMessage", "warning")),
      button_(new MainButton(tr("Sign in      Enter"))) {
    setObjectName("signInScreen");
    auto* outer = new QVBoxLayout(this);
    auto* corner = new QHBoxLayout;
    corner->setContentsMargins(12, 7, 12, 0);
    corner->addStretch(1);
    auto* appearance = new AppearanceBar;
    corner->addWidget(appearance);
    outer->addLayout(corner);
    auto& panel = middlePanel(*this);
    auto* layout = &panel;
    auto* title = new QLabel("overread");
    title->setProperty("role", "title");
    layout->addWidget(title);
    auto* fields = new QFormLayout;
    fields->setVerticalSpacing(10);
    fields->setHorizontalSpacing(14);
    server_->setObjectName("server");
    server_->setAccessibleName(tr("Server"));
    name_->setObjectName("name");
    name_->setAccessibleName(tr("Name"));
    password_->setObjectName("password");
    password_->setAccessibleName(tr("Password"));
    password_->setEchoMode(QLineEdit::Password);
    fields->addRow(tr("Server"), server_);
    fields->addRow(tr("Name"), name_);
    fields->addRow(tr("Password"), password_);
    layout->addLayout(fields);
    message_->setMinimumHeight(2 * message_->fontMetrics().height() + 4);
    message_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(message_);
    button_->setObjectName("signIn");
    layout->addWidget(button_);
    connect(appearance, &AppearanceBar::changed, this, &SignInScreen::appearanceChanged);
    connect(button_, &MainButton::pressedAwake, this, &SignInScreen::signIn);
    for (auto* field : {server_, name_, password_})
        connect(field, &QLineEdit::returnPressed, this, &SignInScreen::signIn);
}

void SignInScreen::showReason(const QString& words) {
    message_->setText(words);
}

void SignInScreen::begin() {
    password_->clear();
    for (auto* field : {server_, name_, password_})
        if (field->text().isEmpty()) return field->setFocus();
}

void SignInScreen::signIn() {
    if (!button_->isAwake()) return;
    for (auto* field : {server_, name_, password_})
        if (field->text().isEmpty()) return field->setFocus();
    const QUrl server = QUrl::fromUserInput(server_->text().trimmed());
    if (!ApiClient::isSafe(server)) {
        message_->setText(tr("Only https leaves this machine: a password would cross the network in the open."));
        return server_->setFocus();
    }
    message_->setText(tr("Signing in ..."));
    button_->putToSleep(tr("Signing in ..."));
    api_.signIn(server, name_->text(), password_->text(), this,
                [this, server](const Answer<wire::SessionOpened>& answer) {
                    button_->wake();
                    password_->clear();
                    if (const auto* failure = std::get_if<Failure>(&answer)) {
                        message_->setText(wordsFor(*failure, server.toString(), api_.serverNow()));
                        return password_->setFocus();
                    }
                    const auto& session = std::get<wire::SessionOpened>(answer);
                    const auto& roles = session.user.roles;
                    const auto reads = [](Role role) { return role == Role::reviewer || role == Role::arbiter; };
                    if (std::ranges::none_of(roles, reads)) {
                        api_.signOut();
                        message_->setText(
                            tr("This account does not review. Heads and radiologists use the pages in the browser."));
                        return;
                    }
                    QSettings settings;
                    settings.setValue("server", server.toString());
                    settings.setValue("name", name_->text());
                    message_->clear();
                    emit signedIn(QString::fromStdString(session.user.displayName));
                });
}

}  // namespace overread::client
