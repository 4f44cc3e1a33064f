#include "core/quantification/overlay.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/phantom/phantom.h"
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
