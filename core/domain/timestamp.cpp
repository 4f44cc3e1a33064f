#include "core/domain/timestamp.h"

#include <cstdio>

namespace overread {
namespace {

using namespace std::chrono;

/// Takes exactly `digits` decimal digits off the front.
std::optional<int> takeNumber(std::string_view& rest, std::size_t digits) {
    if (rest.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
        value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
}

bool takeOneOf(std::string_view& rest, std::string_view allowed) {
    if (rest.empty() || allowed.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
}

std::optional<microseconds> takeFraction(std::string_view& rest) {
    if (rest.empty() || rest.front() != '.') return microseconds{0};
    rest.remove_prefix(1);
    std::int64_t value = 0;
    int digits = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++digits)
        if (digits < 6) value = value * 10 + (rest.front() - '0');
    if (digits == 0 || digits > 9) return std::nullopt;
    for (int i = digits; i < 6; ++i) value *= 10;
    return microseconds{value};
}

std::optional<minutes> takeOffset(std::string_view& rest) {
    if (rest.empty()) return std::nullopt;
    const char sign = rest.front();
    rest.remove_prefix(1);
    if (sign == 'Z' || sign == 'z') return minutes{0};
    if (sign != '+' && sign != '-') return std::nullopt;
    const auto h = takeNumber(rest, 2);
    if (!h || !takeOneOf(rest, ":")) return std::nullopt;
    const auto m = takeNumber(rest, 2);
    if (!m || *h > 23 || *m > 59) return std::nullopt;
    const minutes offset = hours{*h} + minutes{*m};
    return sign == '-' ? -offset : offset;
}

}  // namespace

std::string toRfc3339(Timestamp moment) {
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const hh_mm_ss time{moment - day};
    char text[48];
    int length = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                               static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                               static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                               static_cast<int>(time.seconds().count()));
    std::string result(text, static_cast<std::size_t>(length));
    if (const auto fraction = time.subseconds().count(); fraction != 0) {
        length = std::snprintf(text, sizeof text, ".%06d", static_cast<int>(fraction));
        result.append(text, static_cast<std::size_t>(length));
    }
    return result + "Z";
}

std::optional<Timestamp> parseRfc3339(std::string_view rest) {
    const auto y = takeNumber(rest, 4);
    if (!y || !takeOneOf(rest, "-")) return std::nullopt;
    const auto mo = takeNumber(rest, 2);
    if (!mo || !takeOneOf(rest, "-")) return std::nullopt;
    const auto d = takeNumber(rest, 2);
    if (!d || !takeOneOf(rest, "Tt ")) return std::nullopt;
    const auto h = takeNumber(rest, 2);
    if (!h || !takeOneOf(rest, ":")) return std::nullopt;
    const auto mi = takeNumber(rest, 2);
    if (!mi || !takeOneOf(rest, ":")) return std::nullopt;
    const auto s = takeNumber(rest, 2);
    if (!s) return std::nullopt;
    const auto fraction = takeFraction(rest);
    if (!fraction) return std::nullopt;
    const auto offset = takeOffset(rest);
    if (!offset || !rest.empty()) return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    if (!date.ok() || *h > 23 || *mi > 59 || *s > 59) return std::nullopt;
    return Timestamp{sys_days{date}} + hours{*h} + minutes{*mi} + seconds{*s} + *fraction - *offset;
}

}  // namespace overread
