#pragma once
#include <array>
#include <concepts>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/domain/grade.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"
#include "core/wire/malformed.h"

/// How the mappings of this folder read a JSON object field by field. For the .cpp files of core/wire alone: it brings
/// the whole of nlohmann/json.hpp.
namespace overread::wire {

/// Range of a number, both ends belonging.
struct Between {
    double from;
    double to;
};

/// Longest text in characters (code points). Control characters other than tab and line ends are refused everywhere:
/// PostgreSQL cannot hold NUL, and the rest has no business in a report.
struct AtMost {
    std::size_t characters;
};

constexpr Between percent{0, 100};
constexpr AtMost codeLength{64};
constexpr AtMost nameLength{200};
constexpr AtMost sentenceLength{2000};
constexpr AtMost textLength{20000};

[[nodiscard]] std::string textOf(const nlohmann::json& json, AtMost limit);
[[nodiscard]] double numberOf(const nlohmann::json& json, Between range);
[[nodiscard]] long integerOf(const nlohmann::json& json, Between range);
[[nodiscard]] bool truthOf(const nlohmann::json& json);
[[nodiscard]] Grade gradeIn(const nlohmann::json& json);
/// RFC 3339, of the years 1990 to 2099: anything else is a slip of the sender's clock or keyboard.
[[nodiscard]] Timestamp momentOf(const nlohmann::json& json);

[[nodiscard]] std::string quoted(std::string_view name);

template <class E>
[[nodiscard]] E enumeratorOf(const nlohmann::json& json) {
    const auto value = valueNamed<E>(json.is_string() ? json.get_ref<const std::string&>() : std::string{});
    if (value) return *value;
    std::string expected = "one of";
    for (const auto& [each, name] : Names<E>::table) expected += ' ' + quoted(name);
    throw Malformed{"", expected};
}

/// The fields of one object, each of which is asked for by name. `close()` refuses what nobody asked for, so that a
/// misspelt field is an error and not a silent default.
class Fields {
public:
    /// Throws Malformed unless `json` is an object. Borrows it.
    explicit Fields(const nlohmann::json& json);
    /// Throws Malformed for the first field that was not asked for.
    void close() const;

    /// Calls read(value) with the field; throws Malformed with the field's pointer where it is absent or null.
    template <class Read>
    auto required(std::string_view name, Read&& read) {
        const auto* value = find(name);
        if (value == nullptr || value->is_null()) throw Malformed{pointerTo(name), "required"};
        return within(name, [&] { return read(*value); });
    }
    /// `otherwise` where the field is absent or null.
    template <class Read, class T>
    T optional(std::string_view name, Read&& read, T otherwise) {
        const auto* value = find(name);
        if (value == nullptr || value->is_null()) return otherwise;
        return within(name, [&] { return T(read(*value)); });
    }

