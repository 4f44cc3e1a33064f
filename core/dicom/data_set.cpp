#include "core/dicom/data_set.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>

#include <zlib.h>

#include "core/dicom/frame_decoder.h"

namespace overread::dicom {
namespace {

constexpr std::size_t preambleBytes = 128;
constexpr std::uint32_t undefinedLength = 0xFFFFFFFF;
constexpr Tag itemTag = 0xFFFEE000, itemEndTag = 0xFFFEE00D, sequenceEndTag = 0xFFFEE0DD, pixelDataTag = 0x7FE00010;
/// The largest slice that is taken has 32 MB of pixels; a bomb stops here.
constexpr std::size_t maxInflatedBytes = std::size_t{64} << 20;

Refusal truncated(const std::string& what) {
    return {RefusalCode::truncatedFile, what};
}
Refusal malformed(const std::string& what) {
    return {RefusalCode::notDicom, what};
}

bool isLongForm(const char* vr) {
    static constexpr std::array<const char*, 13> longForms{"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                           "SV", "UC", "UN", "UR", "UT", "UV"};
    return std::any_of(longForms.begin(), longForms.end(),
                       [&](const char* each) { return std::memcmp(each, vr, 2) == 0; });
}

std::variant<std::vector<std::uint8_t>, Refusal> inflated(std::span<const std::uint8_t> deflated) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc{};
    const auto release = [](z_stream* each) { inflateEnd(each); };
    const std::unique_ptr<z_stream, decltype(release)> owner{&stream, release};
    std::vector<std::uint8_t> result;
    std::array<std::uint8_t, 65536> block{};
    stream.next_in = const_cast<Bytef*>(deflated.data());
    stream.avail_in = static_cast<uInt>(deflated.size());
    for (;;) {
        stream.next_out = block.data();
        stream.avail_out = static_cast<uInt>(block.size());
        const int status = ::inflate(&stream, Z_NO_FLUSH);
        result.insert(result.end(), block.data(), stream.next_out);
        if (result.size() > maxInflatedBytes)
            return Refusal{RefusalCode::limitExceeded, "the deflated data set is larger than 64 MiB"};
        if (status == Z_STREAM_END) return result;
        if (status != Z_OK) return truncated("the deflated data set is damaged or ends early");
    }
}

}  // namespace

/// The pass over the bytes. Levels live in a vector of bounded length, never on the call stack.
class DataSetScanner {
public:
    DataSetScanner(DataSet& target, const DataSetLimits& limits) : target_(target), limits_(limits) {}

    /// The elements of group 0002, always explicit little endian; `position` is after them.
    std::optional<Refusal> readMeta() {
        while (position_ + 8 <= size() && number(position_, 2) == 0x0002) {
            const auto refusal = readHeader(false);
            if (refusal) return refusal;
            if (length_ == undefinedLength || length_ > size() - position_)
                return truncated("the meta header is longer than the file");
            if (tag_ == 0x00020010) target_.transferSyntaxUid_ = textAt(position_, length_);
            position_ += length_;
        }
        if (target_.transferSyntaxUid_.empty()) return malformed("the meta header names no transfer syntax");
        return std::nullopt;
    }

    std::optional<Refusal> readDataSet() {
        const bool implicit = target_.transferSyntaxUid_ == implicitLittleEndianUid;
        levels_.push_back({Content::elements, implicit, false});
        while (position_ < size()) {
            if (size() - position_ < 8) {
                if (levels_.size() == 1 && size() - position_ == 1 && bytes()[position_] == 0)
                    break;  // an odd pad byte
                return truncated("the file ends inside an element");
            }
            const auto refusal = levels_.back().content == Content::elements ? readElement() : readItem();
            if (refusal) return refusal;
        }
        if (levels_.size() != 1) return truncated("the file ends inside a sequence");
        return std::nullopt;
    }

    void startAt(std::size_t position) { position_ = position; }
    [[nodiscard]] std::size_t position() const { return position_; }

private:
    enum class Content { elements, items, fragments };
    struct Level {
        Content content;
        bool implicit;
        bool pixelData;  // the fragments of the image itself, not of an icon in a sequence
    };

    [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return target_.bytes_; }
    [[nodiscard]] std::size_t size() const { return target_.bytes_.size(); }

