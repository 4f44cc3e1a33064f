#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace overread {

/// The story of one case in lines for a stranger: what picked the report, with which probability; each task, answer and
/// decision in the order of time.
[[nodiscard]] std::string textOfStory(const nlohmann::json& story);

}  // namespace overread
