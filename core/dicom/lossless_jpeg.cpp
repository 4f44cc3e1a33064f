#include "core/dicom/lossless_jpeg.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

namespace overread::dicom::codecs {
namespace {

constexpr int tableBits = 12;
constexpr int longestCode = 16;
constexpr int mostCategories = 17;    // 0..16 bits of difference
constexpr std::size_t loadBytes = 8;  // the reader takes this many at once

/// What the next 12 bits say. `bits` counts code and difference together; 0: they do not fit into 12.
struct Entry {
    std::int16_t difference = 0;
    std::uint8_t bits = 0;
};

/// Huffman codes of the categories of differences.
struct Codes {
    std::array<Entry, 1 << tableBits> table{};
    std::array<std::int32_t, longestCode + 1> endOf{};  ///< first code of this length that is none, left-aligned to 16
    std::array<std::int32_t, longestCode + 1> offsetOf{};  ///< index of a code's category minus the code
    std::array<std::uint8_t, 256> categories{};
};

/// The signed difference that `category` further bits mean.
int differenceOf(std::uint32_t bits, int category) {
    if (category == 0) return 0;
    const int value = static_cast<int>(bits);
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
}

/// From a DHT segment's 16 counts and the categories behind them. False where they are no prefix code.
bool build(std::span<const std::uint8_t> counts, std::span<const std::uint8_t> categories, Codes& codes) {
    codes = Codes{};
    std::copy(categories.begin(), categories.end(), codes.categories.begin());
    std::int32_t code = 0;
    std::int32_t index = 0;
    for (int length = 1; length <= longestCode; ++length) {
        const auto at = static_cast<std::size_t>(length);
        code <<= 1;
        codes.offsetOf[at] = index - code;
        for (int i = 0; i < counts[at - 1]; ++i, ++code, ++index) {
            const int category = categories[static_cast<std::size_t>(index)];
            if (category >= mostCategories || code >= 1 << length) return false;
            const int further = category == 16 ? 0 : category;  // 16 means 32768, without further bits
            const int rest = tableBits - length - further;
            if (rest < 0) continue;
            for (std::uint32_t bits = 0; bits < 1U << further; ++bits) {
                const int difference = category == 16 ? -32768 : differenceOf(bits, category);
                const auto first = ((static_cast<std::uint32_t>(code) << further) | bits) << rest;
                std::fill_n(codes.table.begin() + first, 1U << rest,
                            Entry{static_cast<std::int16_t>(difference), static_cast<std::uint8_t>(length + further)});
            }
        }
        codes.endOf[at] = code << (longestCode - length);
    }
    return true;
}

/// Bits of the entropy-coded data, most significant first; zeros follow the end.
class BitReader {
public:
    /// `bytes` ends with 3 x loadBytes zeros that do not belong to the data.
    explicit BitReader(std::span<const std::uint8_t> bytes)
        : next_(bytes.data()), begin_(bytes.data()), end_(bytes.data() + bytes.size() - 3 * loadBytes) {}

