#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/language.h"

namespace overread::reports {

/// A cell of text: quoted where it must be; an apostrophe goes before = + - @, tab, carriage return and NUL, with which
/// spreadsheets begin a formula.
[[nodiscard]] std::string csvText(std::string_view text);
/// A cell with a number, as a number, also where it is negative; empty for none.
[[nodiscard]] std::string csvNumber(std::optional<double> value);

using CsvCell = std::variant<std::string, std::optional<double>>;

/// A table as the spreadsheets of a language's country open it by a double click: UTF-8 with its mark; English: commas
/// between cells and a point in numbers (RFC 4180), Russian: semicolons and a comma.
class CsvTable {
public:
    CsvTable(Language language, const std::vector<std::string>& columns);

    void row(const std::vector<CsvCell>& cells);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    Language language_;
    std::string text_ = "\xEF\xBB\xBF";
};

}  // namespace overread::reports
