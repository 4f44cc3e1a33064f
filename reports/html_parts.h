#pragma once
#include <array>
#include <string>

#include "core/domain/grade.h"
#include "reports/language.h"

/// Tables with attributes, no floats or grids: the same text must look right in Qt's document, which knows little CSS.
/// Everything that is given here as text is escaped.
namespace overread::reports {

/// One blue ramp from few to many, from mild to grave; the number always stands on it (design of the screens).
struct RampStep {
    std::string background;
    std::string letters;
};
[[nodiscard]] const std::array<RampStep, 5>& blueRamp();

[[nodiscard]] std::string cell(const std::string& text, const std::string& attributes = {});
/// A cell of HTML of ours.
[[nodiscard]] std::string cellOf(const std::string& html, const std::string& attributes = {});
[[nodiscard]] std::string head(const std::string& text, const std::string& attributes = {});
[[nodiscard]] std::string paragraph(const std::string& text, const std::string& attributes = {});
[[nodiscard]] std::string mainHeading(const std::string& text);
[[nodiscard]] std::string heading(const std::string& text, const std::string& attributes = {});
[[nodiscard]] std::string subheading(const std::string& text);
[[nodiscard]] std::string strong(const std::string& text);
/// The opening tag of a table as wide as the page.
[[nodiscard]] std::string wideTable();
/// The grade on its step of the blue ramp; the words always stand on it.
[[nodiscard]] std::string gradeCell(Grade grade, Language language);
}  // namespace overread::reports
