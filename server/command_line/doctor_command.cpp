#include "server/command_line/doctor_command.h"

#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/command_line/command_failure.h"
#include "server/command_line/debian_packages.h"
#include "server/command_line/program.h"
#include "server/configuration/configuration.h"
#include "server/database/errors.h"
#include "server/database/figure_sums_repository.h"
#include "server/database/libpq_connection.h"
#include "server/database/migrations.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/supervision/local_system.h"

namespace overread {
namespace {

namespace fs = std::filesystem;

/// One thing that was looked at. A warning is no fault, but something to know.
struct Finding {
    std::string what;
    enum class State { good, warning, bad } state = State::good;
    std::string sentence;
    std::string mend;  ///< empty where nothing is wrong
};
using State = Finding::State;

std::string_view nameOf(State state) {
    switch (state) {
        case State::good:
            return "good";
        case State::warning:
            return "warning";
        case State::bad:
            return "bad";
    }
    return {};
}

Finding database(const Configuration& configuration) {
    try {
        LibpqConnection connection(connectionText(configuration, configuration.databaseAdmin, "postgres"));
        const auto version = connection.query("show server_version").front().front();
        if (std::stoi(version) < 15)
            return {"database", State::bad, "PostgreSQL " + version, "PostgreSQL 15 or newer is needed"};
        return {"database", State::good, "PostgreSQL " + version + " answers", ""};
    } catch (const std::exception& error) {
        return {"database", State::bad, error.what(),
                "./overread starts the private database; database.connection names another one"};
    }
}

Finding schema(const Configuration& configuration) {
    try {
        requireCurrentSchema(configuration, DatabaseRole::app);
        return {"schema", State::good, "database " + configuration.databaseName + " is at the newest schema", ""};
    } catch (const std::exception& error) {
        return {"schema", State::bad, error.what(), "./overread migrate"};
    }
}

/// The nightly rebuild holds the kept sums against the cases.
Finding figures(const Configuration& configuration) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    const auto last = FigureSumsRepository{transaction.session()}.lastRebuild();
    if (!last) return {"figures", State::good, "not yet held against the cases; the server does it every night", ""};
    const auto text = std::to_string(last->sums) + " sums held against the cases at " + toRfc3339(last->at) + ", " +
                      std::to_string(last->differing) + " were wrong and are mended";
    return {"figures", last->differing == 0 ? State::good : State::warning, text,
            last->differing == 0 ? "" : "tell who keeps the product: sums and cases are written together"};
}

Finding port(const std::string& key, int number) {
    const auto text = key + " " + std::to_string(number);
    if (isPortFree(number)) return {key, State::warning, text + ": nothing listens there", "./overread serve"};
    return {key, State::good, text + ": something listens there", ""};
}

Finding program(const std::string& name) {
    const auto file = programFolder() / name;
    if (access(file.c_str(), X_OK) == 0) return {name, State::good, file.string(), ""};
    return {name, State::bad, "there is no " + file.string(), "build it: ninja -C build/release overread_programs"};
}

/// Keys that others can read are no secrets.
Finding secrets(const Configuration& configuration) {
    const auto& folder = configuration.secretsPath;
    if (!fs::exists(folder))
        return {"secrets", State::good, folder.string() + " is not there yet; made at the first need", ""};
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        struct stat status {};
        if (stat(entry.path().c_str(), &status) == 0 && entry.is_regular_file() && (status.st_mode & 077) != 0)
            return {"secrets", State::bad, "others may read " + entry.path().string(),
                    "chmod 600 " + entry.path().string()};
    }
    return {"secrets", State::good, folder.string() + " is closed to others", ""};
}

/// Low-water mark of the intake (5 % or 2 GiB): below it images are refused, so the operator is told well before.
Finding disk(const Configuration& configuration) {
    constexpr double gibibyte = 1024.0 * 1024 * 1024;
    auto folder = configuration.storePath;
    while (!fs::exists(folder) && folder.has_parent_path()) folder = folder.parent_path();
    const auto space = fs::space(folder);
    const double freeGib = static_cast<double>(space.available) / gibibyte;
    const auto text = std::to_string(static_cast<long>(freeGib)) + " GiB free for the image store at " +
                      configuration.storePath.string();
    const bool isLow = freeGib < 4 || space.available < space.capacity / 10;
    return {"disk", isLow ? State::warning : State::good, text,
            isLow ? "the intake refuses images below 2 GiB or 5 %: make room or move store.path" : ""};
}

