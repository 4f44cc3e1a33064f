#include "reviewer-client/reading/places.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>

namespace overread::client {
namespace {

QString layoutKey() {
    QString key = "layout";
    for (const auto* screen : QGuiApplication::screens())
        key += QString("_%1x%2").arg(screen->size().width()).arg(screen->size().height());
    return key;
}

}  // namespace

Places::Places(QWidget* images, QWidget* questions, QWidget* parent)
    : QMainWindow(parent), dock_(new QDockWidget(tr("Questions"))) {
    setObjectName("places");
    setWindowFlags(Qt::Widget);
    setCentralWidget(images);
    dock_->setObjectName("answersDock");
    dock_->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    dock_->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    dock_->setWidget(questions);
    addDockWidget(Qt::RightDockWidgetArea, dock_);
    restoreState(QSettings().value(layoutKey()).toByteArray());
}

Places::~Places() {
    QSettings().setValue(layoutKey(), saveState());
}

void Places::hideEvent(QHideEvent* event) {
    // A floating form is a window of its own and would stay on screen over the lock.
    if (dock_->isFloating()) dock_->hide();
    QMainWindow::hideEvent(event);
}

void Places::showEvent(QShowEvent* event) {
    dock_->show();
    QMainWindow::showEvent(event);
}

}  // namespace overread::client
