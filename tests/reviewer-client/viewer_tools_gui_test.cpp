#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <set>

#include "tests/reviewer-client/shown_viewer.h"

namespace overread::client::tests {
namespace {

TEST(ViewerTools, cutTheStackAndFollowAClickInEveryPlane) {
    ShownViewer shown;
    EXPECT_FALSE(shown.viewer.view(Plane::coronal).isVisible());
    shown.key(Qt::Key_M);
    auto& coronal = shown.viewer.view(Plane::coronal);
    auto& sagittal = shown.viewer.view(Plane::sagittal);
    EXPECT_TRUE(coronal.isVisible());
    EXPECT_TRUE(sagittal.isVisible());
    const Placement at = shown.view().placement();
    QTest::mouseClick(
        &shown.view(), Qt::LeftButton, {},
        QPoint(static_cast<int>(at.leftPx + 10.5 * at.zoomX), static_cast<int>(at.topPx + 20.5 * at.zoomY)));
    EXPECT_EQ(sagittal.slice(), 10);
    EXPECT_EQ(coronal.slice(), 20);
    const Placement cut = coronal.placement();
    QTest::mouseClick(
        &coronal, Qt::LeftButton, {},
        QPoint(static_cast<int>(cut.leftPx + 3.5 * cut.zoomX), static_cast<int>(cut.topPx + 4.5 * cut.zoomY)));
    EXPECT_EQ(sagittal.slice(), 3);
    EXPECT_EQ(shown.view().slice(), 30 - 1 - 4) << "the head is above";
    EXPECT_EQ(coronal.huAt({cut.leftPx + 3.5 * cut.zoomX, cut.topPx + 4.5 * cut.zoomY}), -1000 + 20 * 32 + 3 + 25);
    shown.key(Qt::Key_M);
    EXPECT_FALSE(coronal.isVisible());
}

TEST(ViewerTools, showOneViewAloneAndComeBack) {
    ShownViewer shown;
    shown.key(Qt::Key_M);
    auto& coronal = shown.viewer.view(Plane::coronal);
    QTest::mouseDClick(&coronal, Qt::LeftButton);
    EXPECT_TRUE(coronal.isVisible());
    EXPECT_FALSE(shown.view().isVisible());
    QTest::mouseDClick(&coronal, Qt::LeftButton);
    EXPECT_TRUE(shown.view().isVisible());
    shown.view().setFocus();
    shown.key(Qt::Key_Right);
    EXPECT_EQ(QApplication::focusWidget(), &coronal);
    shown.key(Qt::Key_Left);
    EXPECT_EQ(QApplication::focusWidget(), &shown.view());
}

TEST(ViewerTools, foldSlabsByKeyAndByTheWheel) {
    ShownViewer shown;
    shown.key(Qt::Key_B);
    EXPECT_EQ(shown.view().slab(), (Slab{Slab::Kind::maximum, 10}));
    shown.wheel(1, Qt::AltModifier);
    EXPECT_EQ(shown.view().slab(), (Slab{Slab::Kind::maximum, 20}));
    EXPECT_EQ(shown.view().slice(), 15) << "the wheel turned the slab and not the stack";
    shown.key(Qt::Key_Down, Qt::AltModifier);
    shown.key(Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(shown.view().slab().thicknessMm, 5);
    shown.key(Qt::Key_B);
    EXPECT_EQ(shown.view().slab().kind, Slab::Kind::mean);
    shown.key(Qt::Key_B);
    shown.key(Qt::Key_B);
    EXPECT_EQ(shown.view().slab().kind, Slab::Kind::none);
}

TEST(ViewerTools, measureADistanceOnceAndGiveTheFormerToolBack) {
    ShownViewer shown;
    QSignalSpy changed(&shown.viewer, &Viewer::measurementsChanged);
    const Placement at = shown.view().placement();
    const auto place = [&](double x, double y) {
        return QPoint(static_cast<int>(std::lround(at.leftPx + x * at.zoomX)),
                      static_cast<int>(std::lround(at.topPx + y * at.zoomY)));
    };
    shown.key(Qt::Key_D);
    shown.drag(place(4, 10), place(24, 10));
    ASSERT_EQ(shown.view().measurements().size(), 1u);
    EXPECT_NEAR(lengthMm(shown.view().measurements()[0], gridOf(Plane::axial, shown.stack->series())), 20 * 0.7,
                2 * 0.7 / at.zoomX);
    EXPECT_EQ(shown.view().measurements()[0].slice, 15);
    EXPECT_EQ(shown.view().tool(), ImageView::Tool::window);
    EXPECT_EQ(changed.count(), 1);

    shown.drag(place(24, 10), place(14, 10));  // its end
    EXPECT_NEAR(lengthMm(shown.view().measurements()[0], gridOf(Plane::axial, shown.stack->series())), 10 * 0.7,
                2 * 0.7 / at.zoomX);
    EXPECT_EQ(presetNameOf(shown.view().window()), "lung") << "moving an end is no windowing";

    shown.key(Qt::Key_2);
    const std::string text = shown.viewer.kept();
    shown.key(Qt::Key_1);
    shown.key(Qt::Key_Delete);
    EXPECT_TRUE(shown.view().measurements().empty());
    QSignalSpy refused(&shown.viewer, &Viewer::refused);
    shown.key(Qt::Key_Delete);
    EXPECT_EQ(refused.count(), 1);
    shown.viewer.showKept(text);
    EXPECT_EQ(shown.view().measurements().size(), 1u);
    EXPECT_EQ(presetNameOf(shown.view().window()), "soft");
    EXPECT_EQ(shown.viewer.kept(), text);
    shown.viewer.showKept("another client's");
    EXPECT_TRUE(shown.view().measurements().empty());
    EXPECT_EQ(presetNameOf(shown.view().window()), "soft") << "what was not kept stays as it is";
}

TEST(ViewerTools, showTheImageUnderAMeasurementWithTheKeyboardOnOneOfSeveralViews) {
    ShownViewer shown;
    shown.key(Qt::Key_M);
    shown.view().setFocus();
    const QImage before = shown.view().grab().toImage();
    shown.key(Qt::Key_D);
    const QPoint middle = shown.view().rect().center();
    shown.drag(middle, middle + QPoint(30, 0));
    ASSERT_EQ(shown.view().measurements().size(), 1u);
    const QPoint aside = middle + QPoint(0, 60);
    EXPECT_EQ(shown.view().grab().toImage().pixel(aside), before.pixel(aside));
}

TEST(ViewerTools, takeAClickForNoMeasurement) {
    ShownViewer shown;
    shown.key(Qt::Key_E);
    QTest::mouseClick(&shown.view(), Qt::LeftButton, {}, shown.view().rect().center());
    EXPECT_TRUE(shown.view().measurements().empty());
}

TEST(ViewerTools, markWhatADragPassedWithoutPaintingIt) {
    ShownViewer shown;
    shown.key(Qt::Key_S);
    const QPoint centre = shown.view().rect().center();
    QTest::mousePress(&shown.view(), Qt::LeftButton, {}, centre);
    QTest::mouseMove(&shown.view(), centre - QPoint(0, 40));  // ten slices in one move
    QTest::mouseRelease(&shown.view(), Qt::LeftButton, {}, centre - QPoint(0, 40));
    ASSERT_EQ(shown.view().slice(), 25);
    shown.view().repaint();
    for (int slice = 16; slice < 25; ++slice) {
        EXPECT_TRUE(shown.view().passedSlices()[static_cast<std::size_t>(slice)]) << slice;
        EXPECT_FALSE(shown.view().shownSlices()[static_cast<std::size_t>(slice)]) << slice;
    }
    EXPECT_TRUE(shown.view().shownSlices()[25]);
    shown.key(Qt::Key_Down);
    EXPECT_FALSE(shown.view().passedSlices()[24]) << "painted by now";
}

TEST(ViewerTools, playEverySliceInTurnAndWaitForOneThatHasNotCome) {
    ShownViewer shown(false);
    for (int slice = 0; slice < 30; ++slice)
        if (slice != 18) shown.put(slice);
    shown.viewer.cine().setFramesPerSecond(CinePlayer::fastest);
    std::vector<int> painted;
    QObject::connect(&shown.view(), &ImageView::slicePainted, [&](int slice) { painted.push_back(slice); });
    shown.key(Qt::Key_C);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.view().slice() == 17; }));
    shown.put(18);
    shown.viewer.sliceArrived(18);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.view().slice() == 29; }));
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.view().slice() == 27; })) << "it turns at the end";
    shown.key(Qt::Key_C);
    EXPECT_FALSE(shown.viewer.cine().isPlaying());
    for (std::size_t i = 1; i < painted.size(); ++i) EXPECT_LE(std::abs(painted[i] - painted[i - 1]), 1);
    for (int slice = 16; slice < 30; ++slice) EXPECT_TRUE(shown.view().shownSlices()[static_cast<std::size_t>(slice)]);
}