/// Parsers of foreign bytes in the versions that have the known fixes.
std::vector<Finding> parsers() {
    const auto installed = installedPackages("/var/lib/dpkg/status");
    if (installed.empty())
        return {{"parsers", State::warning, "this is no Debian: versions of the parsers are not known",
                 "compare them with deploy/parsers.txt by hand"}};
    std::vector<Finding> findings;
    long good = 0;
    for (const auto& watched : watchedPackages(OVERREAD_PARSERS_FILE)) {
        const auto found = installed.find(watched.name);
        if (found != installed.end() && compareDebianVersions(found->second, watched.leastVersion) >= 0) {
            ++good;
            continue;
        }
        const auto has = found == installed.end() ? "is not installed as a package" : "is " + found->second;
        findings.push_back(
            {"parsers", found == installed.end() ? State::warning : State::bad,
             watched.name + " (" + watched.reads + ") " + has + "; known faults are mended in " + watched.leastVersion,
             "apt-get update && apt-get install " + watched.name});
    }
    if (good > 0)
        findings.push_back({"parsers", State::good,
                            std::to_string(good) + " packages that parse foreign bytes have the known fixes", ""});
    return findings;
}

/// Documents in Russian are written with it.
Finding fonts() {
    const fs::path file = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    if (fs::exists(file)) return {"fonts", State::good, "DejaVu Sans is there for documents", ""};
    return {"fonts", State::bad, "there is no " + file.string() + ": PDF documents would have no Cyrillic letters",
            "apt-get install fonts-dejavu-core"};
}

Finding postgresPrograms() {
    for (const auto* folder : {"/usr/bin", "/usr/lib/postgresql/15/bin", "/usr/local/bin"})
        if (access((fs::path(folder) / "pg_dump").c_str(), X_OK) == 0)
            return {"backup", State::good, "pg_dump is there for backups", ""};
    return {"backup", State::warning, "there is no pg_dump: no backup can be made",
            "apt-get install postgresql-client"};
}

int run(bool asJson) {
    const auto configuration = loadConfiguration();
    std::vector<Finding> findings{database(configuration)};
    if (findings.back().state == State::good) findings.push_back(schema(configuration));
    if (findings.back().state == State::good && findings.back().what == "schema")
        findings.push_back(figures(configuration));
    for (const auto* name :
         {"overread-server", "overread-listener", "overread-worker", "overread-printer", "overread-reviewer"})
        findings.push_back(program(name));
    findings.push_back(port("http.port", configuration.httpPort));
    findings.push_back(port("dicom.port", configuration.dicomPort));
    findings.push_back(secrets(configuration));
    findings.push_back(disk(configuration));
    std::ranges::move(parsers(), std::back_inserter(findings));
    findings.push_back(fonts());
    findings.push_back(postgresPrograms());
    const bool isWell = std::ranges::none_of(findings, [](const auto& each) { return each.state == State::bad; });

    if (asJson) {
        nlohmann::json answer{{"version", OVERREAD_VERSION},
                              {"well", isWell},
                              {"settings", nlohmann::json::array()},
                              {"findings", nlohmann::json::array()}};
        for (const auto& each : configuration.origins)
            answer["settings"].push_back({{"key", each.key}, {"value", each.value}, {"origin", each.origin}});
        for (const auto& each : findings)
            answer["findings"].push_back(
                {{"what", each.what}, {"state", nameOf(each.state)}, {"sentence", each.sentence}, {"mend", each.mend}});
        std::cout << answer.dump() << std::endl;
    } else {
        std::cout << "overread " << OVERREAD_VERSION << "\n\nConfiguration in force\n";
        std::size_t width = 0;
        for (const auto& each : configuration.origins) width = std::max(width, each.key.size());
        for (const auto& each : configuration.origins)
            std::cout << "  " << each.key << std::string(width - each.key.size() + 2, ' ')
                      << (each.value.empty() ? "(empty)" : each.value) << "  [" << each.origin << "]\n";
        std::cout << "\nFindings\n";
        for (const auto& each : findings) {
            std::cout << "  "
                      << (each.state == State::good      ? "good     "
                          : each.state == State::warning ? "warning  "
                                                         : "BAD      ")
                      << each.sentence << "\n";
            if (!each.mend.empty()) std::cout << "           mend: " << each.mend << "\n";
        }
    }
    return static_cast<int>(isWell ? ExitCode::done : ExitCode::failed);
}

}  // namespace

void addDoctorCommand(CLI::App& app, int& exitCode) {
    const auto asJson = std::make_shared<bool>(false);
    auto* command = app.add_subcommand(
        "doctor", helpWith("  ./overread doctor\n  ./overread doctor --json\n",
                           "What is configured and where it came from, what answers, what is wrong and "
                           "how to mend it."));
    command->add_flag("--json", *asJson, "one JSON object on standard output");
    command->callback([asJson, &exitCode] {
        try {
            exitCode = run(*asJson);
        } catch (const InvalidConfiguration& error) {
            throw CommandFailure(ExitCode::failed, "invalid_configuration", error.what(), "correct that setting");
        }
    });
}

}  // namespace overread
