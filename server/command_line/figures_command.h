#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `overread figures rebuild`, `overread generate`: the kept sums made anew, and a history to measure them on.
void addFiguresCommand(CLI::App& app, int& exitCode);
void addGenerateCommand(CLI::App& app, int& exitCode);

}  // namespace overread
