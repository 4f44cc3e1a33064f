#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace overread {

/// A moment in UTC, as PostgreSQL's timestamptz keeps it. Rules get "now" as an argument and never ask a clock.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// RFC 3339 in UTC, for example 2026-11-24T09:42:00Z; a fraction of six digits only where it is not zero.
[[nodiscard]] std::string toRfc3339(Timestamp moment);

/// Reads RFC 3339 with "Z" or a numeric offset and at most nine digits of a second's fraction (the rest of a
/// microsecond is cut off). None for anything else: the caller knows which field to name.
[[nodiscard]] std::optional<Timestamp> parseRfc3339(std::string_view text);

}  // namespace overread
