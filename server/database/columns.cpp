#include "server/database/columns.h"

#include <charconv>

namespace overread {
namespace {

constexpr char digits[] = "0123456789abcdef";

int valueOfDigit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    throw std::runtime_error("bytea of an unexpected form");
}

}  // namespace

Timestamp timestampFromColumn(const std::string& text) {
    // The connection's time zone is UTC: PostgreSQL ends with "+00" where RFC 3339 wants "+00:00".
    const auto moment = parseRfc3339(text + ":00");
    if (!moment) throw std::runtime_error("timestamptz of an unexpected form: " + text);
    return *moment;
}

std::string arrayColumn(const std::vector<std::string>& values) {
    std::string literal = "{";
    for (const auto& value : values) {
        if (literal.size() > 1) literal += ',';
        literal += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') literal += '\\';
            literal += c;
        }
        literal += '"';
    }
    return literal + "}";
}

std::string arrayColumn(const std::vector<std::uint64_t>& values) {
    std::string literal = "{";
    for (const auto value : values) {
        if (literal.size() > 1) literal += ',';
        literal += std::to_string(value);
    }
    return literal + "}";
}

std::vector<std::string> textsFromColumn(const std::string& array) {
    std::vector<std::string> values;
    if (array.size() < 2) throw std::runtime_error("array of an unexpected form");
    for (std::size_t i = 1; i + 1 < array.size();) {
        std::string value;
        if (array[i] == '"') {
            for (++i; array.at(i) != '"'; ++i) {
                if (array[i] == '\\') ++i;
                value += array.at(i);
            }
            ++i;
        } else {
            for (; i + 1 < array.size() && array[i] != ','; ++i) value += array[i];
        }
        values.push_back(std::move(value));
        ++i;  // the comma, or the closing brace
    }
    return values;
}

std::vector<std::uint64_t> numbersFromColumn(const std::string& array) {
    std::vector<std::uint64_t> values;
    const char* const end = array.data() + array.size();
    for (const char* at = array.data() + 1; at < end && *at != '}';) {
        std::uint64_t value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || next == end) throw std::runtime_error("array of an unexpected form");
        values.push_back(value);
        at = *next == ',' ? next + 1 : next;
    }
    return values;
}

std::string bytesColumn(const void* bytes, std::size_t size) {
    std::string text = "\\x";
    const auto* at = static_cast<const std::uint8_t*>(bytes);
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[at[i] >> 4];
        text += digits[at[i] & 15];
    }
    return text;
}

std::vector<std::uint8_t> bytesFromColumn(const std::string& text) {
    if (text.size() < 2 || text[0] != '\\' || text[1] != 'x' || text.size() % 2 != 0)
        throw std::runtime_error("bytea of an unexpected form");
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(valueOfDigit(text[i]) * 16 + valueOfDigit(text[i + 1])));
    return bytes;
}

Timestamp databaseNow(soci::session& session) {
    Timestamp now;
    session << "select clock_timestamp()", soci::into(now);
    return now;
}

}  // namespace overread
