#include "reviewer-client/viewer/slice_bar.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "reviewer-client/theme/theme.h"

namespace overread::client {
namespace {
constexpr int breadthPx = 34;
constexpr double marginPx = 4;
}  // namespace

SliceBar::SliceBar(QWidget* parent) : QWidget(parent) {
    setObjectName("sliceBar");
    setAccessibleName(tr("Stack of slices"));
    setFixedWidth(breadthPx);
    setToolTip(tr("Loaded, shown, marked. Click to go to a slice."));
}

void SliceBar::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = std::move(stack);
    update();
}

void SliceBar::showState(int slice, const std::vector<bool>& shown, const std::set<int>& marks) {
    slice_ = slice;
    shown_ = shown;
    marks_ = marks;
    int notShown = static_cast<int>(std::ranges::count(shown_, false));
    setAccessibleDescription(stack_ ? tr("%1 of %2 loaded, %3 not shown, %4 marked")
                                          .arg(stack_->loaded())
                                          .arg(stack_->slices())
                                          .arg(notShown)
                                          .arg(marks_.size())
                                    : QString());
    update();
}

QRectF SliceBar::placeOf(int slice) const {
    const double each = (height() - 2 * marginPx) / std::max(stack_->slices(), 1);
    return {0, marginPx + (stack_->slices() - 1 - slice) * each, static_cast<double>(width()), std::max(each, 1.0)};
}

void SliceBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(colours::window));
    if (!stack_) return;
    for (int slice = 0; slice < stack_->slices(); ++slice) {
        const QRectF place = placeOf(slice);
        const auto state = stack_->state(slice);
        const QColor loaded = state == SliceStack::State::loaded   ? QColor(0xff5b6772)
                              : state == SliceStack::State::broken ? QColor(colours::amber)
                                                                   : QColor(colours::panel);
        painter.fillRect(QRectF(3, place.top(), 8, place.height() + 0.5), loaded);
        const bool shown = static_cast<std::size_t>(slice) < shown_.size() && shown_[static_cast<std::size_t>(slice)];
        painter.fillRect(QRectF(13, place.top(), 8, place.height() + 0.5), QColor(shown ? 0xffa7b0b8 : colours::panel));
    }
    for (const int mark : marks_) {  // a shape, not a colour alone
        const double y = placeOf(mark).center().y();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(colours::text));
        painter.drawPolygon(QPolygonF{{QPointF(24, y), QPointF(32, y - 5), QPointF(32, y + 5)}});
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const double y = placeOf(slice_).center().y();
    painter.fillRect(QRectF(0, y - 1, width(), 3), QColor(colours::focus));
}

void SliceBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) askFor(event->position().y());
}

void SliceBar::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) askFor(event->position().y());
}

void SliceBar::askFor(double y) {
    if (!stack_) return;
    const double share = (y - marginPx) / std::max(height() - 2 * marginPx, 1.0);
    emit sliceWanted(
        std::clamp(stack_->slices() - 1 - static_cast<int>(share * stack_->slices()), 0, stack_->slices() - 1));
}

}  // namespace overread::client
