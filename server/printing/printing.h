#pragma once
#include <filesystem>
#include <string>

#include "reports/document.h"

namespace overread {

/// The PDF of a document, made by `programs`/overread-printer in a process of its own that is confined and has half a
/// minute: whoever asks links no window system and lays out nothing that came from outside. Thread-safe. Throws
/// std::runtime_error where it cannot be made.
[[nodiscard]] std::string printedPdf(const reports::Document& document, const std::filesystem::path& programs);

}  // namespace overread
