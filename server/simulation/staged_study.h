#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/wire/report.h"
#include "server/simulation/scene.h"

namespace overread::simulation {

/// A study on this disk that waits to be sent, with the report that goes with it.
struct StagedStudy {
    Scene scene;
    std::string label;  ///< for the table: name of the scene, or of the folder
    std::string studyInstanceUid;
    std::vector<std::filesystem::path> files;
    std::optional<std::uint64_t> fingerprint;  ///< of the frame that readers recognise it by; none: no readable series
    bool isDelivered = true;                   ///< false: the listener took none of its objects, so it has no report
    bool isPhantom = false;                    ///< then scene.truthPercent is true
    wire::ReportSubmission report;
};

/// Name of the invented radiologist with that staff code.
[[nodiscard]] std::string nameOfRadiologist(const std::string& staffCode);

/// Writes the scene's phantom below `folder`. `number` makes it a patient of their own: 1, 2, ...
[[nodiscard]] StagedStudy stagePhantom(const Scene& scene, int number, const std::filesystem::path& folder);

/// Every series under the folder as a study of its own, with an invented report, right ones and wrong ones in turn.
/// Where a study has several series, all but the first are copied below `copies` under new study UIDs, so that each
/// gets its own verdict. Files that are no DICOM are left out.
[[nodiscard]] std::vector<StagedStudy> stageSeriesUnder(const std::filesystem::path& folder,
                                                        const std::filesystem::path& copies);

}  // namespace overread::simulation
