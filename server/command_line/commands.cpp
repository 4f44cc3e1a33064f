#include "server/command_line/commands.h"

#include "server/command_line/phantom_command.h"
#include "server/command_line/quantify_command.h"
#include "server/command_line/statistics_command.h"

namespace overread {

void addCommands(CLI::App& app, int& exitCode) {
    addPhantomCommand(app, exitCode);
    addQuantifyCommand(app, exitCode);
    addStatisticsCommand(app, exitCode);
}

}  // namespace overread
