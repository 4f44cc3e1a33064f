#include "server/command_line/serve_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <sstream>

#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/database/account_repository.h"
#include "server/database/transaction.h"
#include "server/simulation/installation.h"
#include "server/supervision/local_system.h"
#include "server/supervision/stop_signal.h"

namespace overread {
namespace {

namespace fs = std::filesystem;

/// A new file that nobody else may read, also not for a moment.
void writeSecretFile(const fs::path& file, const std::string& text) {
    fs::remove(file);
    const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("cannot write " + file.string());
    const bool whole = write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (!whole || fsync(descriptor) != 0) {
        close(descriptor);
        throw std::runtime_error("cannot write " + file.string());
    }
    close(descriptor);
}

void requireFreePorts(const Configuration& configuration) {
    for (const auto& [key, port] :
         {std::pair("http.port", configuration.httpPort), std::pair("dicom.port", configuration.dicomPort)})
        if (!isPortFree(port))
            throw CommandFailure(ExitCode::failed, "port_taken",
                                 "port " + std::to_string(port) + " (" + key + ") is taken",
                                 "end the other program, or set " + std::string(key) + " in " +
                                     (configuration.home / "overread.properties").string());
}

int serve(Verbosity verbosity) {
    const StopSignal stop;  // before any thread
    const auto startedAt = std::chrono::steady_clock::now();
    const auto configuration = loadConfiguration();
    if (configuration.httpAddress != "127.0.0.1" && configuration.httpAddress != "localhost")
        throw CommandFailure(
            ExitCode::wrongUsage, "not_loopback",
            "http.address is " + configuration.httpAddress + ", but this version answers on loopback only",
            "put a proxy in front, or set http.address = 127.0.0.1");
    requireFreePorts(configuration);
    fs::create_directories(configuration.home);
    const auto migration = migrate(configuration);
    if (!migration.applied.empty())
        say(verbosity, "database " + configuration.databaseName + ": " + std::to_string(migration.applied.size()) +
                           " migrations applied, now at " + std::to_string(migration.version));
    if (const auto file = openFirstAdministrator(configuration))
        say(verbosity, "First administrator: name and password in " + file->string());

    LocalSystem system(configuration, programFolder(), OnExit::restart,
                       [verbosity](const std::string& sentence) { say(verbosity, sentence); });
    system.start();
    system.awaitReady();
    std::ostringstream seconds;
    seconds.precision(1);
    seconds << std::fixed << std::chrono::duration<double>(std::chrono::steady_clock::now() - startedAt).count();
    say(verbosity, "Ready in " + seconds.str() + " s. Pages " + system.url() + "/  DICOM " +
                       configuration.dicomAeTitle + "@127.0.0.1:" + std::to_string(configuration.dicomPort) +
                       "  Client: ./overread reviewer");
    say(verbosity, "Logs in " + (configuration.home / "log").string() + ". Ctrl-C ends it.");
    stop.wait();
    say(verbosity, "ending");
    system.stop();
    return static_cast<int>(ExitCode::done);
}

}  // namespace

std::optional<fs::path> openFirstAdministrator(const Configuration& configuration) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    AccountRepository accounts(transaction.session());
    if (!accounts.list().empty()) return std::nullopt;
    NewAccount administrator;
    administrator.name = "admin";
    administrator.displayName = "First administrator";
    administrator.password = simulation::newPassword();
    administrator.roles = {Role::administrator};
    accounts.create(administrator);
    // The file first: an account whose password nobody knows would lock everybody out.
    const auto file = configuration.home / "first-administrator.txt";
    writeSecretFile(file, "name: admin\npassword: " + administrator.password + "\n");
    transaction.commit();
    return file;
}

void addServeCommand(CLI::App& app, int& exitCode) {
    const auto quiet = std::make_shared<bool>(false);
    auto* command = app.add_subcommand(
        "serve",
        helpWith("  ./overread serve\n  OVERREAD_HTTP_PORT=9000 ./overread serve\n",
                 "Server, listener and one worker in the foreground, restarted where they die; Ctrl-C ends them."));
    command->add_flag("--quiet", *quiet, "no messages but failures");
    command->callback([quiet, &exitCode] {
        exitCode = sayingWhatFailed([&] { return serve(*quiet ? Verbosity::quiet : Verbosity::normal); });
    });
}

}  // namespace overread
