#include "server/command_line/ingest_command.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/wire/report.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/named_files.h"
#include "server/command_line/password.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/simulation/api_client.h"
#include "server/simulation/dicom_sender.h"

namespace overread {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Options {
    std::vector<fs::path> paths;
    std::string reports;
    std::string server;
    std::string dicom;
    std::string aeTitle;
    std::string name = "hospital";
    std::string passwordFile;
    bool asJson = false;
};

struct Peer {
    std::string host;
    int port = 0;
};

Peer dicomPeerOf(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto digits = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    const bool isNumber = !digits.empty() && digits.size() <= 5 &&
                          std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!isNumber || colon == 0 || std::stoi(digits) < 1 || std::stoi(digits) > 65535)
        throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", "--dicom \"" + text + "\" is no HOST:PORT");
    return {text.substr(0, colon), std::stoi(digits)};
}

Peer serverOf(const std::string& text) {
    try {
        const Poco::URI uri(text);
        if (uri.getScheme() == "http" && !uri.getHost().empty()) return {uri.getHost(), uri.getPort()};
    } catch (const Poco::Exception&) {  // said below
    }
    throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", "--server \"" + text + "\" is no http://HOST:PORT");
}

/// One report of the file, and how a person finds it there.
struct ReportInFile {
    std::string place;
    json report;
};

/// A list of reports, one report, or one report a line.
std::vector<ReportInFile> reportsIn(const std::string& file) {
    std::ifstream in(file);
    if (!in) throw CommandFailure(ExitCode::inputRefused, "no_such_file", "cannot read " + file);
    std::ostringstream text;
    text << in.rdbuf();
    const auto refuse = [&](const std::string& place) {
        throw CommandFailure(ExitCode::inputRefused, "not_json", file + place + " is no JSON",
                             "a list of reports, or one report a line; docs/openapi.yaml says what is in one");
    };
    std::vector<ReportInFile> reports;
    const auto whole = json::parse(text.str(), nullptr, false);
    if (whole.is_array()) {
        for (const auto& each : whole) reports.push_back({"report " + std::to_string(reports.size() + 1), each});
    } else if (whole.is_object()) {
        reports.push_back({"report 1", whole});
    } else {
        std::istringstream lines(text.str());
        long number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
            auto report = json::parse(line, nullptr, false);
            if (report.is_discarded()) refuse(", line " + std::to_string(number) + ",");
            reports.push_back({"line " + std::to_string(number), std::move(report)});
        }
        if (reports.empty()) refuse("");
    }
    return reports;
}

struct Ingested {
    int objectsSent = 0;
    int objectsNotSent = 0;
    int reportsNew = 0;
    int reportsKnown = 0;  ///< sent before, answered alike
    std::vector<std::string> refusals;
};

void sendStudies(const Options& options, const Configuration& configuration, Ingested& done) {
    const auto peer =
        dicomPeerOf(options.dicom.empty() ? "127.0.0.1:" + std::to_string(configuration.dicomPort) : options.dicom);
    const auto& aeTitle = options.aeTitle.empty() ? configuration.dicomAeTitle : options.aeTitle;
    const auto named = NamedFiles::of(options.paths);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&named))
        throw CommandFailure(ExitCode::inputRefused, std::string(nameOf(refusal->code)), refusal->detail,
                             "a folder, files, a list of paths or an archive of DICOM");
    const auto& files = std::get<NamedFiles>(named).files();
    if (files.empty()) throw CommandFailure(ExitCode::inputRefused, "no_files", "no files under the given paths");
    if (!simulation::echoes(peer.host, peer.port, aeTitle))
        throw CommandFailure(ExitCode::nothingAnswers, "nothing_answers",
                             "no " + aeTitle + " answers C-ECHO at " + peer.host + ":" + std::to_string(peer.port),
                             "./overread serve starts it; --dicom and --ae name another one");
    // A folder is a study in most exports: one association each, and progress that can be seen.
    std::map<fs::path, std::vector<fs::path>> folders;
    for (const auto& file : files) folders[file.parent_path()].push_back(file);
    Progress progress("send images", static_cast<long>(files.size()), Verbosity::normal);
    for (const auto& [folder, inFolder] : folders) {
        const auto result = simulation::sendByCStore(inFolder, peer.host, peer.port, aeTitle, 3);
        done.objectsSent += result.sent;
        done.objectsNotSent += result.notSent;
        if (result.notSent > 0)
            done.refusals.push_back(folder.string() + ": " + std::to_string(result.notSent) + " of " +
                                    std::to_string(inFolder.size()) + " objects not taken (" + result.problem + ")");
        progress.advance(done.objectsSent + done.objectsNotSent);
    }
    progress.finish("send images: " + std::to_string(done.objectsSent) + " objects stored");
}

