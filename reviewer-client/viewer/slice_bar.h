#pragma once
#include <QWidget>
#include <memory>
#include <set>
#include <vector>

#include "reviewer-client/viewer/slice_stack.h"

namespace overread::client {

/// The stack as an upright bar beside the image, the head at the top: what is loaded, what was shown, what is marked,
/// and where the reader is. A click or drag goes there.
class SliceBar final : public QWidget {
    Q_OBJECT
public:
    explicit SliceBar(QWidget* parent = nullptr);
    void showStack(std::shared_ptr<const SliceStack> stack);
    /// Both are borrowed for this call alone.
    void showState(int slice, const std::vector<bool>& shown, const std::set<int>& marks);

signals:
    void sliceWanted(int slice);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRectF placeOf(int slice) const;
    void askFor(double y);

    std::shared_ptr<const SliceStack> stack_;
    int slice_ = 0;
    std::vector<bool> shown_;
    std::set<int> marks_;
};

}  // namespace overread::client
