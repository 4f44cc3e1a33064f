#include "core/quantification/overlay.h"

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <vector>

#include "core/phantom/phantom.h"
#include "core/quantification/lettering.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

using tests::TemporaryFolder;

Phantom smallPhantom() {
    PhantomOptions options;
    options.matrix = 96;
    options.sliceThicknessMm = 8;
    return makePhantom(options);
}

TEST(Overlay, isAPngOfFourTilesAcross) {
    const TemporaryFolder folder;
    const auto phantom = smallPhantom();
    const auto path = folder.path() / "sheet.png";

    writeOverlay(phantom.volume, phantom.labels, path);

    std::ifstream in{path, std::ios::binary};
    std::array<unsigned char, 24> head{};
    in.read(reinterpret_cast<char*>(head.data()), head.size());
    ASSERT_TRUE(in);
    EXPECT_EQ(std::string(head.begin() + 1, head.begin() + 4), "PNG");
    EXPECT_EQ(head[18] * 256 + head[19], 4 * 400);  // width, big endian
    EXPECT_GT(head[22] * 256 + head[23], 3 * 400);
}

struct Picture {
    std::size_t width = 0, height = 0;
    std::map<std::uint32_t, int> colours;  ///< 0xRRGGBB, and how many pixels have it
};

Picture pictureIn(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    EXPECT_NE(png_image_begin_read_from_file(&image, path.c_str()), 0);
    image.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    EXPECT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
    Picture picture{image.width, image.height, {}};
    for (std::size_t i = 0; i + 2 < pixels.size(); i += 3)
        ++picture.colours[std::uint32_t{pixels[i]} << 16 | std::uint32_t{pixels[i + 1]} << 8 | pixels[i + 2]];
    return picture;
}

TEST(Overlay, outlinesEachKindInItsColourAndNamesItInAKeyBelowTheFigures) {
    const TemporaryFolder folder;
    PhantomOptions options;
    options.matrix = 96;
    options.sliceThicknessMm = 8;
    options.involvementPercent = 40;
    options.consolidationShare = 0.4;
    options.effusionMl = 500;
    const auto phantom = makePhantom(options);
    writeOverlay(phantom.volume, phantom.labels, folder.path() / "plain.png");
    writeOverlay(phantom.volume, phantom.labels, folder.path() / "said.png", {"CT-2 40.0 %", "effusion"});
    const auto plain = pictureIn(folder.path() / "plain.png");
    const auto said = pictureIn(folder.path() / "said.png");
    constexpr int inTheKey = 200;
    for (const std::uint32_t colour : {0x009e73U, 0x56b4e9U, 0xe69f00U, 0xcc79a7U})
        EXPECT_GT(plain.colours.at(colour), inTheKey) << std::hex << colour;
    EXPECT_EQ(said.width, plain.width);
    EXPECT_GT(said.height, plain.height);
    EXPECT_GT(said.colours.at(0xffffff), plain.colours.at(0xffffff));
}

TEST(Lettering, hasEachSignOfTheFiguresAndAGapForAnyOther) {
    const auto pixelsOf = [](std::string_view text) {
        int count = 0;
        quantification::eachPixelOf(text, 1, [&](int x, int y) {
            ++count;
            EXPECT_TRUE(x >= 0 && x < 6 && y >= 0 && y < 7) << text;
        });
        return count;
    };
    for (const char sign : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:%+-/()_"})
        EXPECT_GT(pixelsOf({&sign, 1}), 0) << sign;
    EXPECT_EQ(pixelsOf("g"), pixelsOf("G"));
    EXPECT_EQ(pixelsOf(" "), 0);
    EXPECT_EQ(pixelsOf("?"), 0);
}

TEST(Overlay, isRefusedForMasksOfAnotherSeries) {
    const TemporaryFolder folder;
    auto phantom = smallPhantom();
    phantom.labels.geometry.spacingMm[2] += 1;
    EXPECT_THROW(writeOverlay(phantom.volume, phantom.labels, folder.path() / "sheet.png"), std::invalid_argument);
}

TEST(Overlay, saysWhereItCannotWrite) {
    const auto phantom = smallPhantom();
    EXPECT_THROW(writeOverlay(phantom.volume, phantom.labels, "/no/such/folder/sheet.png"), std::runtime_error);
}

}  // namespace
}  // namespace overread
