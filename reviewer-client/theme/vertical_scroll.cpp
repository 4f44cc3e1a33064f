#include "reviewer-client/theme/vertical_scroll.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>
#include <algorithm>

#include "reviewer-client/theme/labels.h"

namespace overread::client {

VerticalScroll::VerticalScroll(QWidget* content, QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(content);
    content->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && widget() && widget()->isAncestorOf(now)) ensureWidgetVisible(now, 0, lines(1));
    });
}

QSize VerticalScroll::minimumSizeHint() const {
    // As wide as it would like to be, within bounds: answers that could wrap into a narrow column do so only where
    // large text would otherwise push the images aside.
    const int bound = std::min(lines(30), 520);
    const int wanted = std::max(std::min(widget()->sizeHint().width(), bound), widget()->minimumSizeHint().width());
    return {wanted + verticalScrollBar()->sizeHint().width(), QScrollArea::minimumSizeHint().height()};
}

bool VerticalScroll::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

}  // namespace overread::client
