#pragma once
#include <span>
#include <string_view>

#include "core/domain/checklist.h"

namespace overread::qa {

/// What a department asks itself, as stable codes in the order of asking; the pages have the words.
[[nodiscard]] std::span<const std::string_view> itemsOf(ChecklistKind kind);

}  // namespace overread::qa
