#include "server/command_line/demo_command.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/simulation/demonstration.h"
#include "server/simulation/summary.h"

namespace overread {
namespace {

namespace fs = std::filesystem;
using simulation::Demonstration;
using simulation::Summary;

struct Options {
    bool once = false;
    bool asJson = false;
    bool quiet = false;
    int cases = 12;
    std::string studies;
};

/// Turns the steps of the demonstration into progress lines.
class Teller {
public:
    explicit Teller(Verbosity verbosity) : verbosity_(verbosity) {}
    void tell(const std::string& step, long done, long total) {
        // The counted part of a step's name changes while it goes on: "measured 3, settled".
        const auto key = step.substr(0, step.find(' '));
        if (!progress_ || key != key_) {
            progress_.reset();
            progress_ = std::make_unique<Progress>(step, total, verbosity_);
            key_ = key;
        }
        progress_->advance(done);
    }
    void end() { progress_.reset(); }

private:
    Verbosity verbosity_;
    std::unique_ptr<Progress> progress_;
    std::string key_;
};

/// The passwords, for whoever wants to sign in while the demonstration stays up.
fs::path writeAccounts(const Summary& summary, const fs::path& home) {
    const auto file = home / "accounts.txt";
    std::ofstream out(file);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    for (const auto& account : summary.accounts)
        out << account.name << "\t" << account.password << "\t" << account.role << "\n";
    return file;
}

int run(const Options& options) {
    if (options.cases < 1) throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", "--cases needs a number above 0");
    if (!options.studies.empty() && !fs::is_directory(options.studies))
        throw CommandFailure(ExitCode::inputRefused, "no_such_folder", "no folder " + options.studies);
    const auto verbosity = options.quiet ? Verbosity::quiet : Verbosity::normal;
    const StopSignal stop;  // before any thread
    const auto startedAt = std::chrono::steady_clock::now();
    Teller teller(verbosity);
    const auto base = loadConfiguration();
    Demonstration demonstration(
        base, options.once ? simulation::Ports::freeOnes : simulation::Ports::usualOnes,
        [&](const std::string& step, long done, long total) { teller.tell(step, done, total); }, stop);
    const auto summary =
        options.studies.empty() ? demonstration.play(options.cases) : demonstration.play(fs::path(options.studies));
    teller.end();
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - startedAt).count();

    if (options.asJson)
        std::cout << simulation::toJson(summary).dump() << std::endl;
    else
        std::cout << simulation::toText(summary) << std::flush;
    const auto accounts = writeAccounts(summary, simulation::demonstrationHome(base.home));
    for (const auto& each : summary.unmet) std::cerr << "not as expected: " << each << "\n";
    say(verbosity, "Done in " + std::to_string(seconds) + " s. Accounts: " + accounts.string());
    if (!options.once) {
        say(verbosity, "Pages " + summary.server + "/  Client: ./overread reviewer --server " + summary.server +
                           "  Ctrl-C ends it.");
        stop.wait();
        say(verbosity, "ending");
    }
    return static_cast<int>(summary.unmet.empty() ? ExitCode::done : ExitCode::failed);
}

}  // namespace

void addDemoCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "demo",
        helpWith(
            R"(  ./overread demo
  ./overread demo --once --json
  ./overread demo --once --studies ../shared/data/ct
)",
            "The main job from end to end on this machine: studies by C-STORE, reports by the API, measurement, second "
            "readings, arbitration, alert, feedback and figures. In a folder and database of its own."));
    command->add_flag("--once", options->once, "ends after the summary");
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->add_option("--cases", options->cases, "how many phantoms are made")->capture_default_str();
    command->add_option("--studies", options->studies, "takes every DICOM series under this folder instead");
    command->add_flag("--quiet", options->quiet, "no progress");
    command->callback([options, &exitCode] {
        try {
            exitCode = sayingWhatFailed([&] { return run(*options); });
        } catch (const Interrupted&) {
            throw CommandFailure(ExitCode::failed, "interrupted", "stopped before the end",
                                 "the same command starts the demonstration afresh");
        } catch (const simulation::AnotherRuns& error) {
            throw CommandFailure(ExitCode::failed, "another_runs", error.what(),
                                 "end it with Ctrl-C, or give this one a home of its own in OVERREAD_HOME");
        }
    });
}

}  // namespace overread
