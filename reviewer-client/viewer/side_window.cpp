#include "reviewer-client/viewer/side_window.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QVBoxLayout>

namespace overread::client {

SideWindow::SideWindow(QWidget& owner) : QWidget(&owner, Qt::Window), owner_(owner) {
    setObjectName("sideWindow");
    setWindowTitle(tr("overread reviewer"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void SideWindow::hold(QWidget* pane) {
    layout()->addWidget(pane);
}

void SideWindow::place() {
    const auto* own = owner_.window()->screen();
    for (const auto* screen : QGuiApplication::screens()) {
        if (screen == own) continue;
        setGeometry(screen->availableGeometry());
        return setWindowState(windowState() | Qt::WindowMaximized);
    }
    const QRect place = own->availableGeometry();
    resize(place.width() / 2, place.height() * 3 / 4);
    move(place.center().x(), place.top() + place.height() / 8);
}

void SideWindow::closeEvent(QCloseEvent* event) {
    event->ignore();
    emit closed();
}

}  // namespace overread::client
