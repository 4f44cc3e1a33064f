#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dicom/refusal.h"

namespace overread::dicom {

/// Everything needed to turn the payload of one monochrome frame into Hounsfield units without its DICOM header.
struct FrameFormat {
    std::string transferSyntaxUid;
    int rows = 0;
    int columns = 0;
    int bitsAllocated = 16;  ///< 8 or 16
    int bitsStored = 16;
    int highBit = 15;
    bool isSigned = true;
    double rescaleSlope = 1;
    double rescaleIntercept = 0;
    std::optional<int> padding;  ///< stored value that means "no image here" (PixelPaddingValue)
    bool operator==(const FrameFormat&) const = default;
};

inline constexpr std::string_view implicitLittleEndianUid = "1.2.840.10008.1.2";
inline constexpr std::string_view explicitLittleEndianUid = "1.2.840.10008.1.2.1";
inline constexpr std::string_view deflatedUid = "1.2.840.10008.1.2.1.99";
inline constexpr std::string_view explicitBigEndianUid = "1.2.840.10008.1.2.2";
inline constexpr std::string_view rleUid = "1.2.840.10008.1.2.5";

/// True for native little and big endian, deflated, RLE, JPEG (.4.50 .51 .53 .55 .57 .70), JPEG-LS (.80 .81) and
/// JPEG 2000 (.90 .91).
[[nodiscard]] bool canDecode(std::string_view transferSyntaxUid);
[[nodiscard]] bool isLossy(std::string_view transferSyntaxUid);

/// Decodes frames of one format. Holds nothing but the format: one decoder may serve many threads at once.
class FrameDecoder {
public:
    explicit FrameDecoder(FrameFormat format);

    /// Writes the frame to `hu` (rows x columns values, row by row): slope and intercept applied, rounded, clamped to
    /// -1024..32767, padding -1024. `payload` is the frame as stored: the concatenated fragments of an encapsulated
    /// frame, the pixels else (a deflated file's pixels inflated: its frame is native little endian). Lengths in the
    /// payload are never trusted: a frame of another size than the format says is refused before memory is taken.
    /// None: decoded. Else `hu` is undefined. Throws std::invalid_argument when `hu` has another size.
    [[nodiscard]] std::optional<Refusal> decode(std::span<const std::uint8_t> payload,
                                                std::span<std::int16_t> hu) const;

    [[nodiscard]] const FrameFormat& format() const { return format_; }

private:
    FrameFormat format_;
    std::vector<std::int16_t> huOfStored_;  ///< for every pattern of the allocated bits; empty: the format is refused
};

}  // namespace overread::dicom
