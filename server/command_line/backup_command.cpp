#include "server/command_line/backup_command.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/backup/backup.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"

namespace overread {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string folder;
    std::string secretsFolder;
    bool asJson = false;
    bool isQuiet = false;
};

/// The steps as lines of progress, one after the other.
class Steps {
public:
    explicit Steps(Verbosity verbosity) : verbosity_(verbosity) {}
    void tell(const std::string& step, long done, long total) {
        if (step != name_) {
            progress_.reset();
            name_ = step;
            progress_.emplace(step, total, verbosity_);
        }
        progress_->advance(done);
    }
    void end() { progress_.reset(); }

private:
    Verbosity verbosity_;
    std::string name_;
    std::optional<Progress> progress_;
};

template <class Work>
auto reported(const Options& options, const Work& work) {
    Steps steps(options.isQuiet ? Verbosity::quiet : Verbosity::normal);
    return sayingWhatFailed([&] {
        try {
            auto result = work([&](const std::string& step, long done, long total) { steps.tell(step, done, total); });
            steps.end();
            return result;
        } catch (const backup::NotPossible& error) {
            throw CommandFailure(ExitCode::inputRefused, "not_possible", error.what());
        }
    });
}

std::string secondsSince(Clock::time_point start) {
    const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count() / 100;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string sizeText(std::uint64_t bytes) {
    constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
    return bytes < mebibyte ? std::to_string(bytes) + " bytes" : std::to_string(bytes / mebibyte) + " MiB";
}

int runBackup(const Options& options) {
    const auto start = Clock::now();
    const auto result = reported(options, [&](const backup::TellProgress& tell) {
        return backup::backUp(loadConfiguration(), options.folder, options.secretsFolder, tell);
    });
    if (result.missing > 0)
        throw CommandFailure(ExitCode::failed, "files_missing",
                             std::to_string(result.missing) +
                                 " files that the database names are not in the image store, first " +
                                 result.firstMissing + "; all else is in " + options.folder,
                             "was the store damaged, or a study measured anew meanwhile? Take the backup once more");
    const auto seconds = secondsSince(start);
    if (options.asJson)
        std::cout << nlohmann::json{{"folder", options.folder},     {"secretsFolder", options.secretsFolder},
                                    {"takenAt", result.takenAt},    {"files", result.files},
                                    {"bytes", result.bytes},        {"missing", result.missing},
                                    {"seconds", std::stod(seconds)}}
                         .dump()
                  << std::endl;
    else
        std::cout << "Backup of " << result.takenAt << " in " << options.folder << ": database and " << result.files
                  << " image files, " << sizeText(result.bytes) << ", " << seconds << " s.\n"
                  << "Secrets, settings and the keys of the draws are in " << options.secretsFolder
                  << ": keep that folder apart from the other, on another machine. A restore needs both.\n"
                  << "Check without this program: cd " << options.folder << " && sha256sum -c --quiet files.sha256\n"
                  << "Restore: OVERREAD_HOME=<new home> OVERREAD_DATABASE_NAME=<new name> ./overread restore --from "
                  << options.folder << " --secrets-from " << options.secretsFolder << std::endl;
    return static_cast<int>(ExitCode::done);
}

int runRestore(const Options& options) {
    const auto start = Clock::now();
    const auto configuration = loadConfiguration();
    const auto result = reported(options, [&](const backup::TellProgress& tell) {
        return backup::restore(configuration, options.folder, options.secretsFolder, tell);
    });
    const auto seconds = secondsSince(start);
    if (options.asJson)
        std::cout << nlohmann::json{{"takenAt", result.takenAt},
                                    {"database", configuration.databaseName},
                                    {"home", configuration.home.string()},
                                    {"files", result.files},
                                    {"bytes", result.bytes},
                                    {"dangling", result.dangling},
                                    {"picturesAnew", result.picturesAnew},
                                    {"auditEvents", result.auditEvents},
                                    {"auditHead", result.auditHead},
                                    {"seconds", std::stod(seconds)}}
                         .dump()
                  << std::endl;
    else
        std::cout
            << "Restored what was there at " << result.takenAt << ": database " << configuration.databaseName << ", "
            << result.files << " image files (" << sizeText(result.bytes) << "), " << seconds << " s.\n"
            << "Every file is as it was saved, 0 dangling; the audit chain of " << result.auditEvents
            << " events is intact.\n"
            << "Settings, if there were any, are in overread.properties.from-backup: look through its paths, then "
               "rename it.\n"
            << "What was sent or read after " << result.takenAt
            << " is not in it: have it sent again. Next: ./overread doctor, then ./overread serve" << std::endl;
    return static_cast<int>(ExitCode::done);
}

void addOptions(CLI::App& command, const std::shared_ptr<Options>& options, const std::string& folderOption,
                const std::string& secretsOption) {
    command.add_option(folderOption, options->folder, "folder of database and images")->required();
    command
        .add_option(secretsOption, options->secretsFolder,
                    "folder of secrets, settings and the keys of the draws; apart from the other")
        ->required();
    command.add_flag("--json", options->asJson, "one JSON object on standard output");
    command.add_flag("--quiet", options->isQuiet, "no progress");
}

}  // namespace

void addBackupCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "backup",
        helpWith(
            "  ./overread backup --out /backup/2026-11-30 --secrets-out /media/safe/2026-11-30\n",
            "The database first, in one snapshot, then the images, each file with its hash; secrets apart. Work may "
            "go on meanwhile. New folders only: a backup never overwrites another."));
    addOptions(*command, options, "--out", "--secrets-out");
    command->callback([options, &exitCode] { exitCode = runBackup(*options); });
}

void addRestoreCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "restore",
        helpWith(
            "  OVERREAD_HOME=/srv/overread OVERREAD_DATABASE_NAME=overread2 ./overread restore \\\n"
            "      --from /backup/2026-11-30 --secrets-from /media/safe/2026-11-30\n",
            "Into an empty home and an empty database, never over anything that is there. Compares every file by "
            "its hash, looks for the file of every row, verifies the audit chain; where anything is wrong it takes "
            "away what it made."));
    addOptions(*command, options, "--from", "--secrets-from");
    command->callback([options, &exitCode] { exitCode = runRestore(*options); });
}

}  // namespace overread
