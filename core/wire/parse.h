#pragma once
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string_view>

namespace overread::wire {

/// Most that one JSON text may ask of this machine; the defaults are those of trust.md, section 2.
struct ParseLimits {
    std::size_t bytes = 60000;
    int depth = 32;
    std::size_t values = 10000;
};
/// For answers that a client reads from its own server: long lists are no attack there.
constexpr ParseLimits answerLimits{64u << 20u, 32, 2'000'000};

/// The text is no JSON at all, names a field twice, or is beyond the limits. Becomes 400 at the API (413 by its
/// length).
class NotJson : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads exactly one JSON value in UTF-8; throws NotJson. A field that stands twice is refused: two readers of one text
/// must never see two different values.
[[nodiscard]] nlohmann::json parseStrictly(std::string_view text, const ParseLimits& limits = {});

}  // namespace overread::wire
