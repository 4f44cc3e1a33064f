#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `backup` and `restore`: an installation into two folders, one of them for the secrets, and back.
void addBackupCommand(CLI::App& app, int& exitCode);
void addRestoreCommand(CLI::App& app, int& exitCode);

}  // namespace overread
