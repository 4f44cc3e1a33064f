#pragma once
#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>
#include <QWheelEvent>
#include <memory>

#include "reviewer-client/viewer/viewer.h"

namespace overread::client::tests {

inline wire::ImageSeries aSeries(int slices) {
    wire::ImageSeries series;
    series.rows = series.columns = 32;
    series.slices = slices;
    series.spacingMm = {0.7, 0.7, 1.25};
    return series;
}

/// Values that tell column, row and slice.
inline std::vector<std::int16_t> valuesOf(int slice) {
    std::vector<std::int16_t> hu(32 * 32);
    for (std::size_t i = 0; i < hu.size(); ++i) hu[i] = static_cast<std::int16_t>(-1000 + static_cast<int>(i) + slice);
    return hu;
}

/// A stack of 32 x 32 pixels a slice.
inline std::shared_ptr<SliceStack> aStack(int slices = 30) {
    auto stack = std::make_shared<SliceStack>(aSeries(slices));
    for (int slice = 0; slice < slices; ++slice) stack->put(slice, valuesOf(slice));
    return stack;
}

/// A viewer on screen with the keyboard, and what a reader does to it.
struct ShownViewer {
    Viewer viewer;
    std::shared_ptr<SliceStack> stack;

    explicit ShownViewer(bool isLoaded = true)
        : stack(isLoaded ? aStack() : std::make_shared<SliceStack>(aSeries(30))) {
        viewer.resize(900, 700);
        viewer.showStack(stack);
        viewer.show();
        viewer.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&viewer));
        viewer.setFocus();
    }
    ImageView& view() { return viewer.view(); }
    void put(int slice) { stack->put(slice, valuesOf(slice)); }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), which, modifiers);
    }
    void wheel(int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        const QPointF at = QRectF(view().rect()).center();
        QWheelEvent event(at, view().mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(&view(), button, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, view().mapToGlobal(to), Qt::NoButton, button, {});
        QApplication::sendEvent(&view(), &move);
        QTest::mouseRelease(&view(), button, {}, to);
    }
};

}  // namespace overread::client::tests
