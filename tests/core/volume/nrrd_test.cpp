#include "core/volume/nrrd.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

using tests::TemporaryFolder;

LabelVolume tiltedVolume() {
    LabelVolume volume;
    volume.geometry.columns = 7;
    volume.geometry.rows = 5;
    volume.geometry.slices = 3;
    volume.geometry.spacingMm = {0.703125, 0.71, 1.25};
    volume.geometry.originMm = {-180.5, -170.25, -320};
    volume.geometry.rowDirection = {-1, 0, 0};
    volume.geometry.columnDirection = {0, -1, 0};
    for (std::size_t i = 0; i < volume.geometry.voxels(); ++i)
        volume.labels.push_back(static_cast<std::uint8_t>(i % 9));
    return volume;
}

TEST(Nrrd, keepsLabelsAndGeometry) {
    const TemporaryFolder folder;
    const auto volume = tiltedVolume();

    writeNrrd(volume, folder.path() / "masks.nrrd");
    const auto read = readNrrd(folder.path() / "masks.nrrd");

    EXPECT_EQ(read.labels, volume.labels);
    EXPECT_EQ(read.geometry.columns, 7U);
    EXPECT_EQ(read.geometry.rows, 5U);
    EXPECT_EQ(read.geometry.slices, 3U);
    EXPECT_EQ(read.geometry.rowDirection, volume.geometry.rowDirection);
    EXPECT_EQ(read.geometry.columnDirection, volume.geometry.columnDirection);
    EXPECT_EQ(read.geometry.originMm, volume.geometry.originMm);
    for (std::size_t axis = 0; axis < 3; ++axis)
        EXPECT_DOUBLE_EQ(read.geometry.spacingMm[axis], volume.geometry.spacingMm[axis]);
}

TEST(Nrrd, saysInItsHeaderThatItIsInPatientCoordinates) {
    const TemporaryFolder folder;
    writeNrrd(tiltedVolume(), folder.path() / "masks.nrrd");

    std::ifstream in{folder.path() / "masks.nrrd", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    const auto header = bytes.substr(0, bytes.find("\n\n"));

    EXPECT_EQ(header.rfind("NRRD0004\n", 0), 0U);
    EXPECT_NE(header.find("space: left-posterior-superior\n"), std::string::npos);
    EXPECT_NE(header.find("sizes: 7 5 3\n"), std::string::npos);
    EXPECT_NE(header.find("space directions: (-0.703125,"), std::string::npos);
}

TEST(Nrrd, isNotReadWhenItIsCutShort) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "masks.nrrd";
    writeNrrd(tiltedVolume(), path);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 20);

    EXPECT_THROW((void)readNrrd(path), std::runtime_error);
}

TEST(Nrrd, isNotReadWhenItsHeaderLiesAboutTheSize) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "masks.nrrd";
    std::ofstream{path} << "NRRD0004\ntype: unsigned char\ndimension: 3\nspace: left-posterior-superior\n"
                           "sizes: 65535 65535 65535\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nencoding: gzip\n"
                           "space origin: (0,0,0)\n\n";

    EXPECT_THROW((void)readNrrd(path), std::runtime_error);
}

TEST(Nrrd, isRefusedWhereLabelsDoNotFillTheGeometry) {
    const TemporaryFolder folder;
    auto volume = tiltedVolume();
    volume.labels.pop_back();

    EXPECT_THROW(writeNrrd(volume, folder.path() / "masks.nrrd"), std::invalid_argument);
}

TEST(Nrrd, saysWhereItCannotWrite) {
    EXPECT_THROW(writeNrrd(tiltedVolume(), "/no/such/folder/masks.nrrd"), std::runtime_error);
}

}  // namespace
}  // namespace overread
