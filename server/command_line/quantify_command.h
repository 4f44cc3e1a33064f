#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `quantify PATH`: measures one series without a server. Ends with 3 where it is refused, its reason said.
void addQuantifyCommand(CLI::App& app, int& exitCode);

}  // namespace overread
