#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `plan list`, `plan show`, `plan new`: the versions of the plan, and the next one with its preview.
void addPlanCommand(CLI::App& app, int& exitCode);

}  // namespace overread