TEST(ViewerTools, giveThePriorStudyAWindowOfItsOwnThatGoesWithTheImages) {
    ShownViewer shown;
    shown.viewer.offerPrior(aStack(30), 41);
    shown.key(Qt::Key_P);
    shown.key(Qt::Key_P, Qt::ShiftModifier);
    auto* apart = shown.viewer.priorView().QWidget::window();
    ASSERT_NE(apart, &shown.viewer);
    EXPECT_TRUE(apart->isVisible());
    EXPECT_EQ(apart->windowTitle(), "overread reviewer") << "no title names a study";

    // The keys and the link go on there.
    apart->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(apart));
    shown.viewer.priorView().setFocus();
    const int before = shown.viewer.priorView().slice();
    shown.key(Qt::Key_Up);
    EXPECT_EQ(shown.viewer.priorView().slice(), before + 1);
    EXPECT_EQ(shown.view().slice(), before + 1);

    shown.viewer.hide();
    EXPECT_FALSE(apart->isVisible()) << "nothing stays on screen over the lock";
    shown.viewer.show();
    EXPECT_TRUE(apart->isVisible());
    apart->close();
    EXPECT_FALSE(shown.viewer.isPriorApart());
    EXPECT_EQ(shown.viewer.priorView().QWidget::window(), &shown.viewer);
    EXPECT_TRUE(shown.viewer.showsPrior());
}

