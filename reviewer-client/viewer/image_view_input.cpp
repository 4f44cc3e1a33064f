#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "reviewer-client/viewer/image_view.h"

/// What the mouse does to a view.
namespace overread::client {
namespace {
constexpr double clickPx = 4;  // a shorter move is no drag
}

void ImageView::wheelEvent(QWheelEvent* event) {
    // Some systems turn a wheel with Shift or Alt into a sideways one.
    wheelRest_ += event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const int notches = wheelRest_ / 120;
    wheelRest_ -= notches * 120;
    event->accept();
    if (notches == 0) return;
    if (event->modifiers() & Qt::ControlModifier)
        zoomBy(std::pow(1.15, notches), event->position());
    else if (event->modifiers() & Qt::AltModifier)
        turnSlab(notches);
    else
        stepThrough(event->modifiers() & Qt::ShiftModifier ? 10 * notches : notches);
}

void ImageView::turnSlab(int by) {
    Slab slab = slab_;
    const auto* at = std::ranges::find(slabThicknessesMm, slab.thicknessMm);
    const auto place =
        std::clamp<std::ptrdiff_t>(at - slabThicknessesMm.begin() + by, 0, std::ssize(slabThicknessesMm) - 1);
    slab.thicknessMm = slabThicknessesMm[static_cast<std::size_t>(place)];
    if (slab.kind == Slab::Kind::none) slab = {Slab::Kind::maximum, slabThicknessesMm.front()};
    showSlab(slab);
}

ImageView::Tool ImageView::toolOf(Qt::MouseButton button) const {
    if (button == Qt::MiddleButton) return Tool::pan;
    if (button == Qt::RightButton) return mouse_ == Mouse::leftWindows ? Tool::zoom : Tool::window;
    return tool_;
}

void ImageView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (!stack_) return;
    pressedAt_ = lastAt_ = event->position();
    dragRest_ = 0;
    dragging_ = toolOf(event->button());
    if (event->button() != Qt::LeftButton) return;
    if (*dragging_ == Tool::distance || *dragging_ == Tool::ellipse)
        measuring_.begin(*dragging_ == Tool::distance ? Measurement::Kind::distance : Measurement::Kind::ellipse,
                         study_, plane_, slice_, event->position(), placement());
    else
        static_cast<void>(measuring_.grab(event->position(), slice_, grid_, placement()));
    update();
}

void ImageView::mouseMoveEvent(QMouseEvent* event) {
    if (measuring_.isHeld()) {
        measuring_.dragTo(event->position(), placement());
        update();
    } else if (dragging_) {
        dragTo(event->position(), *dragging_);
    }
    probe(event->position());
}

void ImageView::dragTo(QPointF position, Tool tool) {
    const QPointF by = position - lastAt_;
    lastAt_ = position;
    switch (tool) {
        case Tool::window:
            return showWindow(draggedBy(window_, by.x(), by.y()));
        case Tool::scroll: {
            dragRest_ -= by.y() / 4;  // four pixels a slice; down goes to the feet
            const int steps = static_cast<int>(dragRest_);
            dragRest_ -= steps;
            return passBy(steps);
        }
        case Tool::pan:
            panPx_ += by;
            return update();
        case Tool::zoom:
            return zoomBy(std::exp(-by.y() / 150), pressedAt_);
        case Tool::distance:
        case Tool::ellipse:
            return;
    }
}

void ImageView::mouseReleaseEvent(QMouseEvent* event) {
    const auto tool = std::exchange(dragging_, std::nullopt);
    const bool wasClick = (event->position() - pressedAt_).manhattanLength() < clickPx;
    if (measuring_.isHeld()) {
        static_cast<void>(measuring_.finish(placement()));
        update();
        emit measured();
        if (tool == Tool::distance || tool == Tool::ellipse) useTool(toolBefore_);
        return;
    }
    if (!wasClick || !stack_) return;
    if (event->button() == Qt::RightButton) emit menuWanted(event->globalPosition().toPoint());
    if (event->button() == Qt::LeftButton) {
        const Placement at = placement();
        const QPointF position = event->position();
        emit pointed(
            voxelAt(plane_,
                    {std::clamp(std::floor((position.x() - at.leftPx) / at.zoomX), 0.0, grid_.columns - 1.0),
                     std::clamp(std::floor((position.y() - at.topPx) / at.zoomY), 0.0, grid_.rows - 1.0), slice_},
                    stack_->series()));
    }
}

void ImageView::mouseDoubleClickEvent(QMouseEvent* event) {
    dragging_.reset();
    if (event->button() == Qt::LeftButton) emit soloWanted();
}

void ImageView::leaveEvent(QEvent*) {
    pointer_ = {-1, -1};
    emit probed(std::nullopt);
}

void ImageView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ImageView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void ImageView::probe(QPointF position) {
    pointer_ = position;
    emit probed(huAt(position));
}

}  // namespace overread::client
