#include "server/command_line/migrate_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/configuration/configuration.h"
#include "server/database/migrations.h"

namespace overread {

void addMigrateCommand(CLI::App& app, int& exitCode) {
    const auto asJson = std::make_shared<bool>(false);
    auto* command = app.add_subcommand(
        "migrate", helpWith("  ./overread migrate\n",
                            "Brings the database to the newest schema; running it again changes nothing."));
    command->add_flag("--json", *asJson, "one JSON object on standard output");
    command->callback([asJson, &exitCode] {
        const auto result = sayingWhatFailed([] { return migrate(loadConfiguration()); });
        if (*asJson) {
            std::cout << nlohmann::json{{"applied", result.applied}, {"version", result.version}}.dump() << std::endl;
        } else {
            for (const auto& file : result.applied) std::cout << "applied " << file << "\n";
            std::cout << "the schema is at version " << result.version << std::endl;
        }
        exitCode = static_cast<int>(ExitCode::done);
    });
}

}  // namespace overread