TEST(ViewerTools, takeOtherKeysAndTheUsualOnesBack) {
    ShownViewer shown;
    shown.viewer.bind({{"mark", "J"}, {"window_soft", "Shift+W"}, {"no such thing", "X"}});
    shown.key(Qt::Key_K);
    EXPECT_TRUE(shown.viewer.marks().empty());
    shown.key(Qt::Key_J);
    EXPECT_EQ(shown.viewer.marks().size(), 1u);
    shown.key(Qt::Key_W, Qt::ShiftModifier);
    EXPECT_EQ(presetNameOf(shown.view().window()), "soft");
    EXPECT_EQ(shown.viewer.findChild<QToolButton*>("markButton")->text(), "J mark");
    shown.viewer.bind({});
    shown.key(Qt::Key_K);
    EXPECT_TRUE(shown.viewer.marks().empty());
    EXPECT_EQ(shown.viewer.findChild<QToolButton*>("markButton")->text(), "K mark");
}

TEST(ViewerTools, layThePriorStudyBesideAndKeepItsOffset) {
    ShownViewer shown;
    QSignalSpy refused(&shown.viewer, &Viewer::refused);
    shown.key(Qt::Key_P);
    EXPECT_EQ(refused.count(), 1) << "there is none";
    QSignalSpy wanted(&shown.viewer, &Viewer::priorWanted);
    shown.viewer.offerPrior(aStack(60), 41);
    EXPECT_FALSE(shown.viewer.showsPrior());
    shown.key(Qt::Key_P);
    EXPECT_TRUE(shown.viewer.priorView().isVisible());
    EXPECT_EQ(wanted.count(), 1);
    shown.wheel(5);
    const int beside = shown.viewer.priorView().slice();
    EXPECT_NEAR(beside, 40, 2) << "twice as many slices, the same share of the stack";
    shown.key(Qt::Key_L);
    shown.wheel(-5);
    EXPECT_EQ(shown.viewer.priorView().slice(), beside) << "not linked";
    shown.key(Qt::Key_L);
    shown.wheel(-1);
    EXPECT_NEAR(shown.viewer.priorView().slice(), beside - 2, 1) << "the offset stays";
    shown.view().showWindow({400, 40});
    EXPECT_EQ(shown.viewer.priorView().window(), (Window{400, 40}));
    shown.viewer.showStack(nullptr);
    EXPECT_FALSE(shown.viewer.showsPrior()) << "nothing of one patient stays for the next";
}

TEST(ViewerTools, giveTheMouseToWhoScrollsWithTheLeft) {
    ShownViewer shown;
    shown.key(Qt::Key_S, Qt::ShiftModifier);
    EXPECT_EQ(shown.view().tool(), ImageView::Tool::scroll);
    const Window before = shown.view().window();
    const QPoint centre = shown.view().rect().center();
    shown.drag(centre, centre - QPoint(0, 8));
    EXPECT_EQ(shown.view().slice(), 17);
    EXPECT_EQ(shown.view().window(), before);
    shown.drag(centre, centre + QPoint(20, 0), Qt::RightButton);
    EXPECT_GT(shown.view().window().widthHu, before.widthHu);
    shown.key(Qt::Key_S, Qt::ShiftModifier);
    EXPECT_EQ(shown.view().tool(), ImageView::Tool::window);
}

TEST(ViewerTools, haveOneLatinKeyEachAndNoKeyTwice) {
    ShownViewer shown;
    std::set<QString> keys;
    for (const auto* action : shown.viewer.actions()) {
        EXPECT_FALSE(action->text().isEmpty());
        int letters = 0;
        for (const auto& key : action->shortcuts()) {
            const QString text = key.toString(QKeySequence::PortableText);
            EXPECT_TRUE(keys.insert(text).second) << text.toStdString();
            for (const QChar each : text) EXPECT_LT(each.unicode(), 128) << text.toStdString();
            if (text.size() == 1 && text[0].isLetter()) ++letters;
        }
        EXPECT_LE(letters, 1) << action->text().toStdString();
        if (letters == 1) {
            EXPECT_NE(shown.viewer.findChild<QToolButton*>(action->objectName() + "Button"), nullptr)
                << action->text().toStdString() << " must be in reach where the keyboard has no Latin letters";
        }
    }
}

}  // namespace
}  // namespace overread::client::tests
