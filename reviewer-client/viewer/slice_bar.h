#pragma once
#include <QWidget>
#include <memory>
#include <set>
#include <vector>

#include "reviewer-client/viewer/slice_stack.h"

namespace overread::client {

/// The stack as an upright bar beside the image, the head at the top: what is loaded, what was shown, what was passed
/// too fast to be painted, what is marked, and where the reader is. A click goes there, a drag passes through.
class SliceBar final : public QWidget {
    Q_OBJECT
public:
    explicit SliceBar(QWidget* parent = nullptr);
    void showStack(std::shared_ptr<const SliceStack> stack);
    struct State {
        int slice = 0;
        std::vector<bool> shown{};
        std::vector<bool> passed{};
        std::set<int> marks{};
        bool operator==(const State&) const = default;
    };
    void showState(State state);

signals:
    void sliceWanted(int slice);
    void slicePassed(int slice);  ///< a drag has come to this slice

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRectF placeOf(int slice) const;
    [[nodiscard]] int sliceAt(double y) const;

    std::shared_ptr<const SliceStack> stack_;
    State state_;
    int loaded_ = 0;
};

}  // namespace overread::client
