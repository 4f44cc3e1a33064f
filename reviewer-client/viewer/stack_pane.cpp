#include "reviewer-client/viewer/stack_pane.h"

#include <QHBoxLayout>

#include "reviewer-client/viewer/slice_bar.h"

namespace overread::client {

StackPane::StackPane(QWidget* parent) : QWidget(parent), view_(new ImageView), bar_(new SliceBar) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(view_, 1);
    row->addWidget(bar_);
    connect(bar_, &SliceBar::sliceWanted, view_, &ImageView::showSlice);
    connect(bar_, &SliceBar::slicePassed, view_, [this](int slice) { view_->passBy(slice - view_->slice()); });
    connect(view_, &ImageView::sliceShown, this, &StackPane::showState);
    // Queued: what was painted is told in the middle of painting.
    connect(view_, &ImageView::slicePainted, this, &StackPane::showState, Qt::QueuedConnection);
}

void StackPane::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = stack;
    marks_.clear();
    bar_->showStack(stack);
    view_->showStack(std::move(stack));
    showState();
}

void StackPane::sliceArrived(int slice) {
    view_->sliceArrived(slice);
    showState();
}

void StackPane::showMarks(const std::set<int>& marks) {
    marks_ = marks;
    showState();
}

void StackPane::showState() {
    bar_->showState({view_->slice(), view_->shownSlices(), view_->passedSlices(), marks_});
}

}  // namespace overread::client