    /// After it at least 56 bits wait.
    void refill() {
        if (next_ > end_ + loadBytes) {  // 64 bits behind the end were handed out: some of them were used
            missing_ = true;
            count_ |= 56;
            return;
        }
        std::uint64_t word = 0;
        std::memcpy(&word, next_, loadBytes);
        waiting_ |= __builtin_bswap64(word) >> count_;
        next_ += (63 - count_) >> 3;
        count_ |= 56;
    }
    [[nodiscard]] std::uint32_t peek(int bits) const { return static_cast<std::uint32_t>(waiting_ >> (64 - bits)); }
    void drop(int bits) {
        waiting_ <<= bits;
        count_ -= static_cast<unsigned>(bits);
    }
    /// Whether more was taken than there was.
    [[nodiscard]] bool pastEnd() const {
        return missing_ || (next_ - begin_) * 8 - static_cast<std::ptrdiff_t>(count_) > (end_ - begin_) * 8;
    }

private:
    const std::uint8_t* next_;
    const std::uint8_t* begin_;
    const std::uint8_t* end_;
    std::uint64_t waiting_ = 0;
    unsigned count_ = 0;
    bool missing_ = false;
};

/// A difference whose code and bits are longer than the table's index; none where the code is none.
std::optional<int> longDifference(BitReader& bits, const Codes& codes) {
    bits.refill();
    const auto next = static_cast<std::int32_t>(bits.peek(longestCode));
    std::size_t length = 1;
    while (length <= longestCode && next >= codes.endOf[length]) ++length;
    if (length > longestCode) return std::nullopt;
    const auto index = codes.offsetOf[length] + (next >> (longestCode - static_cast<int>(length)));
    const int category = codes.categories[static_cast<std::size_t>(index)];
    bits.drop(static_cast<int>(length));
    if (category == 0 || category == 16) return category == 0 ? 0 : -32768;
    const int difference = differenceOf(bits.peek(category), category);
    bits.drop(category);
    bits.refill();
    return difference;
}

/// Decodes one row, whose first value's prediction is `first`. False where a code is none.
bool decodeRow(BitReader& bits, const Codes& codes, std::uint16_t first, std::uint16_t* row, int columns) {
    constexpr int stepsOfOneRefill = 4;  // 4 x 12 bits of the 56
    std::uint16_t value = first;
    for (int x = 0; x < columns;) {
        bits.refill();
        const int stop = std::min(columns, x + stepsOfOneRefill);
        for (; x < stop; ++x) {
            const Entry entry = codes.table[bits.peek(tableBits)];
            if (entry.bits != 0) [[likely]] {
                bits.drop(entry.bits);
                value = static_cast<std::uint16_t>(value + entry.difference);
            } else {
                const auto difference = longDifference(bits, codes);
                if (!difference) return false;
                value = static_cast<std::uint16_t>(value + *difference);
            }
            row[x] = value;
        }
    }
    return true;
}

/// The data from `at` to the next marker without the zeros stuffed in behind each 0xFF, and zeros for the reader. In a
/// buffer of the thread, until its next call: a new one for each slice would be zeroed first and its pages faulted in
/// again.
std::span<const std::uint8_t> unstuffed(Payload payload, std::size_t at) {
    thread_local std::vector<std::uint8_t> bytes;
    if (bytes.size() < payload.size() - at + 3 * loadBytes) bytes.resize(payload.size() - at + 3 * loadBytes);
    auto* to = bytes.data();
    const auto* from = payload.data() + at;
    const auto* const end = payload.data() + payload.size();
    while (from < end) {
        const void* found = std::memchr(from, 0xFF, static_cast<std::size_t>(end - from));
        const auto* stop = found == nullptr ? end : static_cast<const std::uint8_t*>(found);
        to = std::copy(from, stop, to);
        from = stop;
        if (end - from < 2 || from[1] != 0) break;
        *to++ = 0xFF;
        from += 2;
    }
    std::fill_n(to, 3 * loadBytes, std::uint8_t{0});
    return {bytes.data(), static_cast<std::size_t>(to - bytes.data()) + 3 * loadBytes};
}

/// What the segments before the pixels say. Where `scanAt` is 0 the stream is of another kind.
struct Headers {
    int precision = 0;
    std::size_t scanAt = 0;                               ///< of the first entropy-coded byte
    std::array<std::span<const std::uint8_t>, 4> tables;  ///< counts and categories of each table's number
    std::size_t table = 0;                                ///< number of the one that the scan names
};

/// Every table of a DHT segment. False where it is none of a lossless stream.
bool takeTables(std::span<const std::uint8_t> segment, Headers& headers) {
    while (!segment.empty()) {
        if (segment.size() < 17 || segment[0] > 3) return false;
        std::size_t categories = 0;
        for (std::size_t i = 1; i <= 16; ++i) categories += segment[i];
        if (categories > 256 || segment.size() < 17 + categories) return false;
        headers.tables[segment[0]] = segment.subspan(1, 16 + categories);
        segment = segment.subspan(17 + categories);
    }
    return true;
}

Headers headersOf(Payload payload) {
    constexpr int startOfLossless = 0xC3, huffmanTables = 0xC4, startOfScan = 0xDA, restartInterval = 0xDD;
    Headers headers;
    for (std::size_t at = 2; at + 4 <= payload.size() && payload[at] == 0xFF;) {
        const int marker = payload[at + 1];
        if (marker == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const std::size_t length = std::size_t{payload[at + 2]} << 8 | payload[at + 3];
        if (length < 2 || length > payload.size() - at - 2) return {};
        const auto segment = payload.subspan(at + 4, length - 2);
        at += 2 + length;
        if (marker == startOfLossless) {
            if (segment.size() != 9 || headers.precision != 0) return {};
            headers.precision = segment[0];
        } else if (marker == huffmanTables) {
            if (!takeTables(segment, headers)) return {};
        } else if (marker == restartInterval) {
            if (segment.size() != 2 || segment[0] != 0 || segment[1] != 0) return {};
        } else if (marker == startOfScan) {
            // One component, its table, the predictor 1 (the pixel on the left), no point transform.
            if (segment.size() != 6 || segment[0] != 1 || segment[2] >> 4 > 3 || segment[3] != 1 || segment[5] != 0)
                return {};
            headers.table = segment[2] >> 4;
            headers.scanAt = at;
            return headers;
        } else if ((marker & 0xF0) == 0xC0) {
            return {};  // another kind of frame, arithmetic coding
        }
    }
    return {};
}

}  // namespace

LosslessJpeg decodeLosslessJpeg(Payload payload, int columns, Stored stored) {
    const auto headers = headersOf(payload);
    if (headers.scanAt == 0 || headers.precision < 9 || headers.precision > 16) return LosslessJpeg::otherKind;
    const auto table = headers.tables[headers.table];
    if (table.empty()) return LosslessJpeg::otherKind;
    Codes codes;
    if (!build(table.first(16), table.subspan(16), codes)) return LosslessJpeg::damaged;
    // No pixel takes more: a code and a difference of 16 bits each, and a zero stuffed in behind every byte.
    const auto most = std::min(payload.size(), headers.scanAt + stored.size() * 8);
    const auto bytes = unstuffed(payload.first(most), headers.scanAt);
    BitReader bits{bytes};
    const auto width = static_cast<std::size_t>(columns);
    auto first = static_cast<std::uint16_t>(1 << (headers.precision - 1));
    for (std::size_t at = 0; at < stored.size(); at += width) {
        if (!decodeRow(bits, codes, first, stored.data() + at, columns)) return LosslessJpeg::damaged;
        if (bits.pastEnd()) return LosslessJpeg::damaged;
        first = stored[at];  // the first value of a row is predicted by the one above
    }
    return LosslessJpeg::decoded;
}

}  // namespace overread::dicom::codecs
