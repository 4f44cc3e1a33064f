#include "server/command_line/audit_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/database/audit_trail.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

AuditVerification verified() {
    return sayingWhatFailed([] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        return AuditTrail(transaction.session()).verify();
    });
}

nlohmann::json toJson(const AuditVerification& result) {
    nlohmann::json json{{"intact", !result.problem},
                        {"sealed", result.sealed},
                        {"unsealed", result.unsealed},
                        {"head", result.headHash},
                        {"problem", nullptr}};
    if (result.problem)
        json["problem"] = {{"position", result.problem->position},
                           {"event", result.problem->sequence},
                           {"what", result.problem->sentence}};
    return json;
}

}  // namespace

void addAuditCommand(CLI::App& app, int& exitCode) {
    const auto asJson = std::make_shared<bool>(false);
    auto* command = app.add_subcommand("audit", helpWith("  ./overread audit verify\n", "The audit trail."));
    command->require_subcommand(1);
    auto* verify = command->add_subcommand(
        "verify", "recomputes the hash chain and says where it breaks; compare the head with a copy kept elsewhere");
    verify->add_flag("--json", *asJson, "one JSON object on standard output");
    verify->callback([asJson, &exitCode] {
        const auto result = verified();
        if (*asJson)
            std::cout << toJson(result).dump() << std::endl;
        else if (result.problem)
            std::cout << "BROKEN after " << result.sealed << " events: " << result.problem->sentence << std::endl;
        else
            std::cout << "intact: " << result.sealed << " events sealed, " << result.unsealed << " waiting; head "
                      << result.headHash << std::endl;
        exitCode = static_cast<int>(result.problem ? ExitCode::failed : ExitCode::done);
    });
}

}  // namespace overread
