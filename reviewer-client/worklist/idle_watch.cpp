#include "reviewer-client/worklist/idle_watch.h"

#include <QCoreApplication>
#include <QEvent>

namespace overread::client {

IdleWatch::IdleWatch(std::chrono::milliseconds patience, QObject* parent) : QObject(parent) {
    setObjectName("idleWatch");
    timer_.setSingleShot(true);
    timer_.setInterval(patience);
    connect(&timer_, &QTimer::timeout, this, &IdleWatch::idle);
    timer_.start();
    qApp->installEventFilter(this);
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::Wheel:
            timer_.start();
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace overread::client
