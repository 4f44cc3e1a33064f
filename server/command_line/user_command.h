#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `user add|list|disable`: the accounts. A password comes from standard input or a file, never from a flag, which
/// everybody on the machine can read.
void addUserCommand(CLI::App& app, int& exitCode);

}  // namespace overread
