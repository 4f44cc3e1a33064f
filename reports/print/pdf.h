#pragma once
#include <filesystem>
#include <string>

namespace overread::reports {

/// Prints a page of our own HTML as PDF, A4, with `footer` and the page number under each page. Whatever the HTML names
/// (images, style sheets, files) is not loaded: text that came from outside must not open a file. Needs the main
/// thread; makes a QGuiApplication of its own (platform "offscreen") where there is none. Throws std::runtime_error
/// when the file cannot be written.
void writePdf(const std::string& html, const std::string& title, const std::string& footer,
              const std::filesystem::path& file);

}  // namespace overread::reports
