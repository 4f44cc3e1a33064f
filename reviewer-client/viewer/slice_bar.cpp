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
    setToolTip(tr("Loaded, shown (narrow: passed too fast), marked. Click to go to a slice."));
}

void SliceBar::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = std::move(stack);
    state_ = {};
    loaded_ = -1;
    update();
}

void SliceBar::showState(State state) {
    const int loaded = stack_ ? stack_->loaded() : 0;
    if (state == state_ && loaded == loaded_) return;
    state_ = std::move(state);
    loaded_ = loaded;
    setAccessibleDescription(stack_ ? tr("%1 of %2 loaded, %3 not shown, of these %4 passed too fast, %5 marked")
                                          .arg(loaded_)
                                          .arg(stack_->slices())
                                          .arg(std::ranges::count(state_.shown, false))
                                          .arg(std::ranges::count(state_.passed, true))
                                          .arg(state_.marks.size())
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
        const auto is = [at = static_cast<std::size_t>(slice)](const std::vector<bool>& set) {
            return at < set.size() && set[at];
        };
        painter.fillRect(QRectF(13, place.top(), 8, place.height() + 0.5),
                         QColor(is(state_.shown) ? 0xffa7b0b8 : colours::panel));
        // Passed and not painted: half as wide, so that the shape tells it and not the colour alone.
        if (is(state_.passed))
            painter.fillRect(QRectF(15, place.top(), 4, std::max(place.height(), 2.0)), QColor(colours::amber));
    }
    for (const int mark : state_.marks) {  // a shape, not a colour alone
        const double y = placeOf(mark).center().y();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(colours::text));
        painter.drawPolygon(QPolygonF{{QPointF(24, y), QPointF(32, y - 5), QPointF(32, y + 5)}});
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const double y = placeOf(state_.slice).center().y();
    painter.fillRect(QRectF(0, y - 1, width(), 3), QColor(colours::focus));
}

void SliceBar::mousePressEvent(QMouseEvent* event) {
    if (stack_ && event->button() == Qt::LeftButton) emit sliceWanted(sliceAt(event->position().y()));
}

void SliceBar::mouseMoveEvent(QMouseEvent* event) {
    if (stack_ && (event->buttons() & Qt::LeftButton)) emit slicePassed(sliceAt(event->position().y()));
}

int SliceBar::sliceAt(double y) const {
    const double share = (y - marginPx) / std::max(height() - 2 * marginPx, 1.0);
    return std::clamp(stack_->slices() - 1 - static_cast<int>(share * stack_->slices()), 0, stack_->slices() - 1);
}

}  // namespace overread::client
