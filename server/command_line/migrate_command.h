#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `migrate`: brings the database to the newest schema.
void addMigrateCommand(CLI::App& app, int& exitCode);

}  // namespace overread
