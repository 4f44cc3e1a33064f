#include "reviewer-client/theme/main_button.h"

#include <QKeyEvent>
#include <QStyle>

namespace overread::client {

MainButton::MainButton(const QString& text, QWidget* parent) : QPushButton(text, parent) {
    setProperty("role", "main");
    setAccessibleName(text.simplified());
    connect(this, &QPushButton::clicked, this, &MainButton::press);
}

void MainButton::putToSleep(const QString& why) {
    why_ = why;
    showState();
}

void MainButton::wake() {
    why_.clear();
    showState();
}

void MainButton::showState() {
    setAccessibleDescription(why_);
    setToolTip(why_);
    if (property("asleep").toBool() == !why_.isEmpty()) return;
    setProperty("asleep", !why_.isEmpty());
    style()->unpolish(this);
    style()->polish(this);
}

void MainButton::press() {
    if (isAwake())
        emit pressedAwake();
    else
        emit refused(why_);
}

void MainButton::keyPressEvent(QKeyEvent* event) {
    if (event->isAutoRepeat()) return;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QPushButton::keyPressEvent(event);
}

}  // namespace overread::client
