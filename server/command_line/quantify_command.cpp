#include "server/command_line/quantify_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "core/dicom/read_volume.h"
#include "core/dicom/series_index.h"
#include "core/quantification/overlay.h"
#include "core/quantification/quantify.h"
#include "core/results/write_report.h"
#include "core/results/write_segmentation.h"
#include "core/volume/nrrd.h"
#include "core/wire/domain_json.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/named_files.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"

namespace overread {
namespace {

using Clock = std::chrono::steady_clock;

struct Request {
    std::vector<std::filesystem::path> paths;
    std::filesystem::path masks;
    std::filesystem::path overlay;
    std::filesystem::path report;
    std::filesystem::path segmentation;
    int threads = 1;
    bool asJson = false;
};

/// The volume that was measured, for the overlay, and what came of it; without a volume where it could not be read.
struct Outcome {
    CtVolume volume;
    MeasuredVolume measured;
    dicom::Series series;
};

Outcome refused(const dicom::Refusal& refusal, const std::string& detail) {
    Outcome outcome;
    outcome.measured.figures.status = Quantification::Status::refused;
    outcome.measured.figures.reason = nameOf(refusal.code);
    outcome.measured.figures.detail = detail;
    return outcome;
}

/// The field "seriesChoice": one sentence, what decided, and each series with what the choice rests on.
nlohmann::json explainedChoice(const dicom::SeriesIndex& index) {
    nlohmann::json choice = dicom::choiceOf(index);
    choice["explanation"] = index.explanation;
    return choice;
}

/// As if it had been a folder in which nothing can be used.
dicom::SeriesIndex nothingIn(const dicom::Refusal& why) {
    dicom::SeriesIndex index;
    index.refusal = why;
    index.explanation = why.detail;
    return index;
}

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Outcome measure(const dicom::SeriesIndex& index, const Request& request, Clock::time_point start) {
    if (!index.chosen) {
        const auto refusal = index.refusal.value_or(dicom::Refusal{dicom::RefusalCode::noFiles, index.explanation});
        return refused(refusal, refusal.detail.empty() ? index.explanation : refusal.detail);
    }
    const auto& series = index.series[*index.chosen];
    if (index.series.size() > 1) say(Verbosity::normal, index.explanation);
    if (series.refusal) return refused(*series.refusal, series.refusal->detail);
    auto read = dicom::readVolume(series, request.threads);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&read)) return refused(*refusal, refusal->detail);
    Outcome outcome;
    outcome.volume = std::get<CtVolume>(std::move(read));
    outcome.series = series;
    const double readSeconds = secondsSince(start);
    Progress progress{"measure", 0, Verbosity::normal};
    outcome.measured = quantify(outcome.volume, {GradeLimits{}, request.threads});
    auto& seconds = outcome.measured.figures.seconds;
    seconds.read = readSeconds;
    seconds.total = secondsSince(start);
    std::ostringstream said;
    said << "measure: " << outcome.volume.geometry.slices << " slices in " << std::setprecision(2) << seconds.total
         << " s";
    progress.finish(said.str());
    return outcome;
}

std::string textOf(const Quantification& figures) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(1);
    text << nameOf(figures.grade) << ", " << figures.involvement.totalPercent << " % involvement (+-"
         << figures.uncertaintyPercent << "), right " << figures.involvement.rightPercent.value_or(0) << " %, left "
         << figures.involvement.leftPercent.value_or(0) << " %\n"
         << std::setprecision(0) << "ground glass " << figures.groundGlassMl << " ml, consolidation "
         << figures.consolidationMl << " ml, lungs " << figures.lungMl.total << " ml (right " << figures.lungMl.right
         << ", left " << figures.lungMl.left << ")\nconfidence " << nameOf(figures.confidence);
    for (const auto& warning : figures.warnings)
        text << (&warning == &figures.warnings.front() ? ": " : ", ") << warning;
    return text.str();
}

