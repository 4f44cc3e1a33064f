#include "reviewer-client/viewer/rendering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/volume/ct_volume.h"
#include "reviewer-client/viewer/fetch_order.h"
#include "reviewer-client/viewer/mask_layer.h"
#include "reviewer-client/viewer/orientation.h"
#include "reviewer-client/viewer/slice_stack.h"

namespace overread::client {
namespace {

/// DICOM PS3.3 C.11.2.1.2.1, word by word, with ymin 0 and ymax 255.
double greyByTheStandard(double x, double c, double w) {
    if (x <= c - 0.5 - (w - 1) / 2) return 0;
    if (x > c - 0.5 + (w - 1) / 2) return 255;
    return ((x - (c - 0.5)) / (w - 1) + 0.5) * 255;
}

TEST(Windowed, isTheStandardsFormulaForEveryValueAndPreset) {
    std::vector<std::int16_t> hu(4096);
    std::iota(hu.begin(), hu.end(), std::int16_t{-1024});
    std::vector<std::uint8_t> grey(hu.size());
    std::vector<Window> windows{{1, 40}, {2, 40}, {80, 40}};
    for (const auto& preset : windowPresets) windows.push_back(preset.window);
    for (const auto& window : windows) {
        windowed(hu, window, grey);
        for (std::size_t i = 0; i < hu.size(); ++i)
            ASSERT_NEAR(grey[i], greyByTheStandard(hu[i], window.centreHu, window.widthHu), 0.502)
                << hu[i] << " HU at W " << window.widthHu << " L " << window.centreHu;
    }
}

TEST(Enlarger, copiesPixelsAtTheirOwnSize) {
    std::vector<std::uint8_t> grey(64 * 48);
    for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint8_t>(i * 7);
    Picture picture{64, 48, std::vector<std::uint32_t>(64 * 48)};
    Enlarger{}.grey(grey, 64, 48, {0, 0, 1, 1}, picture);
    for (std::size_t i = 0; i < grey.size(); ++i) ASSERT_EQ(picture.pixels[i], 0xff000000U | grey[i] * 0x010101U) << i;
}

TEST(Enlarger, interpolatesBetweenPixelsAndIsBlackOutside) {
    const std::vector<std::uint8_t> grey{0, 200, 100, 50};
    Picture picture{12, 10, std::vector<std::uint32_t>(120)};
    Enlarger{}.grey(grey, 2, 2, {2, 1, 4, 4}, picture);
    const auto at = [&](int x, int y) {
        return static_cast<int>(picture.pixels[static_cast<std::size_t>(y) * 12 + x] & 0xffU);
    };
    EXPECT_EQ(at(0, 0), 0);
    EXPECT_EQ(at(11, 5), 0);
    EXPECT_EQ(at(2, 1), 0);    // the first pixel's corner
    EXPECT_EQ(at(9, 1), 200);  // the second's
    EXPECT_EQ(at(2, 8), 100);
    EXPECT_EQ(at(9, 8), 50);
    EXPECT_NEAR(at(5, 1), 75, 1);  // 3/8 of the way from 0 to 200
    for (int x = 2; x < 9; ++x) EXPECT_LE(at(x, 1), at(x + 1, 1));
}

TEST(Enlarger, givesColoursLikeGreys) {
    std::vector<std::uint8_t> grey(30 * 20);
    std::vector<std::uint32_t> colours(grey.size());
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey[i] = static_cast<std::uint8_t>(i * 13);
        colours[i] = 0xff000000U | grey[i] * 0x010101U;
    }
    Picture a{71, 53, std::vector<std::uint32_t>(71 * 53)};
    Picture b = a;
    Enlarger enlarger;
    enlarger.grey(grey, 30, 20, {-5.5, 3.2, 2.3, 2.1}, a);
    enlarger.colour(colours, 30, 20, {-5.5, 3.2, 2.3, 2.1}, b);
    EXPECT_EQ(a.pixels, b.pixels);
}

TEST(FetchOrder, isMiddleEndsEveryFifthThenTheRestOutward) {
    const auto order = fetchOrder(21);
    EXPECT_EQ(std::vector<int>(order.begin(), order.begin() + 8), (std::vector<int>{10, 0, 20, 15, 5, 11, 9, 12}));
    for (const int slices : {0, 1, 2, 3, 5, 6, 248}) {
        auto each = fetchOrder(slices);
        std::ranges::sort(each);
        std::vector<int> all(static_cast<std::size_t>(slices));
        std::iota(all.begin(), all.end(), 0);
        EXPECT_EQ(each, all);
    }
}

TEST(FetchOrder, followsTheReader) {
    std::vector<int> rest{1, 2, 40, 41, 90};
    nearestFirst(rest, 41);
    EXPECT_EQ(rest, (std::vector<int>{41, 40, 2, 1, 90}));
}

TEST(Orientation, isOfThePatientAsTheyLie) {
    EXPECT_EQ(orientationMarks({1, 0, 0}, {0, 1, 0}), (OrientationMarks{"R", "L", "A", "P"}));
    EXPECT_EQ(orientationMarks({-1, 0, 0}, {0, -1, 0}), (OrientationMarks{"L", "R", "P", "A"}));  // prone
    EXPECT_EQ(orientationMarks({1, 0, 0}, {0, 0, -1}), (OrientationMarks{"R", "L", "H", "F"}));
    EXPECT_EQ(orientationMarks({0.8, 0.6, 0}, {-0.6, 0.8, 0}), (OrientationMarks{"RA", "LP", "AL", "PR"}));
}

TEST(ScaleBar, isARoundLength) {
    EXPECT_DOUBLE_EQ(scaleBarMm(123), 100);
    EXPECT_DOUBLE_EQ(scaleBarMm(99), 50);
    EXPECT_DOUBLE_EQ(scaleBarMm(7), 5);
    EXPECT_DOUBLE_EQ(scaleBarMm(0), 0);
}

TEST(MaskOutlines, goRoundALesionAndRoundTheLungWithIt) {
    const auto lung = static_cast<std::uint8_t>(Label::rightLung);
    const auto glass = static_cast<std::uint8_t>(Label::rightGroundGlass);
    const std::vector<std::uint8_t> labels{0, 0,    0,     0,      //
                                           0, lung, glass, glass,  //
                                           0, lung, lung,  lung};
    const MaskOutlines outlines(labels, 4, 3);
    const auto length = [&](MaskKind kind) {
        int sum = 0;
        for (const auto& edge : outlines.of(kind)) sum += edge.x2 - edge.x1 + edge.y2 - edge.y1;
        return sum;
    };
    EXPECT_EQ(length(MaskKind::groundGlass), 6);  // 2 x 1 pixels
    EXPECT_EQ(length(MaskKind::lung), 10);        // 3 x 2 pixels, the lesion is part of it
    EXPECT_EQ(length(MaskKind::consolidation), 0);
}

TEST(Tint, isAQuarterOfTheColourAndOnLesionsAlone) {
    const std::vector<std::uint8_t> grey{100, 100};
    const std::vector<std::uint8_t> labels{static_cast<std::uint8_t>(Label::leftLung),
                                           static_cast<std::uint8_t>(Label::leftConsolidation)};
    std::vector<std::uint32_t> colours(2);
    tinted(grey, labels, colours);
    EXPECT_EQ(colours[0], 0xff646464U);
    EXPECT_EQ(colours[1], 0xff85734bU);  // 0.75 * 100 + 0.25 * (0xe6, 0x9f, 0x00)
}

TEST(SliceStack, refusesWhatIsNoSliceOfIt) {
    wire::ImageSeries series;
    series.rows = 4;
    series.columns = 5;
    series.slices = 2;
    SliceStack stack(series);
    EXPECT_THROW(stack.put(0, std::vector<std::int16_t>(19)), std::invalid_argument);
    EXPECT_THROW(stack.put(2, std::vector<std::int16_t>(20)), std::out_of_range);
    stack.put(1, std::vector<std::int16_t>(20, -800));
    EXPECT_EQ(stack.loaded(), 1);
    EXPECT_EQ(stack.hu(1)[19], -800);
    EXPECT_EQ(stack.state(0), SliceStack::State::missing);
    series.rows = series.columns = series.slices = 1 << 20;
    EXPECT_THROW(SliceStack{series}, std::invalid_argument);
}

}  // namespace
}  // namespace overread::client
