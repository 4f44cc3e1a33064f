#include "core/dicom/series_index.h"

#include <gtest/gtest.h>
#include <chrono>

#include "core/dicom/kernel.h"
#include "core/dicom/read_volume.h"
#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "tests/support/raw_dicom_file.h"
#include "tests/support/temporary_folder.h"

namespace overread::dicom {
namespace {

using tests::Bytes;
using tests::RawFile;
using tests::TemporaryFolder;

std::string codeOf(const std::optional<Refusal>& refusal) {
    return refusal ? std::string{nameOf(refusal->code)} : "usable";
}

/// A volume of air that is enough to be grouped and sorted.
CtVolume volumeOf(std::size_t slices, double spacingMm = 2, const std::string& kernel = "B30f") {
    CtVolume volume;
    volume.geometry.rows = volume.geometry.columns = 16;
    volume.geometry.slices = slices;
    volume.geometry.spacingMm = {0.75, 0.75, spacingMm};
    volume.facts.sliceThicknessMm = spacingMm;
    volume.facts.kernel = kernel;
    volume.hu.assign(volume.geometry.voxels(), -1000);
    return volume;
}

class SeriesIndexing : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
    [[nodiscard]] std::string codeOfFile(const RawFile& file) const {
        return codeOf(readObject(file.write(path("one.dcm"))).instance.refusal);
    }
    void write(const CtVolume& volume, std::uint64_t seed, const std::string& folder,
               const std::string& modality = "CT") const {
        auto identity = inventedIdentity(seed);
        identity.modality = modality;
        writeSeries(volume, identity, path(folder));
    }
    [[nodiscard]] SeriesIndex indexAll(int threads = 1) const {
        return indexFiles(filesUnder({folder_.path()}), threads);
    }
    TemporaryFolder folder_;
};

TEST_F(SeriesIndexing, acceptsAnAxialChestSlice) {
    EXPECT_EQ(codeOfFile(RawFile{}), "usable");
}

TEST_F(SeriesIndexing, refusesEachOtherObjectWithItsReason) {
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080060, "CS", "MR")), "not_ct");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.7")),
              "not_ct");  // secondary capture
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.66.4")), "not_ct");  // segmentation
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")), "localizer");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080008, "CS", "DERIVED\\SECONDARY\\AXIAL")), "derived");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080008, "CS", "DERIVED\\PRIMARY\\AXIAL")), "derived");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00280301, "CS", "YES")), "burned_in_annotation");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00200037, "DS", "0\\1\\0\\0\\0\\-1")), "not_axial");
    EXPECT_EQ(codeOfFile(RawFile{}.without(0x7FE00010)), "no_pixel_data");
    EXPECT_EQ(codeOfFile(RawFile{}.without(0x0020000E)), "no_identity");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00080018, "UI", "../../etc/passwd")), "no_identity");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x0020000D, "UI", std::string(66, '1'))), "no_identity");
    EXPECT_EQ(codeOfFile(RawFile{}.without(0x00280030)), "no_spacing");
    EXPECT_EQ(codeOfFile(RawFile{}.without(0x00200032)), "no_spacing");
    EXPECT_EQ(codeOfFile(RawFile{}.without(0x00281053)), "no_rescale");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00280004, "CS", "RGB").word(0x00280002, 3)), "unsupported_pixels");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00280008, "IS", "2")), "unsupported_pixels");
    EXPECT_EQ(codeOfFile(RawFile{}.word(0x00280100, 8).word(0x00280101, 8).word(0x00280102, 7)), "unsupported_pixels");
    EXPECT_EQ(codeOfFile(RawFile{}.syntax("1.2.840.10008.1.2.4.201")), "unsupported_transfer_syntax");
    EXPECT_EQ(codeOf(readObject(path("absent.dcm")).instance.refusal), "unreadable_file");
}

TEST_F(SeriesIndexing, refusesSpacingThatIsNoSpacing) {
    for (const char* spacing : {"0\\0", "0.7", "nan\\0.7", "-1\\0.7", "100\\100", "0.7\\x", "1e-300\\0.7"})
        EXPECT_EQ(codeOfFile(RawFile{}.text(0x00280030, "DS", spacing)), "no_spacing") << spacing;
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00200037, "DS", "1\\0\\0\\1\\0\\0")), "no_spacing");
    EXPECT_EQ(codeOfFile(RawFile{}.text(0x00200037, "DS", "0\\0\\0\\0\\0\\0")), "no_spacing");
}

TEST_F(SeriesIndexing, refusesTheHeaderThatLiesAboutItsSizeInBoundedTime) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(codeOfFile(RawFile{}.word(0x00280010, 65535).word(0x00280011, 65535)), "limit_exceeded");
    EXPECT_EQ(codeOfFile(RawFile{}.word(0x00280010, 4096).word(0x00280011, 4096)), "truncated_file");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
}

