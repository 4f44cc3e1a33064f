#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>

#include "core/dicom/object_header.h"
#include "core/dicom/read_volume.h"
#include "core/domain/named.h"
#include "tests/support/real_ct.h"

namespace overread::dicom {
namespace {

using Hu = std::vector<std::int16_t>;

/// One file as a series of one slice, which is enough for reading, though not for measuring.
Series seriesOf(const std::filesystem::path& file) {
    auto index = indexFiles({file});
    EXPECT_EQ(index.series.size(), 1U);
    EXPECT_FALSE(index.instances[0].refusal) << file << ": " << index.instances[0].refusal->detail;
    return index.series.at(0);
}

Hu read(const std::filesystem::path& file) {
    auto volume = readVolume(seriesOf(file), 1);
    if (const auto* refusal = std::get_if<Refusal>(&volume)) {
        ADD_FAILURE() << file << ": " << refusal->detail;
        return {};
    }
    return std::get<CtVolume>(volume).hu;
}

class TransferSyntax : public testing::Test {
protected:
    void SetUp() override {
        folder_ = tests::realCt("transfer-syntaxes");
        if (!folder_) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return *folder_ / name; }
    std::optional<std::filesystem::path> folder_;
};

TEST_F(TransferSyntax, losslessSiblingsDecodeToTheSameValues) {
    const auto plain = read(file("LittleEndianExplicit.dcm"));
    ASSERT_EQ(plain.size(), 512U * 512U);
    EXPECT_LT(*std::min_element(plain.begin(), plain.end()), -900);
    EXPECT_GT(*std::max_element(plain.begin(), plain.end()), 200);
    for (const char* name : {"CTImage.dcm", "LittleEndianImplicit.dcm", "BigEndianExplicit.dcm",
                             "DeflatedExplicitVRLittleEndian.dcm", "RLELossless.dcm", "JPEGProcess14.dcm",
                             "JPEGProcess14SV1.dcm", "JPEGLSLossless.dcm", "JPEG2000LosslessOnly.dcm"})
        EXPECT_TRUE(read(file(name)) == plain) << name;
}

TEST_F(TransferSyntax, lossySiblingsStayNear) {
    const auto plain = read(file("LittleEndianExplicit.dcm"));
    struct Example {
        const char* name;
        double meanError;  // HU; baseline has 8 bits for 4,000 values
    };
    for (const auto& [name, limit] :
         {Example{"JPEGProcess1.dcm", 25}, Example{"JPEGProcess2_4.dcm", 8}, Example{"JPEGProcess6_8.dcm", 8}}) {
        const auto lossy = read(file(name));
        ASSERT_EQ(lossy.size(), plain.size());
        double error = 0;
        for (std::size_t i = 0; i < plain.size(); ++i) error += std::abs(plain[i] - lossy[i]);
        EXPECT_LT(error / static_cast<double>(plain.size()), limit) << name;
        EXPECT_TRUE(seriesOf(file(name)).facts.lossy) << name;
    }
}

TEST_F(TransferSyntax, framesTravelWithoutTheirHeaderAndDecodeToTheSame) {
    for (const char* name :
         {"LittleEndianImplicit.dcm", "BigEndianExplicit.dcm", "DeflatedExplicitVRLittleEndian.dcm", "RLELossless.dcm",
          "JPEGProcess14SV1.dcm", "JPEGLSLossless.dcm", "JPEG2000LosslessOnly.dcm", "JPEGProcess2_4.dcm"}) {
        const auto extracted = extractFrames(seriesOf(file(name)));
        ASSERT_TRUE(std::holds_alternative<SeriesFrames>(extracted)) << name;
        const auto& frames = std::get<SeriesFrames>(extracted);
        EXPECT_NE(frames.format.transferSyntaxUid, rleUid);
        EXPECT_NE(frames.format.transferSyntaxUid, deflatedUid);
        EXPECT_NE(frames.format.transferSyntaxUid, explicitBigEndianUid);
        Hu hu(512 * 512);
        EXPECT_FALSE(FrameDecoder{frames.format}.decode(frames.payloads.at(0), hu)) << name;
        EXPECT_TRUE(hu == read(file(name))) << name;
    }
}

TEST_F(TransferSyntax, compressedFramesOfAnotherSizeThanTheHeaderSaysAreRefused) {
    for (const char* name :
         {"JPEGProcess14SV1.dcm", "JPEGLSLossless.dcm", "JPEG2000LosslessOnly.dcm", "JPEGProcess2_4.dcm"}) {
        const auto frames = std::get<SeriesFrames>(extractFrames(seriesOf(file(name))));
        auto format = frames.format;
        format.rows = 511;
        Hu hu(511 * 512);
        const auto refusal = FrameDecoder{format}.decode(frames.payloads[0], hu);
        ASSERT_TRUE(refusal) << name;
        EXPECT_EQ(nameOf(refusal->code), "undecodable_pixels") << name;
    }
}

TEST_F(TransferSyntax, compressedFramesThatEndEarlyAreRefused) {
    for (const char* name :
         {"JPEGProcess14SV1.dcm", "JPEGLSLossless.dcm", "JPEG2000LosslessOnly.dcm", "JPEGProcess2_4.dcm"}) {
        const auto frames = std::get<SeriesFrames>(extractFrames(seriesOf(file(name))));
        const auto& payload = frames.payloads[0];
        Hu hu(512 * 512);
        const auto refusal = FrameDecoder{frames.format}.decode(std::span{payload}.first(payload.size() / 2), hu);
        EXPECT_TRUE(refusal) << name;
    }
}

TEST_F(TransferSyntax, objectsWithoutPixelsOrSpacingAreRefusedWithTheReason) {
    const auto index = indexFiles({file("no-pixel-data.dcm"), file("no-pixel-spacing.dcm")});
    EXPECT_FALSE(index.chosen);
    for (const auto& instance : index.instances) {
        ASSERT_TRUE(instance.refusal);
        EXPECT_EQ(nameOf(instance.refusal->code), "not_ct");  // a report and an ultrasound picture
        EXPECT_FALSE(instance.refusal->detail.empty());
    }
}

}  // namespace
}  // namespace overread::dicom
