#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace overread {

/// The names of an enumeration in the API and the database, written once per enumeration. Specialise with
/// `static constexpr auto table = std::to_array<std::pair<E, std::string_view>>({...});`
template <class E>
struct Names;

/// Stable name of an enumerator; empty only for a value outside the enumeration.
template <class E>
[[nodiscard]] constexpr std::string_view nameOf(E value) requires requires {
    Names<E>::table;
}
{
    for (const auto& [each, name] : Names<E>::table)
        if (each == value) return name;
    return {};
}

/// The enumerator of that name; none for any other text.
template <class E>
[[nodiscard]] constexpr std::optional<E> valueNamed(std::string_view name) {
    for (const auto& [each, eachName] : Names<E>::table)
        if (eachName == name) return each;
    return std::nullopt;
}

}  // namespace overread
