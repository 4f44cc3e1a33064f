#pragma once
#include <string>
#include <vector>

#include "reports/drawing.h"
#include "reports/language.h"

namespace overread::reports {

/// A document before it is written as HTML or printed. `body` is HTML of ours, everything that came from outside in it
/// escaped; what place() answered stands in it where a drawing belongs.
struct Document {
    Language language = Language::english;
    std::string title;
    std::string footer;  ///< under each printed page
    std::string body;
    std::vector<Drawing> drawings{};

    [[nodiscard]] std::string place(Drawing drawing);
};

/// The style of all documents: what both a browser and Qt's text document understand.
[[nodiscard]] std::string styleSheet();

/// One whole page, which fetches nothing: drawings as inline SVG, no script.
[[nodiscard]] std::string toHtml(const Document& document);

/// How a document reaches the program that prints it, and back. Throws std::invalid_argument for another text.
[[nodiscard]] std::string packed(const Document& document);
[[nodiscard]] Document unpacked(const std::string& text);

}  // namespace overread::reports
