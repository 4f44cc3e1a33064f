#include "server/command_line/program.h"

#include <CLI/CLI.hpp>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/commands.h"
#include "server/command_line/progress.h"
#include "server/command_line/suggestion.h"

namespace overread {
namespace {

constexpr auto overview = R"(overread: second readings of reported chest CTs, and what they say about the reporting.

  ./overread demo                        the whole way of twelve studies on this machine, from image to figures
  ./overread serve                       server, listener and worker; pages on http://127.0.0.1:8480
  ./overread reviewer                    the reading client
  ./overread quantify FOLDER             measures the lung involvement of one series, no server needed
  ./overread doctor                      what is configured, what runs, what is wrong and how to mend it

All commands: ./overread --help          One of them: ./overread COMMAND --help
)";

bool wantsJson(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i)
        if (std::strcmp(argv[i], "--json") == 0) return true;
    return false;
}

int fail(const CommandFailure& failure, bool asJson) {
    if (asJson) {
        const nlohmann::json error{{"code", failure.code()}, {"message", failure.what()}, {"hint", failure.hint()}};
        std::cout << nlohmann::json{{"error", error}}.dump() << std::endl;
    } else {
        std::cerr << "overread: " << failure.what() << "\n";
        if (!failure.hint().empty()) std::cerr << "  " << failure.hint() << "\n";
    }
    return static_cast<int>(failure.exitCode());
}

/// Done by the launcher, which this program is called by.
constexpr auto ofTheLauncher = R"(By the launcher:
  test                        builds and runs every test; arguments go to ctest
  reviewer                    the reading client; --server URL
)";

/// The words that could have stood where an unexpected one did.
std::vector<std::string> knownWordsOf(const CLI::App& app) {
    std::vector<std::string> words;
    if (app.get_parent() == nullptr) words = {"test", "reviewer"};
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        words.push_back(command->get_name());
    for (const auto* option : app.get_options())
        for (const auto& name : option->get_lnames()) words.push_back("--" + name);
    return words;
}

CommandFailure wrongUsage(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App* active = &app;
    while (!active->get_subcommands().empty()) active = active->get_subcommands().front();
    const std::string where = active == &app ? "./overread --help" : "./overread " + active->get_name() + " --help";
    const auto extras = app.remaining(true);
    if (extras.empty()) return {ExitCode::wrongUsage, "wrong_usage", error.what(), "see " + where};
    const auto& typed = extras.front();
    const bool isOption = typed.starts_with("-");
    const auto meant = suggestionFor(typed, knownWordsOf(*active));
    return {ExitCode::wrongUsage, "wrong_usage",
            "no " + std::string(isOption ? "option" : "command") + " '" + typed + "'",
            meant ? "did you mean '" + *meant + "'?" : "see " + where};
}

}  // namespace

std::string helpWith(const std::string& examples, const std::string& what) {
    return "Examples:\n" + examples + "\n" + what;
}

int runProgram(int argc, const char* const* argv) {
    if (argc <= 1) {
        std::cout << overview;
        return static_cast<int>(ExitCode::done);
    }
    const bool asJson = wantsJson(argc, argv);
    int exitCode = static_cast<int>(ExitCode::done);
    CLI::App app{overview, "./overread"};
    app.set_version_flag("--version", OVERREAD_VERSION);
    app.add_flag_callback("--quiet", beQuiet, "of any command: no progress and no messages but failures")
        ->trigger_on_parse();
    app.fallthrough();
    app.require_subcommand(1);
    addCommands(app, exitCode);
    app.footer(ofTheLauncher);  // after them: they would take it over
    try {
        app.parse(argc, argv);
        return exitCode;
    } catch (const CLI::Success& wanted) {  // --help, --version
        return app.exit(wanted);
    } catch (const CLI::ParseError& error) {
        return fail(wrongUsage(app, error), asJson);
    } catch (const CommandFailure& failure) {
        return fail(failure, asJson);
    } catch (const std::exception& fault) {
        return fail({ExitCode::failed, "failed", fault.what(), "./overread doctor says what is wrong"}, asJson);
    }
}

}  // namespace overread
