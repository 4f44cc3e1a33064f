#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/dicom/frame_decoder.h"
#include "core/domain/quantification.h"
#include "core/domain/series_choice.h"
#include "core/volume/ct_volume.h"
#include "server/workflow/index_study.h"

/// What the worker and its children tell each other through files in <folder>/in and <folder>/out. The child has read
/// foreign bytes, so the parent believes nothing: every reading here checks sizes, ranges and characters and throws
/// BadResult, and a file is read up to a limit.
namespace overread {

class BadResult : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The chosen series as it lies in the store, for the child that measures it (in/series.json, kept beside the frames).
struct StoredSeries {
    VolumeGeometry geometry;
    SeriesFacts facts;
    dicom::FrameFormat format;
    std::vector<std::uint64_t> frameOffsets;  ///< slices + 1
};

/// Answer of "indexStudy"; its frames are out/frames, its StoredSeries out/series.json.
struct StudyIndexed {
    std::optional<workflow::SeriesOnDisk> chosen;  ///< seriesId empty
    std::string refusalReason;
    std::string refusalDetail;
    SeriesChoice choice;
};

/// Answer of "quantifyStudy"; its labels are out/labels.
struct StudyQuantified {
    Quantification quantification;
    std::optional<workflow::MaskFile> masks;
};

/// Answer of "renderStudy"; its pictures are out/pictures.
struct StudyRendered {
    int slices = 0;  ///< 0: `problem` says why
    bool hasMasks = false;
    std::vector<std::uint64_t> offsets{};
    std::string problem{};  ///< stable code
};

/// Answer of "readOutsideResult"; its masks are out/labels where it says so.
struct OutsideRead {
    std::string kind;  ///< "sr" or "seg"
    std::string service;
    std::string version;
    std::string reason;  ///< stable code; empty: taken
    std::string detail;
    Involvement involvement;
    std::optional<double> lesionDice;  ///< against our own masks, where there are any
    std::optional<double> lungDice;
    bool hasMasks = false;
};

/// What "writeResults" is given beside the objects and the labels (in/wanted.json).
struct ResultsWanted {
    std::string seriesInstanceUid;
    Quantification quantification;
};
/// Answer of "writeResults"; the objects are out/sr.dcm and out/seg.dcm.
struct ResultsWritten {
    std::string reportUid;
    std::string segmentationUid;
};
/// Answer of "sendResult".
struct ResultSent {
    bool accepted = false;
    std::string problem;
};

void writeObjects(const std::filesystem::path& file, const std::vector<workflow::IndexedObject>& objects);
[[nodiscard]] std::vector<workflow::IndexedObject> readObjects(const std::filesystem::path& file);

void writeStored(const std::filesystem::path& file, const StoredSeries& series);
[[nodiscard]] StoredSeries readStored(const std::filesystem::path& file);

void writeIndexed(const std::filesystem::path& file, const StudyIndexed& indexed);
/// `frames`: out/frames, whose size must be the last offset.
[[nodiscard]] StudyIndexed readIndexed(const std::filesystem::path& file, const std::filesystem::path& frames);

void writeQuantified(const std::filesystem::path& file, const StudyQuantified& quantified);
[[nodiscard]] StudyQuantified readQuantified(const std::filesystem::path& file, const std::filesystem::path& labels,
                                             std::size_t slices);

void writeRendered(const std::filesystem::path& file, const StudyRendered& rendered);
/// `pictures`: out/pictures, whose size must be the last offset; `slices`: of the series, which may have more.
[[nodiscard]] StudyRendered readRendered(const std::filesystem::path& file, const std::filesystem::path& pictures,
                                         int slices);

void writeOutside(const std::filesystem::path& file, const OutsideRead& read);
[[nodiscard]] OutsideRead readOutside(const std::filesystem::path& file);

void writeWanted(const std::filesystem::path& file, const ResultsWanted& wanted);
[[nodiscard]] ResultsWanted readWanted(const std::filesystem::path& file);
void writeWritten(const std::filesystem::path& file, const ResultsWritten& written);
[[nodiscard]] ResultsWritten readWritten(const std::filesystem::path& file);
void writeSent(const std::filesystem::path& file, const ResultSent& sent);
[[nodiscard]] ResultSent readSent(const std::filesystem::path& file);

}  // namespace overread
