#include "reports/period.h"

#include <algorithm>
#include <charconv>

namespace overread::reports {
namespace {

Period monthFrom(std::chrono::year_month month) {
    const auto start = [](std::chrono::year_month each) { return Timestamp(std::chrono::sys_days(each / 1)); };
    const auto number = static_cast<unsigned>(month.month());
    return {std::to_string(static_cast<int>(month.year())) + (number < 10 ? "-0" : "-") + std::to_string(number),
            start(month), start(month + std::chrono::months(1))};
}

}  // namespace

std::optional<Period> monthNamed(std::string_view name) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (name.size() != 7 || name[4] != '-' || !std::all_of(name.begin(), name.begin() + 4, isDigit) ||
        !std::all_of(name.begin() + 5, name.end(), isDigit))
        return std::nullopt;
    int year = 0;
    unsigned month = 0;
    std::from_chars(name.data(), name.data() + 4, year);
    std::from_chars(name.data() + 5, name.data() + 7, month);
    const std::chrono::year_month parsed{std::chrono::year(year), std::chrono::month(month)};
    if (!parsed.ok()) return std::nullopt;
    return monthFrom(parsed);
}

Period monthOf(Timestamp moment) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(moment));
    return monthFrom(day.year() / day.month());
}

}  // namespace overread::reports