    std::string text(std::string_view name, AtMost limit) {
        return required(name, [&](const auto& json) { return textOf(json, limit); });
    }
    /// Like text, but neither empty nor of blanks alone.
    std::string filledText(std::string_view name, AtMost limit);
    std::string optionalText(std::string_view name, AtMost limit) {
        return optional(
            name, [&](const auto& json) { return textOf(json, limit); }, std::string{});
    }
    double number(std::string_view name, Between range) {
        return required(name, [&](const auto& json) { return numberOf(json, range); });
    }
    std::optional<double> optionalNumber(std::string_view name, Between range) {
        return optional(
            name, [&](const auto& json) { return std::optional{numberOf(json, range)}; }, std::optional<double>{});
    }
    long integer(std::string_view name, Between range) {
        return required(name, [&](const auto& json) { return integerOf(json, range); });
    }
    bool truth(std::string_view name) { return required(name, truthOf); }
    bool optionalTruth(std::string_view name) { return optional(name, truthOf, false); }
    Timestamp moment(std::string_view name) { return required(name, momentOf); }
    std::optional<Timestamp> optionalMoment(std::string_view name) {
        return optional(
            name, [](const auto& json) { return std::optional{momentOf(json)}; }, std::optional<Timestamp>{});
    }
    Grade grade(std::string_view name) { return required(name, gradeIn); }
    std::optional<Grade> optionalGrade(std::string_view name) {
        return optional(
            name, [](const auto& json) { return std::optional{gradeIn(json)}; }, std::optional<Grade>{});
    }
    /// 0-based number of a slice.
    std::optional<int> optionalSlice(std::string_view name) {
        return optional(
            name,
            [](const auto& json) {
                return std::optional{static_cast<int>(integerOf(json, {0, 65535}))};
            },
            std::optional<int>{});
    }
    template <class E>
    E enumerator(std::string_view name) {
        return required(name, enumeratorOf<E>);
    }
    template <class E>
    std::optional<E> optionalEnumerator(std::string_view name) {
        return optional(
            name, [](const auto& json) { return std::optional{enumeratorOf<E>(json)}; }, std::optional<E>{});
    }
    /// A value with a mapping of its own.
    template <class T>
    T value(std::string_view name) {
        return required(name, valueOf<T>);
    }
    template <class T>
    std::optional<T> optionalValue(std::string_view name) {
        return optional(
            name, [](const auto& json) { return std::optional{valueOf<T>(json)}; }, std::optional<T>{});
    }
    /// At most `most` elements, each read by `read`; empty where the field is absent.
    template <class Read>
    auto list(std::string_view name, std::size_t most, Read&& read) {
        using Element = decltype(read(std::declval<const nlohmann::json&>()));
        return optional(
            name, [&](const auto& json) { return elementsOf<Element>(json, most, read); }, std::vector<Element>{});
    }
    template <class T>
    std::vector<T> values(std::string_view name, std::size_t most) {
        return list(name, most, valueOf<T>);
    }
    std::vector<std::string> texts(std::string_view name, std::size_t most, AtMost limit) {
        return list(name, most, [&](const auto& json) { return textOf(json, limit); });
    }
    std::array<double, 3> triple(std::string_view name, Between range);

private:
    template <class T>
    static T valueOf(const nlohmann::json& json) {
        T value{};
        from_json(json, value);
        return value;
    }
    template <class Element, class Read>
    static std::vector<Element> elementsOf(const nlohmann::json& json, std::size_t most, Read& read) {
        if (!json.is_array()) throw Malformed{"", "a list"};
        if (json.size() > most) throw Malformed{"", "at most " + std::to_string(most) + " elements"};
        std::vector<Element> elements;
        for (std::size_t i = 0; i < json.size(); ++i)
            elements.push_back(within(std::to_string(i), [&] { return read(json[i]); }));
        return elements;
    }
    /// Puts the name before the pointer of whatever is refused inside.
    template <class Step>
    static auto within(std::string_view name, Step&& step) -> decltype(step()) {
        try {
            return step();
        } catch (const Malformed& inner) {
            throw Malformed{pointerTo(name) + inner.pointer(), inner.expected()};
        }
    }
    [[nodiscard]] static std::string pointerTo(std::string_view name);
    [[nodiscard]] const nlohmann::json* find(std::string_view name);

    const nlohmann::json& json_;
    std::set<std::string, std::less<>> asked_;
};

template <class T>
[[nodiscard]] nlohmann::json orNull(const std::optional<T>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}
template <class T>
[[nodiscard]] nlohmann::json nameOrNull(const std::optional<T>& value) {
    return value ? nlohmann::json(nameOf(*value)) : nlohmann::json(nullptr);
}
[[nodiscard]] inline nlohmann::json momentOrNull(const std::optional<Timestamp>& value) {
    return value ? nlohmann::json(toRfc3339(*value)) : nlohmann::json(nullptr);
}
template <class T>
[[nodiscard]] nlohmann::json arrayOf(const std::vector<T>& values) {
    auto array = nlohmann::json::array();
    for (const auto& value : values) array.push_back(value);
    return array;
}

}  // namespace overread::wire
