#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/domain/timestamp.h"

namespace overread::reports {

/// A calendar month in UTC: from its first moment (included) to the first of the next (not included).
struct Period {
    std::string name;  ///< "2026-10"
    Timestamp from;
    Timestamp to;
};

/// Reads "2026-10"; none for anything else.
[[nodiscard]] std::optional<Period> monthNamed(std::string_view name);

/// The month that a moment lies in.
[[nodiscard]] Period monthOf(Timestamp moment);

}  // namespace overread::reports
