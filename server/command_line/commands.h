#pragma once

namespace CLI {
class App;
}

namespace overread {

/// Adds every command of this build. A command writes the code that the program ends with to `exitCode`, which outlives
/// the app, or throws CommandFailure.
void addCommands(CLI::App& app, int& exitCode);

}  // namespace overread
