#pragma once
#include <chrono>
#include <optional>

#include "core/domain/clinical_picture.h"
#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/named.h"
#include "core/domain/quantification.h"

/// How the lungs of a patient change between two studies. product.md, sections 2 and 3.
namespace overread::qa {

/// Longest time between two studies over which a growth counts as rapid.
constexpr std::chrono::hours rapidWithin{48};

/// An earlier and a later measured study of one patient.
struct Course {
    Quantification earlier;
    Quantification later;
    std::chrono::microseconds apart{0};
};

/// The involvement grew by half or more (1.5 times, both ends belonging) within 48 h. The growth has to exceed what the
/// two measurements may be wrong by, together (root of the sum of squares): 1 % that became 2 % is noise. False where
/// one of the two was not measured.
[[nodiscard]] bool grewByHalf(const Course& course);

/// The reported grade of the later study did not follow such a growth: it is no higher than the earlier one, or lower
/// than gradeAfterProgression asks for. The earlier grade is the reported one, or the measured one where nobody
/// reported.
[[nodiscard]] bool isRapidProgression(const Course& course, Grade earlierGrade, Grade laterReported,
                                      const ClinicalPicture& picture);

/// CT-3 at least where the involvement grew by half within 24 to 48 h (both ends belonging) together with respiratory
/// impairment, whatever the percentage: 30 breaths a minute and over, SpO2 95 % and under, or PaO2/FiO2 300 mmHg and
/// under.
[[nodiscard]] Grade gradeAfterProgression(Grade byInvolvement, const Course& course, const ClinicalPicture& picture);
[[nodiscard]] bool hasRespiratoryImpairment(const ClinicalPicture& picture);

/// What a follow-up study and the patient say of recovery; whatever was not looked at is absent.
struct FollowUpPicture {
    std::optional<bool> lessGroundGlass;
    std::optional<double> newZonesPercentOfSide;  ///< of one side's transverse size
    std::optional<bool> lessConsolidation;        ///< or none from the beginning
    std::optional<bool> effusion;
    std::optional<double> temperatureC;
    std::optional<double> spo2Percent;
    std::optional<double> crpTimesUpperNormal;
    std::optional<double> leukocytesE9PerL;
};

enum class Recovery {
    recovering,
    notRecovering,  ///< at least one criterion is not met
    unknown         ///< nothing speaks against it, but something was not looked at
};
}  // namespace overread::qa
template <>
struct overread::Names<overread::qa::Recovery> {
    static constexpr auto table = std::to_array<std::pair<overread::qa::Recovery, std::string_view>>(
        {{overread::qa::Recovery::recovering, "recovering"},
         {overread::qa::Recovery::notRecovering, "notRecovering"},
         {overread::qa::Recovery::unknown, "unknown"}});
};
namespace overread::qa {

/// What the two measurements of a course, the later report and its clinical picture say of recovery. Lesions are
/// compared by their share of the lung, since nobody breathes in twice alike. Nothing measures the extent of new zones
/// yet.
[[nodiscard]] FollowUpPicture followUpPictureOf(const Course& course, const Findings& later,
                                                const ClinicalPicture& picture);

/// Less ground glass with new zones of 25 % at most, less consolidation, no effusion; t < 37.0 C, SpO2 > 96 %, CRP
/// under twice normal, leukocytes > 3.0e9/L.
[[nodiscard]] Recovery recoveryOf(const FollowUpPicture& picture);

}  // namespace overread::qa