    [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t width) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t shift = target_.bigEndian_ ? width - 1 - i : i;
            value |= std::uint32_t{bytes()[at + i]} << (8 * shift);
        }
        return value;
    }

    [[nodiscard]] std::string textAt(std::size_t at, std::size_t length) const {
        std::string text(reinterpret_cast<const char*>(bytes().data() + at), length);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.pop_back();
        return text;
    }

    /// Tag, VR and length at `position_`, which moves to the value. At least 8 bytes are left.
    std::optional<Refusal> readHeader(bool implicit) {
        tag_ = number(position_, 2) << 16 | number(position_ + 2, 2);
        const bool delimiter = tag_ >> 16 == 0xFFFE;
        std::memcpy(vr_, "  ", 2);
        if (implicit || delimiter) {
            length_ = number(position_ + 4, 4);
            position_ += 8;
            return std::nullopt;
        }
        std::memcpy(vr_, bytes().data() + position_ + 4, 2);
        const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (!isUpper(vr_[0]) || !isUpper(vr_[1])) return malformed("an element has no value representation");
        if (!isLongForm(vr_)) {
            length_ = number(position_ + 6, 2);
            position_ += 8;
            return std::nullopt;
        }
        if (size() - position_ < 12) return truncated("the file ends inside an element");
        length_ = number(position_ + 8, 4);
        position_ += 12;
        return std::nullopt;
    }

    std::optional<Refusal> readElement() {
        const Level level = levels_.back();
        const bool top = levels_.size() == 1;
        if (auto refusal = readHeader(level.implicit)) return refusal;
        if (auto refusal = count()) return refusal;
        if (tag_ == itemEndTag && !top) {
            levels_.pop_back();
            return std::nullopt;
        }
        if (tag_ >> 16 == 0xFFFE) return malformed("a delimiter stands where an element should");
        if (length_ == undefinedLength) return open(level, top);
        if (length_ > size() - position_) return truncated("an element is longer than the rest of the file");
        if (top) {
            target_.elements_.push_back({tag_, {position_, length_}});
            if (tag_ == pixelDataTag) {
                target_.hasPixelData_ = true;
                target_.fragments_.push_back({position_, length_});
            }
        }
        position_ += length_;  // a sequence of known length is passed over whole, whatever it nests
        return std::nullopt;
    }

    /// An element of undefined length: a sequence, or the fragments of a picture.
    std::optional<Refusal> open(const Level& level, bool top) {
        const bool bytesOfPicture = std::memcmp(vr_, "OB", 2) == 0 || std::memcmp(vr_, "OW", 2) == 0;
        const bool unknown = std::memcmp(vr_, "UN", 2) == 0;
        if (!level.implicit && !bytesOfPicture && !unknown && std::memcmp(vr_, "SQ", 2) != 0)
            return malformed("an element that is no sequence has no length");
        if (levels_.size() + 1 > 2 * limits_.depth + 1)  // a sequence and its item are two levels
            return Refusal{RefusalCode::limitExceeded, "sequences are nested too deeply"};
        const bool image = top && tag_ == pixelDataTag && bytesOfPicture;
        if (image) target_.hasPixelData_ = target_.encapsulated_ = true;
        levels_.push_back({bytesOfPicture ? Content::fragments : Content::items, level.implicit || unknown, image});
        firstFragment_ = true;
        return std::nullopt;
    }

    std::optional<Refusal> readItem() {
        const Level level = levels_.back();
        if (auto refusal = readHeader(true)) return refusal;
        if (auto refusal = count()) return refusal;
        if (tag_ == sequenceEndTag) {
            levels_.pop_back();
            return std::nullopt;
        }
        if (tag_ != itemTag) return malformed("a sequence holds something that is no item");
        if (length_ == undefinedLength) {
            if (level.content == Content::fragments) return malformed("a fragment has no length");
            if (levels_.size() + 1 > 2 * limits_.depth + 1)
                return Refusal{RefusalCode::limitExceeded, "sequences are nested too deeply"};
            levels_.push_back({Content::elements, level.implicit, false});
            return std::nullopt;
        }
        if (length_ > size() - position_) return truncated("an item is longer than the rest of the file");
        if (level.pixelData) {
            if (!firstFragment_) target_.fragments_.push_back({position_, length_});  // the first is the offset table
            firstFragment_ = false;
        }
        position_ += length_;
        return std::nullopt;
    }

    std::optional<Refusal> count() {
        if (++elements_ <= limits_.elements) return std::nullopt;
        return Refusal{RefusalCode::limitExceeded, "the file has too many elements"};
    }

    DataSet& target_;
    DataSetLimits limits_;
    std::vector<Level> levels_;
    std::size_t position_ = preambleBytes + 4;
    std::size_t elements_ = 0;
    Tag tag_ = 0;
    char vr_[2] = {' ', ' '};
    std::uint32_t length_ = 0;
    bool firstFragment_ = true;
};

