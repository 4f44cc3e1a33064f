#include "qa/hidden.h"

#include "qa/draw.h"

namespace overread::qa {

std::optional<HiddenDraw> hiddenDrawOf(const Case& settled, const std::string& stratum, std::string_view identity,
                                       const Plan& plan) {
    // A peer review has no settled answer that another reader could be held against; its reader may be asked again.
    double calibration = 0;
    if (settled.firstTask == AssignmentKind::doubleRead)
        calibration =
            settled.settledGrade == Grade::ct0 ? plan.calibrationShareWithoutPneumonia : plan.calibrationShare;
    const double probability = calibration + plan.repeatShare;
    if (probability <= 0) return std::nullopt;
    HiddenDraw hidden;
    hidden.draw.selection = {SelectionReason::calibration, stratum, probability, plan.version, settled.firstTask};
    hidden.draw.number = drawnNumber(plan.secret, "hidden", identity);
    hidden.draw.drawn = *hidden.draw.number < probability;
    hidden.draw.doubleReadShare = settled.firstTask == AssignmentKind::doubleRead ? 1 : 0;
    hidden.purpose = *hidden.draw.number < calibration ? HiddenPurpose::calibration : HiddenPurpose::repeat;
    return hidden;
}

std::optional<MixingDraw> mixingDrawOf(std::string_view identity, const Plan& plan) {
    if (plan.hiddenShare <= 0) return std::nullopt;
    MixingDraw draw;
    draw.planVersion = plan.version;
    draw.probability = plan.hiddenShare / (1 - plan.hiddenShare);
    draw.number = drawnNumber(plan.secret, "mixing", identity);
    draw.drawn = draw.number < draw.probability;
    return draw;
}

std::array<HiddenSource, 3> sourcesOf(const MixingDraw& draw) {
    using enum HiddenSource;
    const double place = draw.number / draw.probability;
    if (place < 1.0 / 3) return {repeat, calibrationWithoutPneumonia, calibrationWithPneumonia};
    if (place < 2.0 / 3) return {calibrationWithoutPneumonia, calibrationWithPneumonia, repeat};
    return {calibrationWithPneumonia, calibrationWithoutPneumonia, repeat};
}

}  // namespace overread::qa
