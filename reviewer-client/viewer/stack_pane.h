#pragma once
#include <QWidget>
#include <set>

#include "reviewer-client/viewer/image_view.h"

namespace overread::client {

class SliceBar;

/// The axial view of one study with the bar of its stack.
class StackPane final : public QWidget {
    Q_OBJECT
public:
    explicit StackPane(QWidget* parent = nullptr);

    void showStack(std::shared_ptr<const SliceStack> stack);
    void sliceArrived(int slice);
    void showMarks(const std::set<int>& marks);
    [[nodiscard]] ImageView& view() { return *view_; }
    [[nodiscard]] const ImageView& view() const { return *view_; }
    [[nodiscard]] const std::shared_ptr<const SliceStack>& stack() const { return stack_; }

private:
    void showState();

    ImageView* view_;
    SliceBar* bar_;
    std::shared_ptr<const SliceStack> stack_;
    std::set<int> marks_;
};

}  // namespace overread::client