TEST_F(SeriesIndexing, refusesATruncatedFileAndKeepsTheRest) {
    write(volumeOf(20), 1, "series");
    std::filesystem::resize_file(path("series/0020.dcm"), std::filesystem::file_size(path("series/0020.dcm")) - 100);
    const auto index = indexAll();
    EXPECT_EQ(codeOf(index.instances.at(19).refusal), "truncated_file");
    EXPECT_EQ(index.instances.at(19).studyInstanceUid, inventedIdentity(1).studyInstanceUid)
        << "a file that is cut still says where it belongs";
    ASSERT_TRUE(index.chosen) << index.explanation;
    EXPECT_EQ(index.series[*index.chosen].slices.size(), 19U);
}

TEST_F(SeriesIndexing, sortsFromTheFeetToTheHeadWhateverTheFilesAreCalled) {
    write(volumeOf(15), 1, "series");
    for (int i = 1; i <= 15; ++i) {
        const auto name = "series/00" + std::string{i < 10 ? "0" : ""} + std::to_string(i) + ".dcm";
        std::filesystem::rename(path(name), path("series/" + std::string(1, static_cast<char>('z' - i))));
    }
    const auto index = indexAll(3);
    ASSERT_TRUE(index.chosen);
    const auto& slices = index.series[0].slices;
    for (std::size_t i = 1; i < slices.size(); ++i) EXPECT_NEAR(slices[i].placeMm - slices[i - 1].placeMm, 2, 1e-6);
    EXPECT_EQ(slices.front().file.filename(), "y");
}

TEST_F(SeriesIndexing, needsFifteenSlices) {
    write(volumeOf(14), 1, "series");
    const auto index = indexAll();
    EXPECT_FALSE(index.chosen);
    EXPECT_EQ(codeOf(index.refusal), "too_few_slices");
    EXPECT_EQ(index.series.at(0).slices.size(), 14U) << "what is there can still be shown to a reader";
    EXPECT_TRUE(std::holds_alternative<CtVolume>(readVolume(index.series[0], 1)));
}

TEST_F(SeriesIndexing, refusesGaps) {
    write(volumeOf(20), 1, "series");
    std::filesystem::remove(path("series/0010.dcm"));
    const auto index = indexAll();
    EXPECT_FALSE(index.chosen);
    EXPECT_EQ(codeOf(index.refusal), "slice_gaps");
}

/// Twenty slices of which each may be changed before it is written.
template <typename Change>
void writeSlices(const std::filesystem::path& folder, const Change& change) {
    std::filesystem::create_directories(folder);
    for (int i = 0; i < 20; ++i) {
        RawFile file;
        file.text(0x00080018, "UI", "1.2.3.4.5." + std::to_string(i));
        file.text(0x00200032, "DS", "-100\\-100\\" + std::to_string(2 * i));
        change(file, i);
        file.write(folder / (std::to_string(100 + i) + ".dcm"));
    }
}

TEST_F(SeriesIndexing, refusesTheStackOfATiltedGantry) {
    const auto tilted = [](RawFile& file, int i, double perSliceMm) {
        file.text(0x00200032, "DS", "-100\\" + std::to_string(-100 + perSliceMm * i) + "\\" + std::to_string(2 * i));
    };
    writeSlices(path("series"), [&](RawFile& file, int i) { tilted(file, i, 0.7); });  // 13 mm in all
    EXPECT_EQ(codeOf(indexAll().refusal), "tilted_gantry");
    writeSlices(path("series"), [&](RawFile& file, int i) { tilted(file, i, 0.1); });
    EXPECT_EQ(codeOf(indexAll().refusal), "usable");
}

TEST_F(SeriesIndexing, measuresTheSlicesOfOneOrientationWhereOneSeriesMixesTwo) {
    writeSlices(path("series"), [](RawFile& file, int i) {
        if (i >= 17) file.text(0x00200037, "DS", "1\\0\\0\\0\\0.9848\\0.1736");
    });
    auto index = indexAll();
    ASSERT_TRUE(index.chosen) << index.explanation;
    EXPECT_EQ(index.series[0].slices.size(), 17U);
    EXPECT_EQ(codeOf(index.instances.back().refusal), "other_geometry");

    writeSlices(path("series"), [](RawFile& file, int i) {
        if (i % 2 == 0) file.text(0x00200037, "DS", "0\\1\\0\\0\\0\\-1");
    });
    index = indexAll();
    EXPECT_FALSE(index.chosen);  // ten are left
    EXPECT_FALSE(index.refusal->detail.empty());
}

