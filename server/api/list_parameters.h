#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/domain/named.h"
#include "core/domain/timestamp.h"
#include "server/api/exchange.h"

/// Parameters of lists. A wrong one is refused and never ignored: a list that silently shows more than was asked for
/// looks right.
namespace overread::api {

constexpr int defaultRows = 50;
constexpr int mostRows = 500;  ///< trust.md, section 2

/// ?limit=, 1..500.
[[nodiscard]] int limitIn(const Request& request);
/// ?name= as RFC 3339.
[[nodiscard]] std::optional<Timestamp> momentIn(const Request& request, const std::string& name);
/// ?name= as a positive number, or the greatest one where it is absent.
[[nodiscard]] std::int64_t sequenceIn(const Request& request, const std::string& name);
/// Throws Refusal for a parameter that is not among those.
void refuseOtherParameters(const Request& request, std::span<const std::string_view> known);
inline void refuseOtherParameters(const Request& request, std::initializer_list<std::string_view> known) {
    refuseOtherParameters(request, std::span(known.begin(), known.size()));
}

template <class E>
[[nodiscard]] std::optional<E> enumeratorIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    const auto value = valueNamed<E>(*text);
    if (!value) throw Refusal{ProblemType::malformed, "a value that is known", '/' + name};
    return value;
}

/// Runs `list`; a cursor that it cannot read is the caller's fault: 422.
template <class List>
[[nodiscard]] auto pageOrRefusal(const List& list) -> decltype(list()) {
    try {
        return list();
    } catch (const std::invalid_argument&) {
        throw Refusal{ProblemType::malformed, "a cursor of an earlier answer", "/cursor"};
    }
}

/// What a head may see: their own facility. A QA lead sees everything.
[[nodiscard]] std::string facilityOf(const Caller& caller);

}  // namespace overread::api