/// What the sheet says above its pictures, in the letters that it has.
std::vector<std::string> captionsOf(const Quantification& figures) {
    std::ostringstream first;
    first << std::fixed << std::setprecision(1) << nameOf(figures.grade) << "  " << figures.involvement.totalPercent
          << " % (+-" << figures.uncertaintyPercent << ")  right " << figures.involvement.rightPercent.value_or(0)
          << " %  left " << figures.involvement.leftPercent.value_or(0) << " %  confidence "
          << nameOf(figures.confidence);
    std::ostringstream second;
    second << std::fixed << std::setprecision(0) << "ground glass " << figures.groundGlassMl << " ml, consolidation "
           << figures.consolidationMl << " ml of " << figures.lungMl.total << " ml";
    for (const auto& warning : figures.warnings)
        second << (&warning == &figures.warnings.front() ? "   " : ", ") << warning;
    return {first.str(), second.str()};
}

/// The measurement as DICOM objects that refer to the series.
void writeObjects(const Request& request, const Outcome& outcome) {
    if (request.report.empty() && request.segmentation.empty()) return;
    auto source = sourceOf(outcome.series);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&source))
        throw CommandFailure(ExitCode::failed, "read_again",
                             "The series cannot be read a second time: " + refusal->detail,
                             "Was it changed meanwhile?");
    std::optional<WrittenSegmentation> segmentation;
    if (!request.segmentation.empty())
        segmentation = writeSegmentation(outcome.measured.labels, std::get<SourceSeries>(source), request.segmentation);
    if (!request.report.empty())
        (void)writeReport(outcome.measured.figures, std::get<SourceSeries>(source), segmentation, request.report);
}

int carryOut(const Request& request) {
    const auto start = Clock::now();
    const auto named = NamedFiles::of(request.paths);
    const auto* unusable = std::get_if<dicom::Refusal>(&named);
    const auto index = unusable != nullptr ? nothingIn(*unusable)
                                           : dicom::indexFiles(std::get<NamedFiles>(named).files(), request.threads);
    auto outcome = measure(index, request, start);
    auto& figures = outcome.measured.figures;
    const bool measured = figures.status == Quantification::Status::measured;
    if (!measured) figures.seconds.total = secondsSince(start);
    if (measured && !request.masks.empty()) writeNrrd(outcome.measured.labels, request.masks);
    if (measured && !request.overlay.empty())
        writeOverlay(outcome.volume, outcome.measured.labels, request.overlay, captionsOf(figures));
    if (measured) writeObjects(request, outcome);
    if (request.asJson) {
        auto document = nlohmann::json(figures);
        document["seriesChoice"] = explainedChoice(index);
        std::cout << document.dump() << std::endl;
    } else if (measured)
        std::cout << textOf(figures) << std::endl;
    if (!measured) say(Verbosity::normal, "Not measured (" + figures.reason + "): " + figures.detail);
    return static_cast<int>(measured ? ExitCode::done : ExitCode::inputRefused);
}

}  // namespace

void addQuantifyCommand(CLI::App& app, int& exitCode) {
    const auto request = std::make_shared<Request>();
    request->threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto* command = app.add_subcommand(
        "quantify", helpWith("  ./overread quantify study/ --json\n"
                             "  ./overread quantify study.zip\n"
                             "  ./overread quantify study/ --masks masks.nrrd --overlay sheet.png\n"
                             "  ./overread quantify study/ --sr figures.dcm --seg masks.dcm\n",
                             "Measures the lung involvement in one chest CT series; no server needed. Quality "
                             "assurance, not for primary diagnosis."));
    command
        ->add_option(
            "PATH", request->paths,
            "folder, files, list of paths or archive (zip, tar) of DICOM; of several series the best is measured")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_flag("--json", request->asJson, "one JSON object on standard output");
    command->add_option("--masks", request->masks, "write the labels as NRRD (patient coordinates, LPS)");
    command->add_option("--overlay", request->overlay, "write a PNG sheet of axial and coronal cuts with the masks");
    command->add_option("--sr", request->report, "write the figures as a DICOM structured report (TID 1500)");
    command->add_option("--seg", request->segmentation, "write the masks as a DICOM segmentation of the series");
    command->add_option("--threads", request->threads, "the result is the same for any number")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->callback([request, &exitCode] { exitCode = carryOut(*request); });
}

}  // namespace overread
