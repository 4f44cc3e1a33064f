#pragma once
#include <type_traits>
#include <utility>
#include <variant>

#include "server/api/problems.h"
#include "server/workflow/refusal.h"
#include "server/workflow/staffing.h"

/// What the steps of the workflow refuse, as problems.
namespace overread::api {

[[nodiscard]] inline Refusal refusalFor(const workflow::NotHeld&) {
    return Refusal{ProblemType::notFound};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::Unknown&) {
    return Refusal{ProblemType::notFound};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::StaleEtag&) {
    return Refusal{ProblemType::stale};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::AlreadyLocked&) {
    return Refusal{ProblemType::alreadyLocked};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::NotNow&) {
    return Refusal{ProblemType::notNow};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::TooLate&) {
    return Refusal{ProblemType::tooLate};
}
[[nodiscard]] inline Refusal refusalFor(const workflow::Invalid& invalid) {
    return Refusal{ProblemType::malformed, invalid.expected, invalid.pointer};
}

[[nodiscard]] inline Refusal refusalFor(const workflow::RuleForbids& forbidden) {
    return Refusal{ProblemType::ruleForbids, std::string{nameOf(forbidden.rule)}};
}

/// The first alternative, which is the result; throws Refusal for every other one.
template <class Result, class... Refused>
[[nodiscard]] Result resultOf(std::variant<Result, Refused...> outcome) {
    return std::visit(
        [](auto&& alternative) -> Result {
            if constexpr (std::is_same_v<std::decay_t<decltype(alternative)>, Result>)
                return std::forward<decltype(alternative)>(alternative);
            else
                throw refusalFor(alternative);
        },
        std::move(outcome));
}

}  // namespace overread::api
