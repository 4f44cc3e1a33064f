#include "core/wire/fields.h"

#include <algorithm>
#include <cmath>

namespace overread::wire {

namespace {

std::string printed(double number) {
    // Limits are whole numbers almost everywhere; "100" reads better than "100.000000".
    return number == std::floor(number) ? std::to_string(static_cast<long long>(number)) : std::to_string(number);
}

std::string rangeOf(Between range) {
    return printed(range.from) + " to " + printed(range.to);
}

bool isRefusedControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

std::size_t charactersOf(const std::string& utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

std::string quoted(std::string_view name) {
    return '"' + std::string(name) + '"';
}

std::string textOf(const nlohmann::json& json, AtMost limit) {
    if (!json.is_string()) throw Malformed{"", "a text"};
    const auto& text = json.get_ref<const std::string&>();
    if (charactersOf(text) > limit.characters)
        throw Malformed{"", "at most " + std::to_string(limit.characters) + " characters"};
    if (std::any_of(text.begin(), text.end(), isRefusedControl))
        throw Malformed{"", "a text without control characters"};
    return text;
}

double numberOf(const nlohmann::json& json, Between range) {
    const auto number = json.is_number() ? json.get<double>() : std::nan("");
    if (!(number >= range.from && number <= range.to)) throw Malformed{"", "a number from " + rangeOf(range)};
    return number;
}

long integerOf(const nlohmann::json& json, Between range) {
    if (!json.is_number_integer()) throw Malformed{"", "a whole number from " + rangeOf(range)};
    // An unsigned value beyond 2^63 would turn negative as a long; as a double it stays large and is refused.
    const auto number = json.get<double>();
    if (!(number >= range.from && number <= range.to)) throw Malformed{"", "a whole number from " + rangeOf(range)};
    return json.get<long>();
}

bool truthOf(const nlohmann::json& json) {
    if (!json.is_boolean()) throw Malformed{"", "true or false"};
    return json.get<bool>();
}

Grade gradeIn(const nlohmann::json& json) {
    const auto grade = json.is_string() ? gradeNamed(json.get_ref<const std::string&>()) : std::nullopt;
    if (!grade) throw Malformed{"", "one of \"CT-0\" \"CT-1\" \"CT-2\" \"CT-3\" \"CT-4\""};
    return *grade;
}

Timestamp momentOf(const nlohmann::json& json) {
    using namespace std::chrono;
    const auto moment = json.is_string() ? parseRfc3339(json.get_ref<const std::string&>()) : std::nullopt;
    if (!moment) throw Malformed{"", "a moment as in RFC 3339, for example \"2026-11-24T09:42:00Z\""};
    if (*moment < sys_days{1990y / January / 1} || *moment >= sys_days{2100y / January / 1})
        throw Malformed{"", "a moment of the years 1990 to 2099"};
    return *moment;
}

Fields::Fields(const nlohmann::json& json) : json_(json) {
    if (!json.is_object()) throw Malformed{"", "an object"};
}

void Fields::close() const {
    for (const auto& item : json_.items())
        if (!asked_.contains(item.key())) throw Malformed{pointerTo(item.key()), "no such field"};
}

std::string Fields::filledText(std::string_view name, AtMost limit) {
    auto found = text(name, limit);
    if (found.find_first_not_of(" \t\r\n") == std::string::npos) throw Malformed{pointerTo(name), "a text, not empty"};
    return found;
}

std::array<double, 3> Fields::triple(std::string_view name, Between range) {
    const auto numbers = list(name, 3, [&](const auto& json) { return numberOf(json, range); });
    if (numbers.size() != 3) throw Malformed{pointerTo(name), "three numbers"};
    return {numbers[0], numbers[1], numbers[2]};
}

std::string Fields::pointerTo(std::string_view name) {
    std::string pointer = "/";
    for (const auto c : name) {
        // RFC 6901, section 3
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

const nlohmann::json* Fields::find(std::string_view name) {
    const auto at = json_.find(std::string(name));
    asked_.emplace(name);
    return at == json_.end() ? nullptr : &*at;
}

}  // namespace overread::wire
