#include "server/command_line/phantom_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/domain/grade.h"
#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/volume/nrrd.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/program.h"

namespace overread {
namespace {

using nlohmann::json;

struct Request {
    PhantomOptions options;
    std::filesystem::path folder;
    bool asJson = false;
};

/// Those fields of the measurement's JSON that are known here, under the same names.
json truthJson(const Phantom& phantom, const SeriesIdentity& identity) {
    const auto& truth = phantom.truth;
    const auto& geometry = phantom.volume.geometry;
    return {{"grade", nameOf(gradeOf(truth.involvement.totalPercent, GradeLimits{}))},
            {"involvementPercent",
             {{"total", truth.involvement.totalPercent},
              {"right", truth.involvement.rightPercent.value_or(0)},
              {"left", truth.involvement.leftPercent.value_or(0)}}},
            {"groundGlassMl", truth.groundGlassMl},
            {"consolidationMl", truth.consolidationMl},
            {"effusionMl", truth.effusionMl},
            {"lungMl", {{"total", truth.lungMl.total}, {"right", truth.lungMl.right}, {"left", truth.lungMl.left}}},
            {"series",
             {{"seriesInstanceUid", identity.seriesInstanceUid},
              {"slices", geometry.slices},
              {"rows", geometry.rows},
              {"columns", geometry.columns},
              {"spacingMm", geometry.spacingMm},
              {"kernel", phantom.volume.facts.kernel}}}};
}

void requireEmpty(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder)) return;
    if (std::filesystem::is_directory(folder) && std::filesystem::is_empty(folder)) return;
    throw CommandFailure(ExitCode::inputRefused, "folder_not_empty", folder.string() + " is there and not empty",
                         "name a new folder: slices of two phantoms must not mix");
}

void writePhantom(const Request& request) {
    requireEmpty(request.folder);
    Phantom phantom;
    try {
        phantom = makePhantom(request.options);
    } catch (const std::domain_error& outOfRange) {
        throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", outOfRange.what(), "see ./overread phantom --help");
    }
    const auto identity = inventedIdentity(request.options.seed);
    writeSeries(phantom.volume, identity, request.folder);
    writeNrrd(phantom.labels, request.folder / "truth.nrrd");
    const auto truth = truthJson(phantom, identity);
    std::ofstream file{request.folder / "truth.json"};
    file << truth.dump(2) << "\n";
    if (!file.flush()) throw std::runtime_error{(request.folder / "truth.json").string() + " could not be written"};
    if (request.asJson) {
        std::cout << truth.dump() << std::endl;
        return;
    }
    std::cout << phantom.volume.geometry.slices << " slices in " << request.folder.string() << ": "
              << truth["grade"].get<std::string>() << ", " << phantom.truth.involvement.totalPercent
              << " % involvement, lungs of " << phantom.truth.lungMl.total << " ml" << std::endl;
}

template <class Enumeration>
std::map<std::string, Enumeration> choices() {
    std::map<std::string, Enumeration> all;
    for (const auto& [value, name] : Names<Enumeration>::table) all.emplace(name, value);
    return all;
}

}  // namespace

void addPhantomCommand(CLI::App& app, int& exitCode) {
    const auto request = std::make_shared<Request>();
    auto& options = request->options;
    auto* command = app.add_subcommand(
        "phantom",
        helpWith("  ./overread phantom --out /tmp/ct2 --involvement 40\n"
                 "  ./overread phantom --out /tmp/thick --slice-thickness 8 --kernel sharp --noise 40\n",
                 "Writes a synthetic chest CT with known involvement: DICOM slices, truth.json, truth.nrrd."));
    command->add_option("--out", request->folder, "new or empty folder")->required()->option_text("FOLDER");
    command->add_option("--involvement", options.involvementPercent, "percent of the lungs, 0 to 85")
        ->check(CLI::Range(0.0, 85.0))
        ->option_text("P [30]");
    command->add_option("--consolidation-share", options.consolidationShare, "share of the involvement, 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->option_text("S [0.2]");
    command->add_option("--distribution", options.distribution, "bilateral, right or left")
        ->transform(CLI::CheckedTransformer(choices<LesionDistribution>()))
        ->option_text("bilateral|right|left [bilateral]");
    command->add_option("--slice-thickness", options.sliceThicknessMm, "millimetres, 0.5 to 10")
        ->check(CLI::Range(0.5, 10.0))
        ->option_text("MM [2.5]");
    command->add_option("--kernel", options.kernel, "soft or sharp")
        ->transform(CLI::CheckedTransformer(choices<ReconstructionKernel>()))
        ->option_text("soft|sharp [soft]");
    command->add_option("--noise", options.noiseHu, "standard deviation in HU, 0 to 200")
        ->check(CLI::Range(0.0, 200.0))
        ->option_text("HU [20]");
    command->add_option("--breathing", options.breathing, "inspiration or free")
        ->transform(CLI::CheckedTransformer(choices<Breathing>()))
        ->option_text("inspiration|free [inspiration]");
    command->add_option("--effusion", options.effusionMl, "millilitres on both sides, 0 to 1500")
        ->check(CLI::Range(0.0, 1500.0))
        ->option_text("ML [0]");
    command->add_option("--seed", options.seed, "another seed is another patient")->option_text("N [1]");
    command->add_flag("--json", request->asJson, "the truth as one JSON object on standard output");
    command->callback([request, &exitCode] {
        writePhantom(*request);
        exitCode = static_cast<int>(ExitCode::done);
    });
}

}  // namespace overread
