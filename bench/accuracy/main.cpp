// Generates docs/accuracy.md. Usage: accuracy [--series FOLDER] [--seed N] [--threads N] [--csv FILE] [--out FILE]
// FOLDER holds one folder per real series, called as in tests/core/quantification/real_series_test.cpp.
#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "bench/accuracy/accuracy_table.h"
#include "bench/accuracy/examples.h"
#include "core/dicom/read_volume.h"
#include "core/quantification/overlay.h"
#include "core/quantification/quantify.h"

namespace {

using namespace overread;
namespace fs = std::filesystem;

struct Request {
    fs::path series = "../shared/data/ct";
    fs::path out = "docs/accuracy.md";
    fs::path csv;
    fs::path overlays;
    std::uint64_t seed = 91000;  // no threshold was chosen on it
    std::size_t threads = 2;     // each holds a volume and what is measured in it, about half a gigabyte
};

/// Compares all examples; the results stand in their order.
std::vector<accuracy::Comparison> compareAll(const std::vector<accuracy::Example>& examples, const Request& request) {
    std::vector<accuracy::Comparison> results(examples.size());
    std::atomic<std::size_t> next{0};
    std::mutex printing;
    const auto work = [&] {
        for (auto i = next++; i < examples.size(); i = next++) {
            const auto known = examples[i].make();
            results[i] = accuracy::compare(known, examples[i].what);
            const std::scoped_lock lock{printing};
            std::cerr << examples[i].what.name << ": truth " << known.truth.involvement.totalPercent << ", measured "
                      << results[i].measured.involvement.totalPercent << '\n';
            if (!request.overlays.empty() && std::abs(results[i].error()) > 4)
                writeOverlay(known.volume, quantify(known.volume, {GradeLimits{}, 1, {}}).labels,
                             request.overlays / (examples[i].what.name + ".png"));
        }
    };
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < request.threads; ++i) workers.emplace_back(work);
    }
    return results;
}

void writeCsv(const std::vector<accuracy::Comparison>& all, const fs::path& path) {
    std::ofstream out{path};
    out << "name,sliceMm,kernel,breathing,effusion,truth,measured,right,trueRight,left,trueLeft,groundGlassMl,"
           "trueGroundGlassMl,consolidationMl,trueConsolidationMl,lungMl,trueLungMl,uncertainty,confidence,lungDice,"
           "lesionDice,largestMl,warnings\n";
    for (const auto& e : all) {
        const auto& m = e.measured;
        out << '"' << e.what.name << "\"," << e.what.sliceMm << ',' << nameOf(e.what.kernel) << ','
            << nameOf(e.what.breathing) << ',' << e.what.effusion << ',' << e.truth.involvement.totalPercent << ','
            << m.involvement.totalPercent << ',' << m.involvement.rightPercent.value_or(0) << ','
            << e.truth.involvement.rightPercent.value_or(0) << ',' << m.involvement.leftPercent.value_or(0) << ','
            << e.truth.involvement.leftPercent.value_or(0) << ',' << m.groundGlassMl << ',' << e.truth.groundGlassMl
            << ',' << m.consolidationMl << ',' << e.truth.consolidationMl << ',' << m.lungMl.total << ','
            << e.truth.lungMl.total << ',' << m.uncertaintyPercent << ',' << nameOf(m.confidence) << ',' << e.lungDice
            << ',' << e.lesionDice.value_or(1) << ',' << e.largestLesionMl << ',';
        for (const auto& warning : m.warnings) out << warning << ' ';
        out << '\n';
    }
    if (!out.flush()) throw std::runtime_error{path.string() + " could not be written"};
}

/// The series of a folder; none where it is not there or refused.
std::optional<CtVolume> volumeIn(const fs::path& folder) {
    if (!fs::is_directory(folder)) return std::nullopt;
    const auto index = dicom::indexFiles(dicom::filesUnder({folder}), 2);
    if (!index.chosen) return std::nullopt;
    auto read = dicom::readVolume(index.series[*index.chosen], 2);
    if (!std::holds_alternative<CtVolume>(read)) return std::nullopt;
    return std::get<CtVolume>(std::move(read));
}

accuracy::HealthySeries measured(const CtVolume& volume, const std::string& name) {
    const auto result = quantify(volume, {GradeLimits{}, 2, {}});
    const double largest = result.labels.labels.empty() ? 0 : accuracy::largestLesionMl(result.labels);
    return {name, result.figures, largest};
}

void run(const Request& request) {
    accuracy::Evidence evidence;
    evidence.command = "build/release/bench/accuracy";
    auto examples = accuracy::phantomExamples(request.seed);
    for (const char* name : {"kernel-soft-8mm", "kernel-sharp-8mm", "free-breathing-4mm"}) {
        const auto volume = volumeIn(request.series / name);
        if (!volume) {
            std::cerr << name << " is not below " << request.series << ": the table will be without it\n";
            continue;
        }
        evidence.healthySeries.push_back(measured(*volume, name));
        for (auto& example : accuracy::insertedExamples(*volume, name, request.seed))
            examples.push_back(std::move(example));
    }
    if (const auto volume = volumeIn(request.series / "covid-1.25mm"))
        evidence.others.push_back(measured(*volume, "covid-1.25mm (COVID-19, no truth known)"));
    evidence.diseased = compareAll(examples, request);
    evidence.healthyPhantoms = compareAll(accuracy::healthyPhantoms(request.seed), request);
    std::ofstream out{request.out};
    writeAccuracyTable(evidence, out);
    if (!out.flush()) throw std::runtime_error{request.out.string() + " could not be written"};
    auto all = evidence.diseased;
    all.insert(all.end(), evidence.healthyPhantoms.begin(), evidence.healthyPhantoms.end());
    if (!request.csv.empty()) writeCsv(all, request.csv);
}

}  // namespace

int main(int argc, char** argv) {
    Request request;
    CLI::App app{"Measures volumes of known involvement and writes the table of accuracy"};
    app.add_option("--series", request.series, "folder with the real series")->capture_default_str();
    app.add_option("--seed", request.seed, "first seed; another one, other patients")->capture_default_str();
    app.add_option("--out", request.out, "the table")->capture_default_str();
    app.add_option("--threads", request.threads, "volumes measured at a time")
        ->capture_default_str()
        ->check(CLI::Range(1, 64));
    app.add_option("--csv", request.csv, "one row per volume");
    app.add_option("--overlays", request.overlays, "folder for pictures of volumes that are over 4 points off");
    CLI11_PARSE(app, argc, argv);
    try {
        run(request);
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
    return 0;
}
