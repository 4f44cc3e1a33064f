#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>
#include <variant>

#include "core/dicom/kernel.h"
#include "core/dicom/read_volume.h"
#include "core/dicom/series_index.h"
#include "server/worker/children.h"
#include "server/worker/exchange.h"

namespace overread {
namespace {

constexpr int threads = 2;  // each more takes address space from the child's limit

/// What is wrong with the file itself. Everything else ("not a CT") is said of the study, and the object is a good one.
bool isFaultOfTheFile(dicom::RefusalCode code) {
    using enum dicom::RefusalCode;
    const auto faults = {unreadableFile, notDicom, truncatedFile, limitExceeded, noIdentity};
    return std::find(faults.begin(), faults.end(), code) != faults.end();
}

workflow::IndexedObject describe(const std::filesystem::path& file) {
    const dicom::ObjectFacts facts = dicom::readObject(file);
    workflow::IndexedObject object;
    object.objectId = file.stem().string();
    object.study.studyInstanceUid = facts.study.studyInstanceUid;
    object.study.accessionNumber = facts.study.accessionNumber;
    object.study.facility = facts.study.facility;
    object.study.scanner = facts.study.scanner;
    object.study.ageYears = facts.study.ageYears;
    object.study.sex = facts.study.sex;
    object.study.acquiredAt = facts.study.acquiredAt;
    object.patientId = facts.study.patientId;
    object.seriesInstanceUid = facts.instance.seriesInstanceUid;
    if (const auto& refusal = facts.instance.refusal; refusal && isFaultOfTheFile(refusal->code)) {
        object.refusalReason = nameOf(refusal->code);
        object.refusalDetail = refusal->detail;
    } else if (object.study.studyInstanceUid.empty()) {
        object.refusalReason = nameOf(dicom::RefusalCode::noIdentity);
        object.refusalDetail = "the object names no study";
    }
    return object;
}

/// The one to measure; else the longest one whose slices can at least be shown to a reader.
const dicom::Series* seriesToKeep(const dicom::SeriesIndex& index) {
    if (index.chosen) return &index.series[*index.chosen];
    using enum dicom::RefusalCode;
    const dicom::Series* longest = nullptr;
    for (const dicom::Series& series : index.series) {
        const bool canBeShown =
            series.refusal && (series.refusal->code == sliceGaps || series.refusal->code == tooFewSlices);
        if (canBeShown && !series.slices.empty() &&
            (longest == nullptr || series.slices.size() > longest->slices.size()))
            longest = &series;
    }
    return longest;
}

std::vector<std::uint64_t> writeFrames(const std::filesystem::path& path, const dicom::SeriesFrames& frames) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::vector<std::uint64_t> offsets{0};
    for (const auto& payload : frames.payloads) {
        file.write(reinterpret_cast<const char*>(payload.data()), static_cast<std::streamsize>(payload.size()));
        offsets.push_back(offsets.back() + payload.size());
    }
    file.close();
    if (!file) throw std::runtime_error("cannot write the frames");
    return offsets;
}

wire::ImageSeries imageOf(const dicom::Series& series, const dicom::FrameFormat& format) {
    wire::ImageSeries image;
    image.rows = static_cast<int>(series.geometry.rows);
    image.columns = static_cast<int>(series.geometry.columns);
    image.slices = static_cast<int>(series.slices.size());
    image.spacingMm = series.geometry.spacingMm;
    image.rowDirection = series.geometry.rowDirection;
    image.columnDirection = series.geometry.columnDirection;
    image.kernelClass = nameOf(dicom::kernelClassOf(series.facts.kernel));
    image.contrast = series.facts.contrast;
    image.lossy = series.facts.lossy;
    image.format = {.transferSyntaxUid = format.transferSyntaxUid,
                    .bitsAllocated = format.bitsAllocated,
                    .bitsStored = format.bitsStored,
                    .highBit = format.highBit,
                    .isSigned = format.isSigned,
                    .rescaleSlope = format.rescaleSlope,
                    .rescaleIntercept = format.rescaleIntercept,
                    .padding = format.padding};
    return image;
}

}  // namespace

void indexObjects(const std::filesystem::path& folder) {
    std::vector<workflow::IndexedObject> objects;
    for (const auto& file : dicom::filesUnder({folder / "in"})) {
        std::ofstream(folder / "out" / "looking-at", std::ios::trunc) << file.stem().string() << std::flush;
        objects.push_back(describe(file));
    }
    writeObjects(folder / "out" / "result.json", objects);
}

void indexStudy(const std::filesystem::path& folder) {
    const dicom::SeriesIndex index = dicom::indexFiles(dicom::filesUnder({folder / "in"}), threads);
    StudyIndexed indexed;
    indexed.choice = dicom::choiceOf(index);
    const auto refuse = [&](const dicom::Refusal& refusal) {
        indexed.refusalReason = nameOf(refusal.code);
        indexed.refusalDetail = refusal.detail;
    };
    if (index.refusal) refuse(*index.refusal);
    if (const dicom::Series* series = seriesToKeep(index)) {
        const auto extracted = dicom::extractFrames(*series);
        if (const auto* refusal = std::get_if<dicom::Refusal>(&extracted)) {
            refuse(*refusal);
        } else {
            const auto& frames = std::get<dicom::SeriesFrames>(extracted);
            const auto offsets = writeFrames(folder / "out" / "frames", frames);
            writeStored(folder / "out" / "series.json", {series->geometry, series->facts, frames.format, offsets});
            indexed.chosen = workflow::SeriesOnDisk{.seriesId = {},
                                                    .seriesInstanceUid = series->seriesInstanceUid,
                                                    .image = imageOf(*series, frames.format),
                                                    .kernel = series->facts.kernel,
                                                    .frameOffsets = offsets};
        }
    }
    writeIndexed(folder / "out" / "result.json", indexed);
}

}  // namespace overread
