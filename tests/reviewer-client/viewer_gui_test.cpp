#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>

#include "core/volume/ct_volume.h"
#include "tests/reviewer-client/shown_viewer.h"

namespace overread::client {
namespace {

using Shown = tests::ShownViewer;

TEST(Viewer, startsInTheMiddleWithTheLungWindow) {
    Shown shown;
    EXPECT_EQ(shown.view().slice(), 15);
    EXPECT_EQ(presetNameOf(shown.view().window()), "lung");
    EXPECT_TRUE(shown.viewer.findChild<QLabel*>("sliceText")->text().startsWith("slice 16/30"));
}

TEST(Viewer, paintsTheValuesOfTheWindowFormula) {
    Shown shown;
    shown.view().showTexts(ImageView::Texts::none);
    shown.view().showWindow({400, -500});
    const QImage image = shown.view().grab().toImage().convertToFormat(QImage::Format_RGB32);
    const Placement at = shown.view().placement();
    for (const int column : {1, 7, 30})
        for (const int row : {3, 16, 28}) {  // centres of pixels, where interpolation gives the pixel itself
            const int x = static_cast<int>(at.leftPx + (column + 0.5) * at.zoomX);
            const int y = static_cast<int>(at.topPx + (row + 0.5) * at.zoomY);
            const double hu = -1000 + row * 32 + column + 15;
            const double expected = std::clamp(((hu + 500.5) / 399 + 0.5) * 255, 0.0, 255.0);
            EXPECT_NEAR(qGray(image.pixel(x, y)), expected, 2.5) << column << ',' << row;  // half a pixel away at most
        }
}

TEST(Viewer, scrollsByWheelAndKeysAndPaintsEverySliceItPasses) {
    Shown shown;
    shown.wheel(2);
    EXPECT_EQ(shown.view().slice(), 17);
    shown.wheel(-1);
    EXPECT_EQ(shown.view().slice(), 16);
    shown.key(Qt::Key_Up);
    EXPECT_EQ(shown.view().slice(), 17);
    shown.wheel(1, Qt::ShiftModifier);
    EXPECT_EQ(shown.view().slice(), 27);
    shown.key(Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(shown.view().slice(), 17);
    for (int slice = 16; slice <= 27; ++slice)
        EXPECT_TRUE(shown.view().shownSlices()[static_cast<std::size_t>(slice)]) << slice;
    shown.key(Qt::Key_Home);
    EXPECT_EQ(shown.view().slice(), 29);
    shown.key(Qt::Key_End);
    EXPECT_EQ(shown.view().slice(), 0);
}

TEST(Viewer, choosesWindowsByDigits) {
    Shown shown;
    shown.key(Qt::Key_2);
    EXPECT_EQ(shown.view().window(), (Window{400, 40}));
    shown.key(Qt::Key_0);
    EXPECT_EQ(presetNameOf(shown.view().window()), "as stored");
    QTest::mouseClick(shown.viewer.findChild<QToolButton*>("window_bone"
                                                           "Button"),
                      Qt::LeftButton);
    EXPECT_EQ(presetNameOf(shown.view().window()), "bone");
}

TEST(Viewer, windowsByDraggingRightForWiderAndUpForBrighter) {
    Shown shown;
    const Window before = shown.view().window();
    const QPoint centre = shown.view().rect().center();
    QTest::mousePress(&shown.view(), Qt::LeftButton, {}, centre);
    QTest::mouseMove(&shown.view(), centre + QPoint(20, -10));
    QTest::mouseRelease(&shown.view(), Qt::LeftButton, {}, centre + QPoint(20, -10));
    EXPECT_GT(shown.view().window().widthHu, before.widthHu);
    EXPECT_LT(shown.view().window().centreHu, before.centreHu);  // a lower level is brighter
}

TEST(Viewer, tellsHounsfieldUnitsUnderThePointer) {
    Shown shown;
    const Placement at = shown.view().placement();
    EXPECT_EQ(shown.view().huAt({at.leftPx + 5.5 * at.zoomX, at.topPx + 2.5 * at.zoomY}), -1000 + 2 * 32 + 5 + 15);
    EXPECT_EQ(shown.view().huAt({at.leftPx - 3, at.topPx}), std::nullopt);
}

TEST(Viewer, keepsThePointUnderThePointerWhileZooming) {
    Shown shown;
    const Placement before = shown.view().placement();
    const QPointF about{before.leftPx + 10 * before.zoomX, before.topPx + 20 * before.zoomY};
    shown.view().zoomBy(2, about);
    const Placement after = shown.view().placement();
    EXPECT_NEAR((about.x() - after.leftPx) / after.zoomX, 10, 1e-9);
    EXPECT_NEAR((about.y() - after.topPx) / after.zoomY, 20, 1e-9);
    EXPECT_NEAR(after.zoomX, 2 * before.zoomX, 1e-9);
    shown.key(Qt::Key_R);
    EXPECT_NEAR(shown.view().placement().zoomX, before.zoomX, 1e-9);
}

TEST(Viewer, showsASliceThatHasNotComeAsGreyWithItsNumberAndDoesNotCountItAsShown) {
    wire::ImageSeries series;
    series.rows = series.columns = 32;
    series.slices = 3;
    auto stack = std::make_shared<SliceStack>(series);
    ImageView view{Plane::axial};
    view.resize(300, 300);
    QSignalSpy first(&view, &ImageView::firstImagePainted);
    view.showStack(stack);
    EXPECT_EQ(qGray(view.grab().toImage().pixel(100, 40)), qGray(0xff26292d));
    EXPECT_EQ(view.notShown(), 3);
    EXPECT_EQ(first.count(), 0);
    stack->put(1, std::vector<std::int16_t>(32 * 32, 3000));
    view.sliceArrived(1);
    EXPECT_EQ(qGray(view.grab().toImage().pixel(100, 40)), 255);
    EXPECT_EQ(view.notShown(), 2);
    EXPECT_EQ(first.count(), 1);
}

TEST(Viewer, refusesMasksBeforeTheLockAndShowsThemAfter) {
    Shown shown;
    QSignalSpy refused(&shown.viewer, &Viewer::refused);
    std::vector<std::uint8_t> labels(32 * 32, 0);
    for (std::size_t row = 10; row < 20; ++row)
        for (std::size_t column = 10; column < 20; ++column)
            labels[row * 32 + column] = static_cast<std::uint8_t>(Label::rightGroundGlass);
    shown.stack->putMask(15, labels, MaskOutlines(labels, 32, 32));
    shown.key(Qt::Key_O);
    EXPECT_EQ(refused.count(), 1);
    EXPECT_EQ(shown.view().masks(), ImageView::Masks::hidden);
    shown.viewer.revealMasks(15);
    EXPECT_EQ(shown.view().masks(), ImageView::Masks::outline);
    const Placement at = shown.view().placement();
    const QImage image = shown.view().grab().toImage();
    EXPECT_EQ(image.pixel(static_cast<int>(at.leftPx + 15 * at.zoomX),
                          static_cast<int>(std::lround(at.topPx + 10 * at.zoomY))),
              0xff56b4e9U);
    shown.key(Qt::Key_O);
    EXPECT_EQ(shown.view().masks(), ImageView::Masks::hidden);
}

TEST(Viewer, marksSlicesAndGoesFromMarkToMark) {
    Shown shown;
    shown.key(Qt::Key_K);
    shown.key(Qt::Key_End);
    shown.key(Qt::Key_K);
    EXPECT_EQ(shown.viewer.marks(), (std::set<int>{0, 15}));
    shown.key(Qt::Key_Period);
    EXPECT_EQ(shown.view().slice(), 15);
    shown.key(Qt::Key_Comma);
    EXPECT_EQ(shown.view().slice(), 0);
    shown.key(Qt::Key_K);
    EXPECT_EQ(shown.viewer.marks(), (std::set<int>{15}));
}

TEST(Viewer, leavesByTab) {
    Shown shown;
    QSignalSpy form(&shown.viewer, &Viewer::formWanted);
    shown.key(Qt::Key_Tab);
    EXPECT_EQ(form.count(), 1);
}

/// Not a test of its own: run by the next one, on a screen with two device pixels to a pixel.
TEST(HighDensity, DISABLED_paintsInDevicePixels) {
    ASSERT_EQ(qApp->devicePixelRatio(), 2);
    constexpr int side = 512;
    auto series = tests::aSeries(3);
    series.rows = series.columns = side;
    auto stack = std::make_shared<SliceStack>(series);
    std::vector<std::int16_t> stripes(static_cast<std::size_t>(side) * side);
    for (std::size_t i = 0; i < stripes.size(); ++i) stripes[i] = i % 2 == 0 ? -1200 : 200;
    for (int slice = 0; slice < 3; ++slice) stack->put(slice, stripes);
    ImageView view;
    view.resize(side / 2, side / 2);
    view.showStack(stack);
    view.showTexts(ImageView::Texts::none);
    view.showWindow({400, -500});
    view.show();
    const QImage image = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    ASSERT_EQ(image.size(), QSize(side, side));
    for (const int row : {5, 200, 500})
        for (int column = 10; column < side - 10; ++column)
            EXPECT_EQ(qGray(image.pixel(column, row)), column % 2 == 0 ? 0 : 255) << column << ',' << row;
}

TEST(HighDensity, isUsedToTheLastDevicePixel) {
    QProcess sharp;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", "2");
    sharp.setProcessEnvironment(environment);
    sharp.start(QCoreApplication::applicationFilePath(),
                {"--gtest_also_run_disabled_tests", "--gtest_filter=HighDensity.DISABLED_*"});
    ASSERT_TRUE(sharp.waitForFinished(120'000));
    EXPECT_EQ(sharp.exitCode(), 0) << sharp.readAllStandardOutput().toStdString();
}

}  // namespace
}  // namespace overread::client
