#include <algorithm>
#include <bit>
#include <cstring>

#include "core/dicom/codecs.h"

namespace overread::dicom::codecs {

std::optional<Refusal> decodeNative(Payload payload, const FrameFormat& format, Stored stored) {
    const std::size_t width = static_cast<std::size_t>(format.bitsAllocated) / 8;
    if (payload.size() / width < stored.size())
        return Refusal{RefusalCode::truncatedFile, "the file has fewer pixels than rows x columns"};
    if (width == 1) {
        for (std::size_t i = 0; i < stored.size(); ++i) stored[i] = payload[i];
        return std::nullopt;
    }
    if (std::endian::native == std::endian::little && format.transferSyntaxUid != explicitBigEndianUid) {
        std::memcpy(stored.data(), payload.data(), stored.size_bytes());
        return std::nullopt;
    }
    const std::size_t low = format.transferSyntaxUid == explicitBigEndianUid ? 1 : 0;
    for (std::size_t i = 0; i < stored.size(); ++i)
        stored[i] = static_cast<std::uint16_t>(payload[2 * i + low] | payload[2 * i + 1 - low] << 8);
    return std::nullopt;
}

std::optional<Refusal> decodeRle(Payload payload, const FrameFormat& format, Stored stored) {
    constexpr std::size_t headerBytes = 64;
    const auto damaged = [](const char* what) { return Refusal{RefusalCode::undecodablePixels, what}; };
    const auto word = [&](std::size_t at) {
        return std::size_t{payload[at]} | std::size_t{payload[at + 1]} << 8 | std::size_t{payload[at + 2]} << 16 |
               std::size_t{payload[at + 3]} << 24;
    };
    const std::size_t segments = static_cast<std::size_t>(format.bitsAllocated) / 8;
    if (payload.size() < headerBytes || word(0) != segments)
        return damaged("the RLE frame has another number of segments than the header says");
    std::fill(stored.begin(), stored.end(), std::uint16_t{0});
    for (std::size_t segment = 0; segment < segments; ++segment) {  // the most significant byte comes first
        const std::size_t shift = 8 * (segments - 1 - segment);
        std::size_t at = word(4 + 4 * segment);
        const std::size_t end = segment + 1 < segments ? word(8 + 4 * segment) : payload.size();
        if (at < headerBytes || end > payload.size() || at > end)
            return damaged("an RLE segment lies outside the frame");
        std::size_t pixel = 0;
        const auto put = [&](std::uint8_t byte) { stored[pixel++] |= static_cast<std::uint16_t>(byte << shift); };
        while (pixel < stored.size()) {
            if (at >= end) return damaged("an RLE segment ends early");
            const std::uint8_t control = payload[at++];
            if (control == 128) continue;
            if (control < 128) {
                const std::size_t count = std::size_t{control} + 1;
                if (count > end - at) return damaged("an RLE segment ends early");
                if (count > stored.size() - pixel) return damaged("an RLE segment has too many pixels");
                for (std::size_t i = 0; i < count; ++i) put(payload[at++]);
            } else {
                const std::size_t count = 257 - std::size_t{control};
                if (at >= end) return damaged("an RLE segment ends early");
                if (count > stored.size() - pixel) return damaged("an RLE segment has too many pixels");
                for (std::size_t i = 0; i < count; ++i) put(payload[at]);
                ++at;
            }
        }
    }
    return std::nullopt;
}

}  // namespace overread::dicom::codecs
