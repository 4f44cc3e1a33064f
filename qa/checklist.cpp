#include "qa/checklist.h"

#include <array>

namespace overread::qa {
namespace {

constexpr std::array<std::string_view, 7> readiness{"staffOnEveryShift", "reportWithinTerm", "secondReaderNamed",
                                                    "clinicReachable",   "emergencyCtOpen",  "reserveScanner",
                                                    "imagesArriveWhole"};
constexpr std::array<std::string_view, 7> technicalProtocol{
    "wholeLungs", "fullInspiration", "thinSlices", "lungKernel", "doseWithinLevel", "noMotion", "sidesLabelled"};
constexpr std::array<std::string_view, 7> infectionControl{"flowsApart",    "protectionInStock", "protectionWorn",
                                                           "roomAired",     "surfacesCleaned",   "staffTested",
                                                           "wasteSeparated"};

}  // namespace

std::span<const std::string_view> itemsOf(ChecklistKind kind) {
    switch (kind) {
        case ChecklistKind::readiness:
            return readiness;
        case ChecklistKind::technicalProtocol:
            return technicalProtocol;
        case ChecklistKind::infectionControl:
            return infectionControl;
    }
    return {};
}

}  // namespace overread::qa
