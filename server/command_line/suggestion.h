#pragma once
#include <optional>
#include <string>
#include <vector>

namespace overread {

/// The known word that somebody who typed `typed` most likely meant: at most two letters changed, added, missing or
/// swapped, and fewer than half of the word. None where nothing is near.
[[nodiscard]] std::optional<std::string> suggestionFor(const std::string& typed, const std::vector<std::string>& known);

}  // namespace overread
