#include "reports/document.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "reports/csv.h"
#include "reports/html_text.h"

namespace overread::reports {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Point, x, y)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Shape, kind, points, stroke, strokeWidth, isDashed, fill, radius, text, size, anchor,
                                   isBold)

void to_json(nlohmann::json& json, const Drawing& drawing) {
    const nlohmann::json::binary_t slice(std::vector<std::uint8_t>(drawing.slice.begin(), drawing.slice.end()));
    json = {{"width", drawing.width}, {"height", drawing.height}, {"slice", slice}, {"shapes", drawing.shapes}};
}

void from_json(const nlohmann::json& json, Drawing& drawing) {
    const auto& slice = json.at("slice").get_binary();
    drawing.slice.assign(slice.begin(), slice.end());
    json.at("width").get_to(drawing.width);
    json.at("height").get_to(drawing.height);
    json.at("shapes").get_to(drawing.shapes);
}

namespace {

/// Nothing from outside can look like it, since '<' is escaped there.
constexpr std::string_view opening = "<img src=\"drawing:";

/// The body with each drawing in its place.
std::string bodyOf(const Document& document) {
    std::string html;
    std::size_t read = 0;
    for (auto at = document.body.find(opening); at != std::string::npos; at = document.body.find(opening, read)) {
        html.append(document.body, read, at - read);
        const auto number = std::stoul(document.body.substr(at + opening.size()));
        html += toSvg(document.drawings.at(number));
        read = document.body.find('>', at) + 1;
    }
    return html.append(document.body, read, std::string::npos);
}

}  // namespace

std::string Document::place(Drawing drawing) {
    auto text = std::string(opening) + std::to_string(drawings.size()) + "\" width=\"" + csvNumber(drawing.width) +
                "\" height=\"" + csvNumber(drawing.height) + "\">";
    drawings.push_back(std::move(drawing));
    return text;
}

std::string styleSheet() {
    return R"(
body { font-family: "DejaVu Sans", Verdana, sans-serif; font-size: 9pt; color: #1c2226; background: #ffffff; }
h1 { font-size: 16pt; margin-top: 0px; margin-bottom: 2px; }
h2 { font-size: 12pt; margin-top: 20px; margin-bottom: 6px; }
h3 { font-size: 9.5pt; margin-top: 12px; margin-bottom: 3px; }
p { margin-top: 2px; margin-bottom: 5px; }
.quiet { color: #55606a; font-size: 8pt; }
.newPage { page-break-before: always; }
th { text-align: left; font-weight: normal; color: #55606a; font-size: 8pt; }
@media screen {
  body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; }
  svg, img { max-width: 100%; height: auto; }
  table { border-collapse: collapse; }
  td { vertical-align: top; }
})";
}

std::string toHtml(const Document& document) {
    return std::string("<!DOCTYPE html>\n<html lang=\"") + (document.language == Language::english ? "en" : "ru") +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
           htmlText(document.title) + "</title><style>" + styleSheet() + "</style></head><body>\n" + bodyOf(document) +
           "\n</body></html>\n";
}

std::string packed(const Document& document) {
    nlohmann::json json{{"title", document.title}, {"footer", document.footer}, {"body", document.body}};
    json["drawings"] = document.drawings;
    const auto bytes = nlohmann::json::to_cbor(json);
    return {bytes.begin(), bytes.end()};
}

Document unpacked(const std::string& text) {
    try {
        const auto json = nlohmann::json::from_cbor(text);
        Document document;
        document.title = json.at("title");
        document.footer = json.at("footer");
        document.body = json.at("body");
        document.drawings = json.at("drawings").get<std::vector<Drawing>>();
        return document;
    } catch (const nlohmann::json::exception& error) {
        throw std::invalid_argument(std::string("no document: ") + error.what());
    }
}

}  // namespace overread::reports
