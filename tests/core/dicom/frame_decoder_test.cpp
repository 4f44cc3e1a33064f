#include "core/dicom/frame_decoder.h"

#include <gtest/gtest.h>

#include "core/domain/named.h"

namespace overread::dicom {
namespace {

using Bytes = std::vector<std::uint8_t>;

FrameFormat twoByTwo() {
    FrameFormat format;
    format.transferSyntaxUid = explicitLittleEndianUid;
    format.rows = format.columns = 2;
    return format;
}

std::string codeOf(const std::optional<Refusal>& refusal) {
    return refusal ? std::string{nameOf(refusal->code)} : "decoded";
}

TEST(FrameDecoder, appliesSlopeInterceptSignAndClamps) {
    auto format = twoByTwo();
    format.bitsStored = 12;
    format.highBit = 11;
    format.rescaleSlope = 2;
    format.rescaleIntercept = -1000;
    const Bytes stored{0x00, 0x00, 0xFF, 0x0F, 0x01, 0xF0, 0x00, 0x08};  // 0, -1, 1 with rubbish above, -2048
    std::vector<std::int16_t> hu(4);
    ASSERT_EQ(codeOf(FrameDecoder{format}.decode(stored, hu)), "decoded");
    EXPECT_EQ(hu, (std::vector<std::int16_t>{-1000, -1002, -998, -1024}));
}

TEST(FrameDecoder, readsUnsignedBigEndianPixelsThatStandHigh) {
    auto format = twoByTwo();
    format.transferSyntaxUid = explicitBigEndianUid;
    format.isSigned = false;
    format.bitsStored = 12;
    format.highBit = 15;
    const Bytes stored{0x00, 0x10, 0xFF, 0xFF, 0x7F, 0xF0, 0x00, 0x00};
    std::vector<std::int16_t> hu(4);
    ASSERT_EQ(codeOf(FrameDecoder{format}.decode(stored, hu)), "decoded");
    EXPECT_EQ(hu, (std::vector<std::int16_t>{1, 4095, 2047, 0}));
}

TEST(FrameDecoder, showsPaddingAsBelowAir) {
    auto format = twoByTwo();
    format.padding = 2000;
    const Bytes stored{0xD0, 0x07, 0x00, 0x00, 0xD1, 0x07, 0x30, 0xF8};  // 2000, 0, 2001, -2000
    std::vector<std::int16_t> hu(4);
    ASSERT_EQ(codeOf(FrameDecoder{format}.decode(stored, hu)), "decoded");
    EXPECT_EQ(hu, (std::vector<std::int16_t>{-1024, 0, 2001, -1024}));
}

TEST(FrameDecoder, refusesFewerPixelsThanRowsTimesColumns) {
    auto format = twoByTwo();
    std::vector<std::int16_t> hu(4);
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(7), hu)), "truncated_file");
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes{}, hu)), "truncated_file");
}

TEST(FrameDecoder, refusesAFrameWithoutADecoderOrWithImpossibleBits) {
    std::vector<std::int16_t> hu(4);
    auto format = twoByTwo();
    format.transferSyntaxUid = "1.2.840.10008.1.2.4.201";  // HTJ2K
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(8), hu)), "unsupported_transfer_syntax");
    format = twoByTwo();
    format.bitsAllocated = 32;
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(8), hu)), "unsupported_pixels");
    format = twoByTwo();
    format.bitsStored = 17;
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(8), hu)), "unsupported_pixels");
    format = twoByTwo();
    format.rescaleSlope = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(8), hu)), "unsupported_pixels");
}

TEST(FrameDecoder, refusesMorePixelsThanAnyFrameHas) {
    auto format = twoByTwo();
    format.rows = format.columns = 65535;
    std::vector<std::int16_t> none;
    EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(4), none)), "limit_exceeded");
}

/// RLE of two segments: the high bytes as a run, the low bytes literally.
Bytes rle(const Bytes& high, const Bytes& low) {
    Bytes bytes(64);
    bytes[0] = 2;
    bytes[4] = 64;
    bytes[8] = static_cast<std::uint8_t>(64 + high.size());
    bytes.insert(bytes.end(), high.begin(), high.end());
    bytes.insert(bytes.end(), low.begin(), low.end());
    return bytes;
}

TEST(FrameDecoder, unpacksRunLengths) {
    auto format = twoByTwo();
    format.transferSyntaxUid = rleUid;
    std::vector<std::int16_t> hu(4);
    ASSERT_EQ(codeOf(FrameDecoder{format}.decode(rle({0xFD, 0x01}, {0x03, 1, 2, 3, 4}), hu)), "decoded");
    EXPECT_EQ(hu, (std::vector<std::int16_t>{257, 258, 259, 260}));
}

TEST(FrameDecoder, refusesRunLengthsThatLie) {
    auto format = twoByTwo();
    format.transferSyntaxUid = rleUid;
    std::vector<std::int16_t> hu(4);
    const FrameDecoder decoder{format};
    EXPECT_EQ(codeOf(decoder.decode(rle({0x81, 0x01}, {0x03, 1, 2, 3, 4}), hu)),
              "undecodable_pixels");                                                               // too long a run
    EXPECT_EQ(codeOf(decoder.decode(rle({0xFD, 0x01}, {0x03, 1, 2}), hu)), "undecodable_pixels");  // ends early
    EXPECT_EQ(codeOf(decoder.decode(rle({0xFD}, {0x03, 1, 2, 3, 4}), hu)), "undecodable_pixels");
    auto outside = rle({0xFD, 0x01}, {0x03, 1, 2, 3, 4});
    outside[8] = 255;
    EXPECT_EQ(codeOf(decoder.decode(outside, hu)), "undecodable_pixels");
    EXPECT_EQ(codeOf(decoder.decode(Bytes(10), hu)), "undecodable_pixels");
}

TEST(FrameDecoder, refusesRubbishInEveryCompressedSyntax) {
    std::vector<std::int16_t> hu(4);
    for (const char* syntax : {".50", ".51", ".53", ".55", ".57", ".70", ".80", ".81", ".90", ".91"}) {
        auto format = twoByTwo();
        format.transferSyntaxUid = std::string{"1.2.840.10008.1.2.4"} + syntax;
        EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes(1000, 0xFF), hu)), "undecodable_pixels") << syntax;
        EXPECT_EQ(codeOf(FrameDecoder{format}.decode(Bytes{0xFF, 0xD8}, hu)), "undecodable_pixels") << syntax;
    }
}

}  // namespace
}  // namespace overread::dicom
