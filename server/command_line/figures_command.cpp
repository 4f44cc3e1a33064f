#include "server/command_line/figures_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/configuration/configuration.h"
#include "server/database/figure_sums_repository.h"
#include "server/database/generated_history.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"
#include "server/workflow/plan_store.h"

namespace overread {
namespace {

int rebuild(bool asJson) {
    ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
    Transaction transaction(pool);
    FigureSumsRepository{transaction.session()}.rebuild();
    const auto last = FigureSumsRepository{transaction.session()}.lastRebuild().value();
    transaction.commit();
    if (asJson)
        std::cout
            << nlohmann::json{{"sums", last.sums}, {"differing", last.differing}, {"seconds", last.seconds}}.dump()
            << std::endl;
    else
        std::cout << last.sums << " sums made anew from the cases, reports and studies; " << last.differing
                  << " of the kept ones were wrong" << std::endl;
    return static_cast<int>(last.differing == 0 ? ExitCode::done : ExitCode::failed);
}

int generate(const HistoryWanted& wanted, bool asJson) {
    const auto configuration = loadConfiguration();
    migrate(configuration);
    {
        ConnectionPool pool(configuration, DatabaseRole::app, 1);
        Transaction transaction(pool);
        workflow::ensurePlan(transaction.session());
        transaction.commit();
    }
    try {
        generateHistory(configuration, wanted,
                        [](const std::string& what) { say(Verbosity::normal, "making " + what); });
    } catch (const std::invalid_argument& error) {
        throw CommandFailure(ExitCode::inputRefused, "not_generated", error.what());
    }
    if (asJson)
        std::cout << nlohmann::json{{"reports", wanted.reports}, {"radiologists", wanted.radiologists}}.dump()
                  << std::endl;
    return static_cast<int>(ExitCode::done);
}

}  // namespace

void addFiguresCommand(CLI::App& app, int& exitCode) {
    auto* command = app.add_subcommand("figures", "The sums that figures are read from.");
    command->require_subcommand(1);
    const auto asJson = std::make_shared<bool>(false);
    auto* again = command->add_subcommand(
        "rebuild", helpWith("  ./overread figures rebuild\n",
                            "Makes all sums anew from the cases and says how many were wrong. The server does it every "
                            "night; while it runs no case is settled."));
    again->add_flag("--json", *asJson, "one JSON object on standard output");
    again->callback([asJson, &exitCode] { exitCode = sayingWhatFailed([&] { return rebuild(*asJson); }); });
}

void addGenerateCommand(CLI::App& app, int& exitCode) {
    struct Options {
        HistoryWanted wanted;
        bool asJson = false;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "generate", helpWith("  OVERREAD_DATABASE_NAME=large ./overread generate --reports 2000000 --cases 400000\n",
                             "Fills an empty database with a history of reports and settled cases, for benchmarks."));
    command->add_option("--reports", options->wanted.reports, "how many reports");
    command->add_option("--cases", options->wanted.cases, "how many of them are settled cases, about");
    command->add_option("--radiologists", options->wanted.radiologists, "who sign them");
    command->add_option("--reviewers", options->wanted.reviewers, "who read them again");
    command->add_option("--months", options->wanted.months, "up to now");
    command->add_option("--seed", options->wanted.seed, "the same seed makes the same history");
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->callback([options, &exitCode] {
        exitCode = sayingWhatFailed([&] { return generate(options->wanted, options->asJson); });
    });
}

}  // namespace overread
