#include "core/dicom/frame_decoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/dicom/codecs.h"

namespace overread::dicom {
namespace {

using Codec = std::optional<Refusal> (*)(codecs::Payload, const FrameFormat&, codecs::Stored);

struct Syntax {
    std::string_view uid;
    Codec codec;
    bool lossy;
};

constexpr std::array syntaxes{
    Syntax{implicitLittleEndianUid, codecs::decodeNative, false},
    Syntax{explicitLittleEndianUid, codecs::decodeNative, false},
    Syntax{deflatedUid, codecs::decodeNative, false},
    Syntax{explicitBigEndianUid, codecs::decodeNative, false},
    Syntax{rleUid, codecs::decodeRle, false},
    Syntax{"1.2.840.10008.1.2.4.50", codecs::decodeJpeg, true},   // baseline, 8 bit
    Syntax{"1.2.840.10008.1.2.4.51", codecs::decodeJpeg, true},   // extended, processes 2 and 4
    Syntax{"1.2.840.10008.1.2.4.53", codecs::decodeJpeg, true},   // spectral selection, retired
    Syntax{"1.2.840.10008.1.2.4.55", codecs::decodeJpeg, true},   // full progression, retired
    Syntax{"1.2.840.10008.1.2.4.57", codecs::decodeJpeg, false},  // lossless, process 14
    Syntax{"1.2.840.10008.1.2.4.70", codecs::decodeJpeg, false},  // lossless, first-order prediction
    Syntax{"1.2.840.10008.1.2.4.80", codecs::decodeJpegLs, false},
    Syntax{"1.2.840.10008.1.2.4.81", codecs::decodeJpegLs, true},
    Syntax{"1.2.840.10008.1.2.4.90", codecs::decodeJpeg2000, false},
    Syntax{"1.2.840.10008.1.2.4.91", codecs::decodeJpeg2000, true},
};

const Syntax* syntaxOf(std::string_view uid) {
    const auto at = std::find_if(syntaxes.begin(), syntaxes.end(), [&](const Syntax& each) { return each.uid == uid; });
    return at == syntaxes.end() ? nullptr : &*at;
}

/// Most pixels that a frame may have, whatever its header says.
constexpr std::uint64_t maxPixels = 1'000'000'000;

std::optional<Refusal> formatRefusal(const FrameFormat& format) {
    const auto refused = [](const char* what) { return Refusal{RefusalCode::unsupportedPixels, what}; };
    if (syntaxOf(format.transferSyntaxUid) == nullptr)
        return Refusal{RefusalCode::unsupportedTransferSyntax, "no decoder for " + format.transferSyntaxUid};
    if (format.rows < 1 || format.columns < 1 || format.rows > 65535 || format.columns > 65535)
        return refused("rows and columns are not between 1 and 65535");
    if (static_cast<std::uint64_t>(format.rows) * static_cast<std::uint64_t>(format.columns) > maxPixels)
        return Refusal{RefusalCode::limitExceeded, "a frame has over 1,000,000,000 pixels"};
    if (format.bitsAllocated != 8 && format.bitsAllocated != 16) return refused("neither 8 nor 16 bits are allocated");
    if (format.bitsStored < 1 || format.bitsStored > format.bitsAllocated || format.highBit < format.bitsStored - 1 ||
        format.highBit >= format.bitsAllocated)
        return refused("the stored bits do not fit into the allocated ones");
    if (!std::isfinite(format.rescaleSlope) || !std::isfinite(format.rescaleIntercept) || format.rescaleSlope == 0)
        return refused("rescale slope or intercept is not a number");
    return std::nullopt;
}

}  // namespace

bool canDecode(std::string_view transferSyntaxUid) {
    return syntaxOf(transferSyntaxUid) != nullptr;
}

bool isLossy(std::string_view transferSyntaxUid) {
    const auto* syntax = syntaxOf(transferSyntaxUid);
    return syntax != nullptr && syntax->lossy;
}

FrameDecoder::FrameDecoder(FrameFormat format) : format_(std::move(format)) {
    if (formatRefusal(format_)) return;
    // One look-up replaces masking, sign, padding, slope, rounding and clamping: 128 KB that stay in the second cache.
    huOfStored_.resize(std::size_t{1} << format_.bitsAllocated);
    const int shift = format_.highBit + 1 - format_.bitsStored;
    const int mask = (1 << format_.bitsStored) - 1;
    const int sign = 1 << (format_.bitsStored - 1);
    for (std::size_t raw = 0; raw < huOfStored_.size(); ++raw) {
        int value = static_cast<int>(raw >> shift) & mask;
        if (format_.isSigned && (value & sign) != 0) value -= 2 * sign;
        const double hu = std::floor(value * format_.rescaleSlope + format_.rescaleIntercept + 0.5);
        const bool padded = format_.padding && *format_.padding == value;
        huOfStored_[raw] = padded ? std::int16_t{-1024} : static_cast<std::int16_t>(std::clamp(hu, -1024.0, 32767.0));
    }
}

std::optional<Refusal> FrameDecoder::decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> hu) const {
    if (auto refusal = formatRefusal(format_)) return refusal;
    if (hu.size() != static_cast<std::size_t>(format_.rows) * static_cast<std::size_t>(format_.columns))
        throw std::invalid_argument{"the frame buffer is not rows x columns"};
    // Stored values and HU share the memory: the same width, and each value is looked up in its own place.
    const std::span<std::uint16_t> stored{reinterpret_cast<std::uint16_t*>(hu.data()), hu.size()};
    if (auto refusal = syntaxOf(format_.transferSyntaxUid)->codec(payload, format_, stored)) return refusal;
    const std::size_t last = huOfStored_.size() - 1;
    for (std::size_t i = 0; i < stored.size(); ++i) hu[i] = huOfStored_[stored[i] & last];
    return std::nullopt;
}

}  // namespace overread::dicom
