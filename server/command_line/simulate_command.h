#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `overread simulate`: a city on an accelerated clock against the real rules and the real database.
void addSimulateCommand(CLI::App& app, int& exitCode);

}  // namespace overread
