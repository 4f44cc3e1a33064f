#pragma once
#include <filesystem>
#include <optional>

namespace CLI {
class App;
}

namespace overread {

struct Configuration;

/// `serve`: server, listener and one worker in the foreground.
void addServeCommand(CLI::App& app, int& exitCode);

/// Opens the first administrator's account where there is no account yet, and writes its generated password to
/// `first-administrator.txt` in the home, readable by the owner of the process alone. None: there are accounts already.
[[nodiscard]] std::optional<std::filesystem::path> openFirstAdministrator(const Configuration& configuration);

}  // namespace overread
