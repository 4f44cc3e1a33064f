#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace overread {

/// `statistics NAME`: one statistic of qa/statistics on JSON from standard input, for checking by hand.
void addStatisticsCommand(CLI::App& app, int& exitCode);

[[nodiscard]] std::vector<std::string> statisticNames();

/// The named numbers of that statistic; null where the data do not define it. Throws CommandFailure (input refused),
/// which says what the input lacks.
[[nodiscard]] nlohmann::json statisticOf(const std::string& name, const nlohmann::json& input);

}  // namespace overread
