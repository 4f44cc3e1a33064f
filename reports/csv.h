#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace overread::reports {

/// A cell of text: quoted where it must be; an apostrophe goes before = + - @, tab, carriage return and NUL, with which
/// spreadsheets begin a formula.
[[nodiscard]] std::string csvText(std::string_view text);
/// A cell with a number, as a number, also where it is negative; empty for none.
[[nodiscard]] std::string csvNumber(std::optional<double> value);

}  // namespace overread::reports
