#include "server/command_line/simulate_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/simulation/city/simulation.h"
#include "server/supervision/stop_signal.h"

namespace overread {
namespace {

namespace city = simulation::city;

struct Options {
    city::Asked asked;
    bool asJson = false;
    bool quiet = false;
};

int run(const Options& options) {
    auto asked = options.asked;
    const auto verbosity = options.quiet ? Verbosity::quiet : Verbosity::normal;
    const StopSignal stop;  // before any thread
    asked.checkStop = [&stop] { stop.check(); };
    Progress progress("city", static_cast<long>(asked.size.days) * asked.size.studiesPerDay, verbosity);
    asked.progress = [&progress](int, long studies) { progress.advance(studies); };
    const auto result = city::simulate(loadConfiguration(), asked);
    progress.finish("city: " + std::to_string(result.studies) + " studies in " +
                    std::to_string(static_cast<long>(result.seconds)) + " s");
    if (options.asJson)
        std::cout << city::toJson(result).dump() << std::endl;
    else
        std::cout << city::toText(result) << std::flush;
    return static_cast<int>(result.violationsInAll() == 0 ? ExitCode::done : ExitCode::failed);
}

}  // namespace

void addSimulateCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto& size = options->asked.size;
    auto* command = app.add_subcommand(
        "simulate",
        helpWith(
            R"(  ./overread simulate --days 1 --centres 5 --radiologists 50 --studies-per-day 200
  ./overread simulate --days 30 --centres 50 --radiologists 500 --studies-per-day 5000 --json
  ./overread simulate --reviewers 60 --keep
)",
            "A city on an accelerated clock against the real rules and the real database: readers with known error "
            "rates, so that what the house says can be held against what is true. In a database of its own."));
    const auto positive = CLI::Range(1, 1'000'000);
    command->add_option("--days", size.days, "days that pass")->check(CLI::Range(1, 366))->capture_default_str();
    command->add_option("--centres", size.centres, "CT centres")->check(positive)->capture_default_str();
    command->add_option("--radiologists", size.radiologists, "who report")->check(positive)->capture_default_str();
    command->add_option("--studies-per-day", size.studiesPerDay, "chest CTs a day, half of them with pneumonia")
        ->check(positive)
        ->capture_default_str();
    command->add_option("--reviewers", size.reviewers, "second readers; without it as many as the work needs")
        ->check(positive);
    command->add_option("--seed", size.seed, "of patients, people and their errors")->capture_default_str();
    command->add_flag("--keep", options->asked.keep, "leaves the city's database behind, to be looked at with `serve`");
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->add_flag("--quiet", options->quiet, "no progress");
    command->callback([options, &exitCode] {
        try {
            exitCode = sayingWhatFailed([&] { return run(*options); });
        } catch (const Interrupted&) {
            throw CommandFailure(ExitCode::failed, "interrupted", "stopped before the end",
                                 "the same command starts the city afresh");
        }
    });
}

}  // namespace overread
