#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `demo`: the main job from end to end on this machine.
void addDemoCommand(CLI::App& app, int& exitCode);

}  // namespace overread
