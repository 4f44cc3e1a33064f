#include "reports/html_parts.h"

#include "reports/html_text.h"

namespace overread::reports {
namespace {

std::string element(const char* tag, const std::string& html, const std::string& attributes) {
    return std::string("<") + tag + (attributes.empty() ? "" : " " + attributes) + ">" + html + "</" + tag + ">";
}

}  // namespace

const std::array<RampStep, 5>& blueRamp() {
    static const std::array<RampStep, 5> ramp{{{"#e8f1fa", "#1c2226"},
                                               {"#b3d1ec", "#1c2226"},
                                               {"#6fa8d6", "#1c2226"},
                                               {"#2f75b5", "#ffffff"},
                                               {"#12406f", "#ffffff"}}};
    return ramp;
}

std::string cell(const std::string& text, const std::string& attributes) {
    return element("td", htmlText(text), attributes);
}

std::string cellOf(const std::string& html, const std::string& attributes) {
    return element("td", html, attributes);
}

std::string head(const std::string& text, const std::string& attributes) {
    return element("th", htmlText(text), attributes);
}

std::string paragraph(const std::string& text, const std::string& attributes) {
    return element("p", htmlText(text), attributes);
}

std::string mainHeading(const std::string& text) {
    return element("h1", htmlText(text), {});
}

std::string heading(const std::string& text, const std::string& attributes) {
    return element("h2", htmlText(text), attributes);
}

std::string subheading(const std::string& text) {
    return element("h3", htmlText(text), {});
}

std::string strong(const std::string& text) {
    return element("b", htmlText(text), {});
}

std::string wideTable() {
    return R"(<table width="100%" cellspacing="0" cellpadding="3" border="0">)";
}

std::string gradeCell(Grade grade, Language language) {
    const auto& [background, letters] = blueRamp().at(static_cast<std::size_t>(grade));
    return cellOf(element("font", gradeText(nameOf(grade), language), "color=\"" + letters + '"'),
                  "align=\"center\" bgcolor=\"" + background + '"');
}

}  // namespace overread::reports
