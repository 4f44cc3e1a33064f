#include "core/dicom/data_set.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <chrono>

#include "core/domain/named.h"
#include "tests/support/raw_dicom_file.h"

namespace overread::dicom {
namespace {

using tests::Bytes;
using tests::RawFile;

std::string codeOf(const std::variant<DataSet, Refusal>& parsed) {
    const auto* refusal = std::get_if<Refusal>(&parsed);
    return refusal == nullptr ? "parsed" : std::string{nameOf(refusal->code)};
}

/// `levels` sequences inside each other, each of one item, all lengths undefined: 20 bytes a level and 16 to close it.
Bytes nested(int levels) {
    Bytes bytes;
    for (int i = 0; i < levels; ++i) {
        RawFile::append(bytes, RawFile::header(0x0040A730, "SQ", 0xFFFFFFFF));
        RawFile::append(bytes, RawFile::header(0xFFFEE000, "", 0xFFFFFFFF));
    }
    for (int i = 0; i < levels; ++i) {
        RawFile::append(bytes, RawFile::header(0xFFFEE00D, "", 0));
        RawFile::append(bytes, RawFile::header(0xFFFEE0DD, "", 0));
    }
    return bytes;
}

TEST(DataSet, readsTextNumbersAndWordsOfTheTopLevel) {
    const auto parsed = DataSet::parse(RawFile{}.text(0x00280030, "DS", " 0.7 \\+0.75").bytes());
    const auto& data = std::get<DataSet>(parsed);
    EXPECT_EQ(data.text(0x00080060), "CT");
    EXPECT_EQ(data.word(0x00280010), 16);
    EXPECT_EQ(data.decimals(0x00280030), (std::vector<double>{0.7, 0.75}));
    EXPECT_EQ(data.text(0x00100010), "");
    EXPECT_EQ(data.decimals(0x00180050), std::nullopt);
    EXPECT_EQ(data.pixelFragments().at(0).size(), 512U);
}

TEST(DataSet, takesNoTextForANumber) {
    for (const char* wrong : {"abc", "1.5x", "nan", "inf", "1\\x", "\\", "0x10"}) {
        const auto parsed = DataSet::parse(RawFile{}.text(0x00280030, "DS", wrong).bytes());
        EXPECT_EQ(std::get<DataSet>(parsed).decimals(0x00280030), std::nullopt) << wrong;
    }
}

TEST(DataSet, turnsTheCharacterSetsOfTheHouseIntoUtf8) {
    struct Example {
        const char* set;
        const char* raw;
        const char* utf8;
    };
    for (const auto& [set, raw, utf8] :
         {Example{"ISO_IR 144", "\xB8\xD2\xD0\xDD\xDE\xD2", "Иванов"}, Example{"ISO_IR 100", "M\xFCller", "Müller"},
          Example{"ISO_IR 192", "Иванов", "Иванов"}, Example{"", "Ivanov", "Ivanov"},
          // windows-1251 without a label is the usual defect: it is never guessed
          Example{"", "\xC8\xE2\xE0", "???"}, Example{"ISO_IR 192", "\xC8\xE2", "??"},
          Example{"ISO_IR 100",
                  "a\x1B"
                  "b",
                  "a?b"}}) {
        const auto parsed = DataSet::parse(RawFile{}.text(0x00080005, "CS", set).text(0x00100010, "PN", raw).bytes());
        EXPECT_EQ(std::get<DataSet>(parsed).utf8(0x00100010), utf8);
    }
}

TEST(DataSet, passesOverSequencesAndFindsWhatFollows) {
    const auto parsed = DataSet::parse(RawFile{}.raw(0x0040A730, nested(30)).text(0x00400254, "LO", "after").bytes());
    ASSERT_EQ(codeOf(parsed), "parsed");
    EXPECT_EQ(std::get<DataSet>(parsed).pixelFragments().size(), 1U);
}

TEST(DataSet, refusesDeepNestingWithoutDyingOfIt) {
    EXPECT_EQ(codeOf(DataSet::parse(RawFile{}.raw(0x0040A730, nested(33)).bytes())), "limit_exceeded");
    // 100,000 levels kill parsers that recurse; here it must also be quick.
    const auto file = RawFile{}.raw(0x0040A730, nested(100'000)).bytes();
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(codeOf(DataSet::parse(file)), "limit_exceeded");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
}

TEST(DataSet, refusesTooManyElements) {
    Bytes many;
    for (int i = 0; i < 200'001; ++i) RawFile::append(many, RawFile::header(0x00091010, "LO", 0));
    EXPECT_EQ(codeOf(DataSet::parse(RawFile{}.raw(0x00091010, many).bytes())), "limit_exceeded");
}

TEST(DataSet, refusesAFileThatEndsAnywhereBeforeItsEnd) {
    const auto whole = RawFile{}.raw(0x0040A730, nested(2)).bytes();
    ASSERT_EQ(codeOf(DataSet::parse(whole)), "parsed");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto parsed = DataSet::parse(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
        if (const auto* data = std::get_if<DataSet>(&parsed)) {  // cut between two elements
            EXPECT_FALSE(data->hasPixelData()) << length;
        }
    }
}

TEST(DataSet, refusesALengthBeyondTheFile) {
    auto lying = RawFile::header(0x7FE00010, "OW", 0xFFFFFFF0);
    lying.resize(lying.size() + 100);
    EXPECT_EQ(codeOf(DataSet::parse(RawFile{}.raw(0x7FE00010, lying).bytes())), "truncated_file");
}

/// The file with everything after its meta header deflated, as 1.2.840.10008.1.2.1.99 wants it.
Bytes deflated(const RawFile& file) {
    const auto plain = RawFile{file}.syntax("1.2.840.10008.1.2.1.99").bytes();
    const std::size_t dataSet = 128 + 4 + 8 + 22;
    Bytes packed(compressBound(plain.size()) + 64);
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = const_cast<Bytef*>(plain.data() + dataSet);
    stream.avail_in = static_cast<uInt>(plain.size() - dataSet);
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    Bytes result(plain.begin(), plain.begin() + dataSet);
    RawFile::append(result, packed);
    return result;
}

TEST(DataSet, inflatesADeflatedFileAndRefusesABomb) {
    const auto small = DataSet::parse(deflated(RawFile{}));
    ASSERT_EQ(codeOf(small), "parsed");
    EXPECT_EQ(std::get<DataSet>(small).text(0x00080060), "CT");
    const auto bomb = deflated(RawFile{}.element(0x7FE00010, "OW", Bytes(std::size_t{65} << 20)));
    EXPECT_LT(bomb.size(), std::size_t{1} << 20);
    EXPECT_EQ(codeOf(DataSet::parse(bomb)), "limit_exceeded");
    auto cut = deflated(RawFile{});
    cut.resize(cut.size() - 20);
    EXPECT_EQ(codeOf(DataSet::parse(cut)), "truncated_file");
}

TEST(DataSet, survivesEveryByteBeingWrong) {
    const auto whole = RawFile{}.raw(0x0040A730, nested(2)).bytes();
    std::size_t refused = 0;
    for (std::size_t at = 128; at < whole.size() - 512; ++at)
        for (const int value : {0x00, 0x7F, 0xFF}) {
            auto wrong = whole;
            wrong[at] = static_cast<std::uint8_t>(value);
            refused += codeOf(DataSet::parse(std::move(wrong))) != "parsed";
        }
    EXPECT_GT(refused, 0U);
}

TEST(DataSet, isNotAnyOtherFile) {
    EXPECT_EQ(codeOf(DataSet::parse({})), "not_dicom");
    EXPECT_EQ(codeOf(DataSet::parse(Bytes(1000, 'x'))), "not_dicom");
    EXPECT_EQ(codeOf(DataSet::parse(RawFile{}.syntax("").bytes())), "not_dicom");
}

TEST(DataSet, noticesAPreambleThatIsNotEmpty) {
    auto file = RawFile{}.bytes();
    EXPECT_FALSE(std::get<DataSet>(DataSet::parse(file)).hasPreamble());
    file[0] = 'M';
    EXPECT_TRUE(std::get<DataSet>(DataSet::parse(file)).hasPreamble());
}

}  // namespace
}  // namespace overread::dicom