TEST_F(SeriesIndexing, dropsTheSecondSliceAtOnePlace) {
    write(volumeOf(15), 1, "series");
    std::filesystem::copy_file(path("series/0003.dcm"), path("series/copy.dcm"));
    const auto index = indexAll();
    ASSERT_TRUE(index.chosen);
    EXPECT_EQ(index.series[0].slices.size(), 15U);
    EXPECT_EQ(codeOf(index.instances.back().refusal), "duplicate_slice");
}

TEST_F(SeriesIndexing, choosesSoftThenThinThenLong) {
    write(volumeOf(30, 1, "B70f"), 1, "sharp and thin");
    write(volumeOf(15, 5, "B30f"), 2, "soft and thick");
    write(volumeOf(20, 2, "B30f"), 3, "soft and thin");
    write(volumeOf(25, 2, "B30f"), 4, "soft and thin and long");
    write(volumeOf(40, 1, "B30f"), 5, "of another kind", "MR");
    const auto index = indexAll();
    ASSERT_TRUE(index.chosen);
    EXPECT_EQ(index.series[*index.chosen].seriesInstanceUid, inventedIdentity(4).seriesInstanceUid);
    EXPECT_EQ(index.studies.size(), 5U);
}

TEST_F(SeriesIndexing, saysWhyAnMrStudyIsNotMeasured) {
    write(volumeOf(20), 1, "series", "MR");
    const auto index = indexAll();
    EXPECT_FALSE(index.chosen);
    EXPECT_EQ(codeOf(index.refusal), "not_ct");
    EXPECT_NE(index.explanation.find("MR"), std::string::npos);
}

TEST_F(SeriesIndexing, saysThatThereIsNothing) {
    const auto index = indexAll();
    EXPECT_FALSE(index.chosen);
    EXPECT_EQ(codeOf(index.refusal), "no_files");
}

TEST_F(SeriesIndexing, handsOutTheFactsOfTheStudy) {
    const auto facts = readObject(RawFile{}
                                      .text(0x00080050, "SH", "A-17")
                                      .text(0x00080080, "LO", "\xBF\xDE\xDB\xD8\xDA\xDB\xD8\xDD\xD8\xDA\xD0 1")
                                      .text(0x00081010, "SH", "CT02")
                                      .text(0x00080201, "SH", "+0300")
                                      .text(0x00100020, "LO", " P-4 ")
                                      .text(0x00100030, "DA", "19561002")
                                      .text(0x00100040, "CS", "F")
                                      .write(path("one.dcm")))
                           .study;
    EXPECT_EQ(facts.studyInstanceUid, "1.2.3");
    EXPECT_EQ(facts.accessionNumber, "A-17");
    EXPECT_EQ(facts.facility, "Поликлиника 1");
    EXPECT_EQ(facts.scanner, "CT02");
    EXPECT_EQ(facts.patientId, "P-4");
    EXPECT_EQ(facts.ageYears, 69) << "the birthday is tomorrow";
    EXPECT_EQ(facts.sex, Sex::female);
    EXPECT_EQ(toRfc3339(facts.acquiredAt.value()), "2026-10-01T05:15:00Z");
}

TEST_F(SeriesIndexing, framesOfMixedFormatsTravelInHounsfieldUnits) {
    write(volumeOf(15), 1, "series");
    auto index = indexAll();
    auto series = index.series.at(0);
    series.slices[7].format.rescaleIntercept = 100;  // as if one slice said so
    const auto frames = std::get<SeriesFrames>(extractFrames(series));
    std::vector<std::int16_t> hu(256);
    ASSERT_FALSE(FrameDecoder{frames.format}.decode(frames.payloads.at(7), hu));
    EXPECT_EQ(hu[0], -900);
    ASSERT_FALSE(FrameDecoder{frames.format}.decode(frames.payloads.at(8), hu));
    EXPECT_EQ(hu[0], -1000);
}

TEST(Kernel, isSoftOrSharpByTheVendorsName) {
    for (const char* soft : {"B30f", "B40f", "Br40d\\3", "I31f\\2", "STANDARD", "SOFT", "FC08", "FC18", "B", "Qr36"})
        EXPECT_EQ(kernelClassOf(soft), KernelClass::soft) << soft;
    for (const char* sharp : {"B70f", "B60s", "Bl57d\\3", "LUNG", "BONEPLUS", "BONE", "FC51", "FC86", "YB", "L"})
        EXPECT_EQ(kernelClassOf(sharp), KernelClass::sharp) << sharp;
    for (const char* unknown : {"", "?", "X1",
                                "B"
                                "x"})
        EXPECT_EQ(kernelClassOf(unknown), KernelClass::unknown) << unknown;
}

}  // namespace
}  // namespace overread::dicom
