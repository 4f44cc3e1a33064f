#pragma once
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "reviewer-client/viewer/cut.h"
#include "reviewer-client/viewer/measure_layer.h"
#include "reviewer-client/viewer/orientation.h"
#include "reviewer-client/viewer/plane.h"
#include "reviewer-client/viewer/rendering.h"
#include "reviewer-client/viewer/slice_stack.h"
#include "reviewer-client/viewer/window.h"

namespace overread::client {

/// Shows one picture of a stack, axial, coronal or sagittal, alone or as a slab: windowed, enlarged, with orientation
/// marks, scale, measurements and masks, and lets the mouse scroll, window, pan, zoom and measure. Knows no network;
/// whoever fills the stack calls `sliceArrived`.
class ImageView final : public QWidget {
    Q_OBJECT
public:
    enum class Tool { window, scroll, pan, zoom, distance, ellipse };
    enum class Texts { full, brief, none };
    enum class Masks { hidden, outline, fill };
    /// What the buttons do. Left: the tool in use. Right: zoom where the left one windows by habit, window where it
    /// scrolls. Middle: always pan.
    enum class Mouse { leftWindows, leftScrolls };

    explicit ImageView(Plane plane = Plane::axial, QWidget* parent = nullptr);

    void showStack(std::shared_ptr<const SliceStack> stack);  ///< at its middle; null: nothing
    void sliceArrived(int slice);
    void masksArrived(int slice);
    void nameStudy(Measurement::Study study, const QString& title);  ///< for measurements, and before the plane's name

    [[nodiscard]] Plane plane() const { return plane_; }
    [[nodiscard]] int slices() const;  ///< pictures of this plane
    [[nodiscard]] int slice() const { return slice_; }
    void showSlice(int slice);  ///< clamped to the stack; a jump: what lies between was not meant
    /// Goes `by` slices towards the head (negative: the feet) and paints every one of them: a lesion of one slice is
    /// not to be jumped over because the wheel was quick.
    void stepThrough(int by);
    /// The same at the speed of a drag: what could not be painted on the way is marked as passed.
    void passBy(int by);

    [[nodiscard]] const Window& window() const { return window_; }
    void showWindow(const Window& window);
    [[nodiscard]] const Slab& slab() const { return slab_; }
    void showSlab(const Slab& slab);
    void turnSlab(int by);  ///< to the next thickness; a slab begins as a maximum
    [[nodiscard]] Tool tool() const { return tool_; }
    void useTool(Tool tool);
    void useMouse(Mouse mouse) { mouse_ = mouse; }
    void showTexts(Texts texts);
    [[nodiscard]] Texts texts() const { return texts_; }
    void showMasks(Masks masks);
    [[nodiscard]] Masks masks() const { return masks_; }
    void showCrosshair(std::optional<Voxel> at);
    void zoomBy(double factor, QPointF about);
    void resetPlacement();  ///< whole slice, centred

    [[nodiscard]] const std::vector<Measurement>& measurements() const { return measuring_.measurements(); }
    void showMeasurements(std::vector<Measurement> measurements);
    bool removeMeasurement();  ///< the chosen one, else the last; false: there is none

    /// Hounsfield units under that point of the widget; none outside the slice or where it has not come yet.
    [[nodiscard]] std::optional<int> huAt(QPointF position);
    [[nodiscard]] const std::vector<bool>& shownSlices() const { return shown_; }
    [[nodiscard]] const std::vector<bool>& passedSlices() const { return passed_; }  ///< and were not painted
    [[nodiscard]] int notShown() const;
    /// Where the slice lies in the widget: for tests that hold pixels against the formula.
    [[nodiscard]] Placement placement() const;
    [[nodiscard]] double lastPaintMs() const { return lastPaintMs_; }

signals:
    void firstImagePainted();  ///< once per stack
    void slicePainted(int slice);
    void sliceShown(int slice);
    void windowChanged();
    void slabChanged();
    void toolChanged();
    void measured();  ///< something was drawn, moved or deleted
    void probed(std::optional<int> hu);
    void pointed(const Voxel& voxel);  ///< a click that was no drag
    void soloWanted();                 ///< a double click
    void menuWanted(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] bool canPaint() const;
    void renderSlice();
    void paintOver(QPainter& painter);
    void paintMissing(QPainter& painter);
    [[nodiscard]] QString title() const;
    [[nodiscard]] Tool toolOf(Qt::MouseButton button) const;
    void goTo(int slice);
    void probe(QPointF position);
    void dragTo(QPointF position, Tool tool);
    void describe();

    const Plane plane_;
    std::shared_ptr<const SliceStack> stack_;
    PlaneGrid grid_;
    OrientationMarks marks_;
    Measurement::Study study_ = Measurement::Study::current;
    QString studyTitle_;
    int slice_ = 0;
    Window window_;
    Slab slab_;
    double zoom_ = 1;  // 1: the whole slice fits
    QPointF panPx_;
    Tool tool_ = Tool::window;
    Tool toolBefore_ = Tool::window;  // a measurement is drawn once, then the former tool is back
    Mouse mouse_ = Mouse::leftWindows;
    Texts texts_ = Texts::full;
    Masks masks_ = Masks::hidden;
    std::optional<Voxel> crosshair_;
    std::vector<bool> shown_, passed_;
    bool firstPainted_ = false;

    MeasureLayer measuring_;
    std::optional<Tool> dragging_;
    QPointF pressedAt_, lastAt_;
    double dragRest_ = 0;
    int wheelRest_ = 0;
    QPointF pointer_{-1, -1};

    Cutter cutter_, measuredCutter_;  // the second one without slab
    Enlarger enlarger_;
    Picture picture_;
    std::vector<std::uint8_t> grey_;
    std::vector<std::uint32_t> tinted_;
    MaskOutlines cutOutlines_;
    std::pair<int, int> cutOutlinesOf_{-1, -1};  // slice, masks that had come
    double lastPaintMs_ = 0;
};

}  // namespace overread::client