void sendReports(const Options& options, const Configuration& configuration, Ingested& done) {
    const auto peer = serverOf(options.server.empty() ? "http://127.0.0.1:" + std::to_string(configuration.httpPort)
                                                      : options.server);
    const auto reports = reportsIn(options.reports);
    simulation::ApiClient api(peer.host, peer.port, std::chrono::seconds(5));
    try {
        api.signIn(options.name, passwordOf(options.name, options.passwordFile));
    } catch (const simulation::ApiRefusal& refusal) {
        throw CommandFailure(ExitCode::inputRefused, "sign_in_refused", refusal.what(),
                             "an account with the role integrator delivers reports: ./overread user add");
    }
    Progress progress("send reports", static_cast<long>(reports.size()), Verbosity::normal);
    for (const auto& [place, report] : reports) {
        const auto answer = api.request("POST", "/api/v1/reports", report.dump());
        if (answer.status == 201)
            ++done.reportsNew;
        else if (answer.status == 200)
            ++done.reportsKnown;
        else
            try {
                answer.orThrow();
            } catch (const simulation::ApiRefusal& refusal) {
                done.refusals.push_back(options.reports + ", " + place + ": " + refusal.what());
            }
        progress.advance(done.reportsNew + done.reportsKnown);
    }
    progress.finish("send reports: " + std::to_string(done.reportsNew) + " new, " + std::to_string(done.reportsKnown) +
                    " known before");
}

int run(const Options& options) {
    if (options.paths.empty() && options.reports.empty())
        throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", "nothing to send: give paths, --reports or both");
    for (const auto& path : options.paths)
        if (!fs::exists(path)) throw CommandFailure(ExitCode::inputRefused, "no_such_path", "no " + path.string());
    const auto configuration = loadConfiguration();
    Ingested done;
    if (!options.paths.empty()) sendStudies(options, configuration, done);
    if (!options.reports.empty()) {
        try {
            sendReports(options, configuration, done);
        } catch (const simulation::NothingAnswers& error) {
            throw CommandFailure(ExitCode::nothingAnswers, "nothing_answers", error.what(),
                                 "the same command again goes on: what was delivered is not delivered twice");
        }
    }
    if (options.asJson)
        std::cout << json{{"objects", {{"sent", done.objectsSent}, {"refused", done.objectsNotSent}}},
                          {"reports", {{"new", done.reportsNew}, {"known", done.reportsKnown}}},
                          {"refusals", done.refusals}}
                         .dump()
                  << std::endl;
    else
        std::cout << "objects " << done.objectsSent << ", reports " << done.reportsNew << " new and "
                  << done.reportsKnown << " known before, refusals " << done.refusals.size() << std::endl;
    for (const auto& refusal : done.refusals) std::cerr << "refused: " << refusal << "\n";
    return static_cast<int>(done.refusals.empty() ? ExitCode::done : ExitCode::inputRefused);
}

}  // namespace

void addIngestCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "ingest",
        helpWith(R"(  ./overread ingest /data/study-1 /data/study-2
  printf '%s\n' "$PASSWORD" | ./overread ingest /data/studies --reports reports.json
  ./overread ingest --reports today.jsonl --server http://127.0.0.1:8480 --name hospital --password-file secret
)",
                 "Sends studies by C-STORE and reports by the API to a running server, as a hospital would. What "
                 "is refused is said with its reason, and the rest is sent. Sending the same again changes "
                 "nothing."));
    command->add_option("PATH", options->paths, "folders, files, lists of paths or archives of DICOM objects");
    command->add_option("--reports", options->reports, "JSON: a list of reports, or one report a line");
    command->add_option("--server", options->server, "http://HOST:PORT; without it this machine's, as configured");
    command->add_option("--dicom", options->dicom, "HOST:PORT; without it this machine's, as configured");
    command->add_option("--ae", options->aeTitle, "title of the receiver; without it as configured");
    command->add_option("--name", options->name, "account that delivers the reports")->capture_default_str();
    command->add_option("--password-file", options->passwordFile,
                        "its first line is the password; without it standard input");
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->callback([options, &exitCode] { exitCode = sayingWhatFailed([&] { return run(*options); }); });
}

}  // namespace overread
