#include "reviewer-client/reading/choice_grid.h"

#include <algorithm>

namespace overread::client {
namespace {
constexpr int gapPx = 5, rowGapPx = 4;
}

ChoiceButton::ChoiceButton(const QString& words, QWidget* parent) : QPushButton(words, parent) {
    setProperty("role", "choice");
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ChoiceButton::sizeHint() const {
    QFont chosen = font();
    chosen.setWeight(QFont::DemiBold);
    const QSize plain = QPushButton::sizeHint();
    const int more = QFontMetrics(chosen).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
    return {plain.width() + std::max(0, more), plain.height()};
}

ChoiceGrid::ChoiceGrid(int columns) : columns_(columns) {}

ChoiceGrid::~ChoiceGrid() {
    qDeleteAll(items_);
}

void ChoiceGrid::addItem(QLayoutItem* item) {
    items_.push_back(item);
}

QLayoutItem* ChoiceGrid::takeAt(int index) {
    return index >= 0 && index < count() ? items_.takeAt(index) : nullptr;
}

QSize ChoiceGrid::cell() const {
    QSize size;
    for (const auto* item : items_) size = size.expandedTo(item->sizeHint());
    return size;
}

int ChoiceGrid::columnsIn(int width) const {
    return std::clamp((width + gapPx) / std::max(1, cell().width() + gapPx), 1, columns_);
}

int ChoiceGrid::heightOf(int columns) const {
    const int rows = (count() + columns - 1) / columns;
    return rows * (cell().height() + rowGapPx) - rowGapPx;
}

int ChoiceGrid::heightForWidth(int width) const {
    return heightOf(columnsIn(width));
}

QSize ChoiceGrid::sizeHint() const {
    return {columns_ * (cell().width() + gapPx) - gapPx, heightOf(columns_)};
}

void ChoiceGrid::setGeometry(const QRect& place) {
    QLayout::setGeometry(place);
    const int columns = columnsIn(place.width());
    const int high = cell().height();
    for (int i = 0; i < count(); ++i) {
        // From one edge to the next: what does not divide evenly is spread over the columns.
        const auto edge = [&](int column) { return column * (place.width() + gapPx) / columns; };
        const int column = i % columns;
        items_[i]->setGeometry({place.left() + edge(column), place.top() + i / columns * (high + rowGapPx),
                                edge(column + 1) - edge(column) - gapPx, high});
    }
}

}  // namespace overread::client
