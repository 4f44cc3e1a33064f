#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "core/domain/case.h"
#include "core/domain/named.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/timestamp.h"
#include "qa/plan.h"
#include "qa/selection.h"

namespace overread::qa {

/// Why a settled case is shown once more: to others, against its settled answer; or to the same reader, against what
/// they said first.
enum class HiddenPurpose { calibration, repeat };
}  // namespace overread::qa
template <>
struct overread::Names<overread::qa::HiddenPurpose> {
    static constexpr auto table = std::to_array<std::pair<overread::qa::HiddenPurpose, std::string_view>>(
        {{overread::qa::HiddenPurpose::calibration, "calibration"}, {overread::qa::HiddenPurpose::repeat, "repeat"}});
};
namespace overread::qa {

/// The draw of a case that was settled: whether it may be shown again, and to whom. One number decides, so that no case
/// is both; `firstTask` is the task that it will imitate. None where the plan shows nothing again.
struct HiddenDraw {
    Draw draw;
    HiddenPurpose purpose = HiddenPurpose::calibration;  ///< where drawn
};
[[nodiscard]] std::optional<HiddenDraw> hiddenDrawOf(const Case& settled, const std::string& stratum,
                                                     std::string_view identity, const Plan& plan);

/// Whether a new task of a queue brings a hidden one with it, so that the hidden ones are the plan's share of the
/// queue.
struct MixingDraw {
    int planVersion = 0;
    double probability = 0;
    double number = 0;
    bool drawn = false;
};
/// None where the plan hides nothing.
[[nodiscard]] std::optional<MixingDraw> mixingDrawOf(std::string_view identity, const Plan& plan);

/// Which of the cases in store is looked for first; where there is none, the next is tried. The number of the draw
/// decides: a third of each.
enum class HiddenSource { repeat, calibrationWithoutPneumonia, calibrationWithPneumonia };
[[nodiscard]] std::array<HiddenSource, 3> sourcesOf(const MixingDraw& draw);

}  // namespace overread::qa
