#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "core/dicom/frame_decoder.h"

/// The decoders behind FrameDecoder, one per family. Each first reads the size that the stream itself declares and
/// refuses where it is not the format's, then writes one stored value per pixel into `stored` (rows x columns), in the
/// low bits. Implementation detail of this folder.
namespace overread::dicom::codecs {

using Payload = std::span<const std::uint8_t>;
using Stored = std::span<std::uint16_t>;

[[nodiscard]] std::optional<Refusal> decodeNative(Payload payload, const FrameFormat& format, Stored stored);
[[nodiscard]] std::optional<Refusal> decodeRle(Payload payload, const FrameFormat& format, Stored stored);
[[nodiscard]] std::optional<Refusal> decodeJpeg(Payload payload, const FrameFormat& format, Stored stored);
[[nodiscard]] std::optional<Refusal> decodeJpegLs(Payload payload, const FrameFormat& format, Stored stored);
[[nodiscard]] std::optional<Refusal> decodeJpeg2000(Payload payload, const FrameFormat& format, Stored stored);

/// The frame header (SOF) of a JPEG or JPEG-LS stream.
struct JpegHeader {
    int precision = 0;
    int rows = 0;
    int columns = 0;
    int components = 0;
};
[[nodiscard]] std::optional<JpegHeader> jpegHeaderOf(Payload payload);
/// Refuses a stream whose own header is not one of a frame of this format.
[[nodiscard]] std::optional<Refusal> mismatchOf(const std::optional<JpegHeader>& header, const FrameFormat& format);

}  // namespace overread::dicom::codecs
