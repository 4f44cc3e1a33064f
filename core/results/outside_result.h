#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "core/domain/findings.h"
#include "core/volume/ct_volume.h"

namespace overread {

/// What an outside service says of a study in a DICOM object that it sent.
struct OutsideResult {
    enum class Kind { sr, seg };
    Kind kind = Kind::seg;
    std::string service;  ///< maker and model, as the object states them
    std::string version;
    std::string reason;  ///< stable code why it cannot be taken; empty: it was
    std::string detail;
    Involvement involvement;
    LabelVolume masks;  ///< on the grid of our series; empty for a report
};

/// Reads a segmentation or a structured report. `geometry` is that of the study's series and `ours` the labels of our
/// own measurement on it, each none where there is none: masks need the first, and masks of lesions alone take their
/// lungs from the second. The file is foreign: it goes through our own parser's limits first, and then through DCMTK,
/// so only a disposable child may call this. What cannot be taken says why (not_dicom, no_series, other_geometry,
/// no_lungs, no_involvement, own_result ...); throws on faults alone.
[[nodiscard]] OutsideResult readOutsideResult(const std::filesystem::path& file, const VolumeGeometry* geometry,
                                              const LabelVolume* ours);

/// How two label volumes of one geometry overlap: 2 |A and B| / (|A| + |B|), 1 where both are empty.
struct Overlap {
    double lesionDice = 1;
    double lungDice = 1;
};
[[nodiscard]] Overlap overlapOf(const LabelVolume& a, const LabelVolume& b);

}  // namespace overread
