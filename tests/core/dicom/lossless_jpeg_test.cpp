#include "core/dicom/lossless_jpeg.h"

#include <gtest/gtest.h>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrplol.h>

#include <algorithm>
#include <random>

namespace overread::dicom::codecs {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Values = std::vector<std::uint16_t>;

/// The stream that DCMTK makes of an unsigned picture.
Bytes encoded(const Values& values, int columns, int bits, int predictor = 1) {
    static const bool registered = [] {
        DJEncoderRegistration::registerCodecs();
        return true;
    }();
    EXPECT_TRUE(registered);
    DcmDataset data;
    const auto rows = values.size() / static_cast<std::size_t>(columns);
    data.putAndInsertString(DCM_SOPClassUID, UID_CTImageStorage);
    data.putAndInsertString(DCM_SOPInstanceUID, "1.2.3");
    data.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
    data.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    data.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(rows));
    data.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(columns));
    data.putAndInsertUint16(DCM_BitsAllocated, 16);
    data.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(bits));
    data.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(bits - 1));
    data.putAndInsertUint16(DCM_PixelRepresentation, 0);
    data.putAndInsertUint16Array(DCM_PixelData, values.data(), static_cast<unsigned long>(values.size()));
    const DJ_RPLossless parameters{predictor, 0};
    const auto syntax = predictor == 1 ? EXS_JPEGProcess14SV1 : EXS_JPEGProcess14;
    EXPECT_TRUE(data.chooseRepresentation(syntax, &parameters).good());
    DcmElement* element = nullptr;
    EXPECT_TRUE(data.findAndGetElement(DCM_PixelData, element).good());
    DcmPixelSequence* sequence = nullptr;
    EXPECT_TRUE(
        dynamic_cast<DcmPixelData*>(element)->getEncapsulatedRepresentation(syntax, &parameters, sequence).good());
    DcmPixelItem* item = nullptr;
    EXPECT_TRUE(sequence->getItem(item, 1).good());
    Uint8* bytes = nullptr;
    EXPECT_TRUE(item->getUint8Array(bytes).good());
    return {bytes, bytes + item->getLength()};
}

/// Slopes with noise: short and long differences, and now and then a jump over the whole range.
Values picture(int columns, int rows, int bits, unsigned seed) {
    std::mt19937 random{seed};
    Values values;
    const unsigned range = 1U << bits;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            const unsigned noise = random() % 17 == 0 ? random() : random() % 9;
            values.push_back(static_cast<std::uint16_t>((static_cast<unsigned>(3 * x + y) + noise) % range));
        }
    return values;
}

TEST(LosslessJpeg, isDecodedToTheValuesThatWereEncoded) {
    for (const int bits : {9, 12, 13, 16})
        for (const auto& [columns, rows] : {std::pair{64, 48}, std::pair{1, 7}, std::pair{37, 1}, std::pair{5, 5}}) {
            const auto values = picture(columns, rows, bits, static_cast<unsigned>(bits));
            Values decoded(values.size());
            EXPECT_EQ(decodeLosslessJpeg(encoded(values, columns, bits), columns, decoded), LosslessJpeg::decoded);
            EXPECT_EQ(decoded, values) << bits << " bits, " << columns << " x " << rows;
        }
}

TEST(LosslessJpeg, ofAnotherPredictorIsLeftToAnotherDecoder) {
    const auto values = picture(32, 32, 12, 1);
    Values decoded(values.size());
    EXPECT_EQ(decodeLosslessJpeg(encoded(values, 32, 12, 4), 32, decoded), LosslessJpeg::otherKind);
}

TEST(LosslessJpeg, thatEndsEarlyIsDamagedWhereverItIsCut) {
    const auto stream = encoded(picture(64, 48, 12, 2), 64, 12);
    Values decoded(64 * 48);
    std::size_t damaged = 0;
    for (std::size_t length = 0; length < stream.size() - 16; ++length) {
        const auto result = decodeLosslessJpeg(std::span{stream}.first(length), 64, decoded);
        EXPECT_NE(result, LosslessJpeg::decoded) << length << " of " << stream.size();
        damaged += result == LosslessJpeg::damaged;
    }
    EXPECT_GT(damaged, stream.size() / 2);  // the rest is cut inside the headers
}

TEST(LosslessJpeg, asForMoreRowsThanTheStreamHoldsIsDamaged) {
    const auto stream = encoded(picture(64, 48, 12, 3), 64, 12);
    Values decoded(64 * 4000);
    EXPECT_EQ(decodeLosslessJpeg(stream, 64, decoded), LosslessJpeg::damaged);
}

TEST(LosslessJpeg, whoseTableIsNoPrefixCodeIsDamaged) {
    auto stream = encoded(picture(64, 48, 12, 4), 64, 12);
    for (std::size_t at = 0; at + 6 < stream.size(); ++at)
        if (stream[at] == 0xFF && stream[at + 1] == 0xC4) {
            stream[at + 5] = static_cast<std::uint8_t>(stream[at + 5] + stream[at + 7] + stream[at + 8]);
            stream[at + 7] = stream[at + 8] = 0;  // as many codes, but too many of one bit
            stream[at + 5] = std::max<std::uint8_t>(stream[at + 5], 3);
            break;
        }
    Values decoded(64 * 48);
    EXPECT_NE(decodeLosslessJpeg(stream, 64, decoded), LosslessJpeg::decoded);
}

/// Run under AddressSanitizer this looks for reads and writes outside; here for ends and canaries.
TEST(LosslessJpeg, withChangedBytesIsDecodedOrRefusedAndWritesNothingElse) {
    const auto whole = encoded(picture(64, 48, 12, 5), 64, 12);
    std::mt19937 random{1};
    constexpr std::size_t canaries = 16;
    std::array<int, 3> results{};
    for (int round = 0; round < 4000; ++round) {
        auto stream = whole;
        // Half of the changes fall into the headers: in the data most of them are just other pixels.
        const std::size_t reach = round % 2 == 0 ? std::min<std::size_t>(stream.size(), 120) : stream.size();
        for (unsigned change = 0; change <= random() % 4; ++change)
            stream[random() % reach] = static_cast<std::uint8_t>(random());
        if (random() % 8 == 0) stream.resize(random() % stream.size());
        Values decoded(64 * 48 + canaries, 0xBEEF);
        const auto result = decodeLosslessJpeg(stream, 64, std::span{decoded}.first(64 * 48));
        ++results[static_cast<std::size_t>(result)];
        EXPECT_TRUE(std::all_of(decoded.end() - canaries, decoded.end(), [](auto v) { return v == 0xBEEF; }));
    }
    for (const int count : results) EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace overread::dicom::codecs
