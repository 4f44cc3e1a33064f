#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "core/dicom/frame_decoder.h"
#include "core/dicom/refusal.h"
#include "server/worker/exchange.h"

namespace overread {

/// The frames of a stored series in memory, decoded slice by slice. For children.
class StoredFrames {
public:
    /// Throws BadResult where file and index do not fit. Borrows the series.
    StoredFrames(const std::filesystem::path& file, const StoredSeries& series);

    /// In Hounsfield units: what is measured and rendered is what the reader is shown. A refusal: the frame is damaged.
    /// Many threads may ask at once.
    [[nodiscard]] std::optional<dicom::Refusal> decode(std::size_t slice, std::span<std::int16_t> hu) const;

private:
    const StoredSeries& series_;
    dicom::FrameDecoder decoder_;
    std::vector<std::uint8_t> bytes_;
};

/// A whole file. Throws std::runtime_error.
[[nodiscard]] std::vector<std::uint8_t> bytesOfFile(const std::filesystem::path& path);

}  // namespace overread
