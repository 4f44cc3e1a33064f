#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "core/domain/quantification.h"
#include "core/results/source_series.h"
#include "core/results/write_segmentation.h"

namespace overread {

/// Writes the figures of a measured series as a DICOM structured report (Enhanced SR, TID 1500) about the source
/// series; with a segmentation it refers to that one's segments. It states the measurement and nothing of any review.
/// Answers the SOP instance UID, a new one every time. An existing file is replaced. Throws std::invalid_argument
/// unless measured, std::runtime_error with the reason where it cannot be written.
std::string writeReport(const Quantification& figures, const SourceSeries& source,
                        const std::optional<WrittenSegmentation>& segmentation, const std::filesystem::path& path);

}  // namespace overread
