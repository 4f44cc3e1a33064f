#include "reports/csv.h"

#include <algorithm>
#include <locale>
#include <sstream>

namespace overread::reports {

std::string csvText(std::string_view text) {
    using namespace std::string_view_literals;
    std::string cell;
    if (!text.empty() && "=+-@\t\r\0"sv.find(text.front()) != std::string_view::npos) cell = "'";
    for (const char c : text)
        if (c != '\0') cell += c;
    if (cell.find_first_of(",;\"\r\n") == std::string::npos) return cell;
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

CsvTable::CsvTable(Language language, const std::vector<std::string>& columns) : language_(language) {
    row({columns.begin(), columns.end()});
}

void CsvTable::row(const std::vector<CsvCell>& cells) {
    bool isFirst = true;
    for (const auto& cell : cells) {
        if (!isFirst) text_ += language_ == Language::english ? ',' : ';';
        isFirst = false;
        if (const auto* text = std::get_if<std::string>(&cell)) {
            text_ += csvText(*text);
            continue;
        }
        auto number = csvNumber(std::get<std::optional<double>>(cell));
        if (language_ == Language::russian) std::ranges::replace(number, '.', ',');
        text_ += number;
    }
    text_ += "\r\n";
}

}  // namespace overread::reports