std::variant<DataSet, Refusal> DataSet::parse(std::vector<std::uint8_t> file, const DataSetLimits& limits) {
    auto beginning = readBeginning(std::move(file), limits);
    if (beginning.refusal) return *std::move(beginning.refusal);
    return std::move(beginning.data);
}

DataSet::Beginning DataSet::readBeginning(std::vector<std::uint8_t> file, const DataSetLimits& limits) {
    Beginning beginning;
    beginning.refusal = beginning.data.read(std::move(file), limits);
    auto& elements = beginning.data.elements_;
    std::stable_sort(elements.begin(), elements.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
    return beginning;
}

std::optional<Refusal> DataSet::read(std::vector<std::uint8_t> file, const DataSetLimits& limits) {
    if (file.size() > limits.bytes) return Refusal{RefusalCode::limitExceeded, "the file is larger than 2 GiB"};
    if (file.size() < preambleBytes + 4 || std::memcmp(file.data() + preambleBytes, "DICM", 4) != 0)
        return malformed("the file does not begin like a DICOM file");
    bytes_ = std::move(file);
    hasPreamble_ =
        std::any_of(bytes_.begin(), bytes_.begin() + preambleBytes, [](std::uint8_t byte) { return byte != 0; });
    DataSetScanner scanner{*this, limits};
    if (auto refusal = scanner.readMeta()) return refusal;
    if (transferSyntaxUid_ == deflatedUid) {
        auto plain = inflated(std::span{bytes_}.subspan(scanner.position()));
        if (const auto* refusal = std::get_if<Refusal>(&plain)) return *refusal;
        bytes_ = std::get<std::vector<std::uint8_t>>(std::move(plain));
        scanner.startAt(0);
    }
    bigEndian_ = transferSyntaxUid_ == explicitBigEndianUid;
    return scanner.readDataSet();
}

std::span<const std::uint8_t> DataSet::value(Tag tag) const {
    const auto at =
        std::lower_bound(elements_.begin(), elements_.end(), tag, [](const Element& a, Tag b) { return a.tag < b; });
    if (at == elements_.end() || at->tag != tag) return {};
    return std::span{bytes_}.subspan(at->value.offset, at->value.length);
}

std::string DataSet::text(Tag tag) const {
    const auto bytes = value(tag);
    std::string result(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto isPadding = [](char c) { return c == ' ' || c == '\0'; };
    while (!result.empty() && isPadding(result.back())) result.pop_back();
    result.erase(result.begin(), std::find_if_not(result.begin(), result.end(), isPadding));
    return result;
}

std::optional<std::vector<double>> DataSet::decimals(Tag tag) const {
    const std::string all = text(tag);
    if (all.empty()) return std::nullopt;
    std::vector<double> result;
    for (std::size_t start = 0; start <= all.size();) {
        const std::size_t end = std::min(all.find('\\', start), all.size());
        const auto isBlank = [](char c) { return c == ' ' || c == '+'; };
        const char* first = std::find_if_not(all.data() + start, all.data() + end, isBlank);
        double number = 0;
        const auto [rest, error] = std::from_chars(first, all.data() + end, number);
        if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
        if (std::any_of(rest, all.data() + end, [](char c) { return c != ' '; })) return std::nullopt;
        result.push_back(number);
        start = end + 1;
    }
    return result;
}

std::optional<std::uint16_t> DataSet::word(Tag tag) const {
    const auto bytes = value(tag);
    if (bytes.size() < 2) return std::nullopt;
    const int low = bigEndian_ ? 1 : 0;
    return static_cast<std::uint16_t>(bytes[static_cast<std::size_t>(low)] | bytes[static_cast<std::size_t>(1 - low)]
                                                                                 << 8);
}

std::vector<std::span<const std::uint8_t>> DataSet::pixelFragments() const {
    std::vector<std::span<const std::uint8_t>> result;
    for (const Piece& piece : fragments_) result.push_back(std::span{bytes_}.subspan(piece.offset, piece.length));
    return result;
}

std::variant<std::vector<std::uint8_t>, Refusal> readWhole(const std::string& path, const DataSetLimits& limits) {
    std::ifstream file{path, std::ios::binary | std::ios::ate};
    const auto size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
    if (size < 0) return Refusal{RefusalCode::unreadableFile, "the file cannot be opened"};
    if (static_cast<std::size_t>(size) > limits.bytes)
        return Refusal{RefusalCode::limitExceeded, "the file is larger than 2 GiB"};
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    file.seekg(0);
    if (size > 0 && !file.read(reinterpret_cast<char*>(bytes.data()), size))
        return Refusal{RefusalCode::unreadableFile, "the file cannot be read"};
    return bytes;
}

}  // namespace overread::dicom
