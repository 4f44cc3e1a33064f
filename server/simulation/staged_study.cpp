#include "server/simulation/staged_study.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <variant>

#include "core/dicom/read_volume.h"
#include "core/dicom/series_index.h"
#include "core/phantom/write_series.h"
#include "server/simulation/simulated_reader.h"

namespace overread::simulation {
namespace {

namespace fs = std::filesystem;

/// Small, so that twelve studies are made, sent and measured in a minute on two cores.
constexpr int matrix = 256;
constexpr double sliceMm = 4;
constexpr std::size_t tooFew = 10;
constexpr int reporters = 3;

struct Radiologist {
    const char* code;
    const char* name;
    const char* facility;
};
constexpr Radiologist radiologists[reporters] = {
    {"R-01", "Anna Orlova", "clinic-1"}, {"R-02", "Boris Levin", "clinic-2"}, {"R-03", "Vera Sokolova", "clinic-3"}};

Timestamp now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

wire::ReportSubmission reportOf(const Scene& scene, const std::string& studyInstanceUid, int number) {
    const auto& reporter = radiologists[number % reporters];
    wire::ReportSubmission report;
    report.studyInstanceUid = studyInstanceUid;
    report.reporter = reporter.code;
    report.reporterName = reporter.name;
    report.facility = reporter.facility;
    report.grade = scene.reportedGrade;
    report.involvement = Involvement{scene.statedPercent, std::nullopt, std::nullopt};
    report.findings.groundGlass = scene.statedPercent > 0;
    report.findings.consolidation = scene.statedPercent >= 50;
    if (scene.reportedGrade > Grade::ct0) {
        report.clinicalPicture.temperatureC = 38.4;
        report.clinicalPicture.symptoms = {Symptom::cough};
        report.clinicalQuestion = "Cough, fever for four days";
    } else {
        report.clinicalPicture.temperatureC = 36.7;
        report.clinicalQuestion = "Contact with a sick person";
    }
    report.routing = scene.routing.value_or(routingOf(scene.reportedGrade));
    report.text = scene.reportedGrade == Grade::ct0
                      ? "Lungs without focal or infiltrative changes."
                      : "Bilateral ground-glass opacities, about " +
                            std::to_string(static_cast<int>(scene.statedPercent)) + " percent of the parenchyma.";
    report.signedAt = now();
    return report;
}

/// As the server keeps and shows it: what is converted on the way in is converted here by the same code. A series that
/// cannot be measured is shown to readers all the same: then the one with most slices.
std::optional<std::uint64_t> fingerprintOf(const dicom::SeriesIndex& index) {
    if (index.series.empty()) return std::nullopt;
    const auto most = std::ranges::max_element(index.series, {}, [](const auto& each) { return each.slices.size(); });
    const auto& shown = index.chosen ? index.series[*index.chosen] : *most;
    if (shown.slices.empty()) return std::nullopt;
    const auto frames = dicom::extractFrames(shown);
    const auto* all = std::get_if<dicom::SeriesFrames>(&frames);
    if (all == nullptr || all->payloads.empty()) return std::nullopt;
    const auto& payload =
        all->payloads[static_cast<std::size_t>(recognisedFrame(static_cast<int>(all->payloads.size())))];
    return simulation::fingerprintOf(std::string(payload.begin(), payload.end()));
}

/// The same objects under another study UID and instance UIDs of their own, pixels as they are.
std::vector<fs::path> copiesUnder(const std::string& studyInstanceUid, const std::vector<fs::path>& files,
                                  const fs::path& folder) {
    fs::create_directories(folder);
    std::vector<fs::path> copies;
    for (const auto& file : files) {
        DcmFileFormat object;
        if (object.loadFile(OFFilename(file.c_str())).bad()) continue;
        const auto instanceUid = inventedUid(copies.size(), studyInstanceUid);
        object.getDataset()->putAndInsertString(DCM_StudyInstanceUID, studyInstanceUid.c_str());
        object.getDataset()->putAndInsertString(DCM_SOPInstanceUID, instanceUid.c_str());
        copies.push_back(folder / (std::to_string(copies.size()) + ".dcm"));
        if (object.saveFile(OFFilename(copies.back().c_str()), EXS_Unknown).bad())
            throw std::runtime_error("cannot write " + copies.back().string());
    }
    return copies;
}

/// Reports for series of which nobody knows the truth: a careful guess at the grade in turn, right or not.
Scene sceneOfUnknownTruth(int number) {
    constexpr std::pair<Grade, double> guesses[] = {
        {Grade::ct2, 35}, {Grade::ct0, 0}, {Grade::ct1, 15}, {Grade::ct3, 60}, {Grade::ct1, 20}};
    const auto& [grade, percent] = guesses[static_cast<std::size_t>(number) % std::size(guesses)];
    Scene scene;
    scene.reportedGrade = grade;
    scene.statedPercent = percent;
    scene.expected.isRead = grade > Grade::ct0;
    if (scene.expected.isRead) scene.expected.reason = SelectionReason::mandatory;
    return scene;
}

}  // namespace

std::string nameOfRadiologist(const std::string& staffCode) {
    return std::ranges::find(radiologists, staffCode, &Radiologist::code)->name;
}

StagedStudy stagePhantom(const Scene& scene, int number, const fs::path& folder) {
    PhantomOptions options;
    options.involvementPercent = scene.truthPercent;
    options.consolidationShare = scene.consolidationShare;
    options.distribution = scene.distribution;
    options.effusionMl = scene.effusionMl;
    options.sliceThicknessMm = sliceMm;
    options.matrix = matrix;
    options.seed = static_cast<std::uint64_t>(number);
    auto volume = makePhantom(options).volume;
    if (scene.hasTooFewSlices) volume = slicesOf(volume, volume.geometry.slices / 2, tooFew);

    const auto identity = inventedIdentity(options.seed);
    StagedStudy study;
    study.scene = scene;
    study.label = scene.name;
    study.studyInstanceUid = identity.studyInstanceUid;
    study.isPhantom = true;
    writeSeries(volume, identity, folder);
    study.files = dicom::filesUnder({folder});
    study.fingerprint = fingerprintOf(dicom::indexFiles(study.files));
    study.report = reportOf(scene, study.studyInstanceUid, number);
    return study;
}

std::vector<StagedStudy> stageSeriesUnder(const fs::path& folder, const fs::path& copies) {
    std::map<std::pair<std::string, std::string>, std::vector<fs::path>> filesOfSeries;
    for (const auto& instance : dicom::indexFiles(dicom::filesUnder({folder})).instances)
        if (!instance.studyInstanceUid.empty())
            filesOfSeries[{instance.studyInstanceUid, instance.seriesInstanceUid}].push_back(instance.file);
    std::vector<StagedStudy> studies;
    std::set<std::string> taken;
    for (const auto& [uids, files] : filesOfSeries) {
        const auto number = static_cast<int>(studies.size());
        StagedStudy study;
        study.scene = sceneOfUnknownTruth(number);
        study.label = files.front().parent_path().filename().string();
        study.studyInstanceUid = uids.first;
        study.files = files;
        if (!taken.insert(uids.first).second) {
            study.studyInstanceUid = inventedUid(static_cast<std::uint64_t>(number), uids.second);
            study.files = copiesUnder(study.studyInstanceUid, files, copies / std::to_string(number));
        }
        study.fingerprint = fingerprintOf(dicom::indexFiles(study.files));
        study.report = reportOf(study.scene, study.studyInstanceUid, number);
        studies.push_back(std::move(study));
    }
    return studies;
}

}  // namespace overread::simulation
