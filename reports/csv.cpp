#include "reports/csv.h"

#include <locale>
#include <sstream>

namespace overread::reports {

std::string csvText(std::string_view text) {
    using namespace std::string_view_literals;
    std::string cell;
    if (!text.empty() && "=+-@\t\r\0"sv.find(text.front()) != std::string_view::npos) cell = "'";
    for (const char c : text)
        if (c != '\0') cell += c;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csvNumber(std::optional<double> value) {
    if (!value) return {};
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(10);
    text << *value;
    return text.str();
}

}  // namespace overread::reports
