#include "reviewer-client/reading/message_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSettings>

#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {
constexpr int messageMs = 8000;
}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), place_(plainLabel("placeText", "")), message_(wrappedLabel("message", "warning")) {
    setProperty("role", "bar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    place_->setMinimumWidth(90);
    row->addWidget(place_);
    message_->setAccessibleName(tr("Message"));
    row->addWidget(message_, 1);  // long words break: they never push the window beyond its screen
    auto* use = plainLabel("intendedUse", "second");
    use->setText(tr("quality assurance; not for primary diagnosis"));
    row->addWidget(use);
    ends_.setSingleShot(true);
    ends_.setInterval(messageMs);
    connect(&ends_, &QTimer::timeout, message_, &QLabel::clear);
}

void MessageBar::showPlace(const QString& words) {
    place_->setText(words);
}

void MessageBar::say(const QString& words) {
    message_->setText(words);
    ends_.start();
}

void MessageBar::keep(const QString& words) {
    message_->setText(words);
    ends_.stop();
}

void MessageBar::refuse(const QString& words) {
    if (QSettings().value("sound", true).toBool()) QApplication::beep();
    say(words);
}

void MessageBar::clear() {
    message_->clear();
    ends_.stop();
}

}  // namespace overread::client
