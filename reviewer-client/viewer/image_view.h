#pragma once
#include <QPointer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "reviewer-client/viewer/orientation.h"
#include "reviewer-client/viewer/rendering.h"
#include "reviewer-client/viewer/slice_stack.h"
#include "reviewer-client/viewer/window.h"

namespace overread::client {

/// Shows one slice of a stack: windowed, enlarged, with orientation marks, scale and masks, and lets the mouse scroll,
/// window, pan and zoom. Knows no network; whoever fills the stack calls `sliceArrived`.
class ImageView final : public QWidget {
    Q_OBJECT
public:
    enum class Tool { window, scroll, pan, zoom };
    enum class Texts { full, brief, none };
    enum class Masks { hidden, outline, fill };

    explicit ImageView(QWidget* parent = nullptr);

    void showStack(std::shared_ptr<const SliceStack> stack);  ///< at its middle; null: nothing
    void sliceArrived(int slice);
    void masksArrived(int slice);

    [[nodiscard]] int slice() const { return slice_; }
    void showSlice(int slice);  ///< clamped to the stack
    /// Goes `by` slices towards the head (negative: the feet) and paints every one of them: a lesion of one slice is
    /// not to be jumped over because the wheel was quick.
    void stepThrough(int by);
    void jumpBy(int by) { showSlice(slice_ + by); }

    [[nodiscard]] const Window& window() const { return window_; }
    void showWindow(const Window& window);
    [[nodiscard]] Tool tool() const { return tool_; }
    void useTool(Tool tool) { tool_ = tool; }
    void showTexts(Texts texts);
    [[nodiscard]] Texts texts() const { return texts_; }
    void showMasks(Masks masks);
    [[nodiscard]] Masks masks() const { return masks_; }
    void zoomBy(double factor, QPointF about);
    void resetPlacement();  ///< whole slice, centred

    /// Hounsfield units under that point of the widget; none outside the slice or where it has not come yet.
    [[nodiscard]] std::optional<int> huAt(QPointF position) const;
    [[nodiscard]] const std::vector<bool>& shownSlices() const { return shown_; }
    [[nodiscard]] int notShown() const;
    /// The slice as it stands in the window, without marks: for tests that hold pixels against the formula.
    [[nodiscard]] Placement placement() const;
    [[nodiscard]] double lastPaintMs() const { return lastPaintMs_; }

signals:
    void firstImagePainted();  ///< once per stack
    void sliceShown(int slice);
    void windowChanged();
    void probed(std::optional<int> hu);
    void menuWanted(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] double fitZoom() const;
    void renderSlice();
    void paintMarks(QPainter& painter) const;
    void paintAbsent(QPainter& painter) const;
    void probe(QPointF position);
    void dragTo(QPointF position, Tool tool);
    void describe();

    std::shared_ptr<const SliceStack> stack_;
    OrientationMarks marks_;
    int slice_ = 0;
    Window window_;
    double zoom_ = 1;  // 1: the whole slice fits
    QPointF panPx_;
    Tool tool_ = Tool::window;
    Texts texts_ = Texts::full;
    Masks masks_ = Masks::hidden;
    std::vector<bool> shown_;
    bool firstPainted_ = false;

    std::optional<Tool> dragging_;
    QPointF pressedAt_, lastAt_;
    double dragRest_ = 0;
    int wheelRest_ = 0;
    QPointF pointer_{-1, -1};

    Enlarger enlarger_;
    Picture picture_;
    std::vector<std::uint8_t> grey_;
    std::vector<std::uint32_t> tinted_;
    double lastPaintMs_ = 0;
};

}  // namespace overread::client
