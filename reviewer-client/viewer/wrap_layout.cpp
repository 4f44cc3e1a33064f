#include "reviewer-client/viewer/wrap_layout.h"

#include <algorithm>

namespace overread::client {

WrapLayout::WrapLayout(int gapPx, int wordGapPx, QWidget* parent)
    : QLayout(parent), gapPx_(gapPx), wordGapPx_(wordGapPx) {}

WrapLayout::~WrapLayout() {
    qDeleteAll(items_);
}

void WrapLayout::addGap() {
    gapsBefore_.push_back(items_.size());
}

void WrapLayout::addItem(QLayoutItem* item) {
    items_.push_back(item);
}

int WrapLayout::count() const {
    return static_cast<int>(items_.size());
}

QLayoutItem* WrapLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_.at(index) : nullptr;
}

QLayoutItem* WrapLayout::takeAt(int index) {
    return index >= 0 && index < count() ? items_.takeAt(index) : nullptr;
}

int WrapLayout::heightForWidth(int width) const {
    return layOut({0, 0, width, 0}, Do::measure);
}

QSize WrapLayout::sizeHint() const {
    return minimumSize();
}

QSize WrapLayout::minimumSize() const {
    QSize size;
    for (const auto* item : items_) size = size.expandedTo(item->minimumSize());
    const auto margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void WrapLayout::setGeometry(const QRect& place) {
    QLayout::setGeometry(place);
    layOut(place, Do::place);
}

int WrapLayout::layOut(const QRect& place, Do what) const {
    const QRect inner = place.marginsRemoved(contentsMargins());
    int x = inner.left();
    int y = inner.top();
    int rowHeight = 0;
    for (qsizetype i = 0; i < items_.size(); ++i) {
        const QSize size = items_[i]->sizeHint();
        if (gapsBefore_.contains(i) && x > inner.left()) x += wordGapPx_;
        if (x + size.width() > inner.right() + 1 && x > inner.left()) {
            x = inner.left();
            y += rowHeight + gapPx_;
            rowHeight = 0;
        }
        if (what == Do::place) items_[i]->setGeometry({{x, y}, size});
        x += size.width() + gapPx_;
        rowHeight = std::max(rowHeight, size.height());
    }
    return y + rowHeight - place.top() + contentsMargins().bottom();
}

}  // namespace overread::client
