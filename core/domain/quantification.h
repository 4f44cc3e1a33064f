#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/findings.h"
#include "core/domain/grade.h"

namespace overread {

/// Volumes of the measurement in millilitres; right and left as the patient has them.
struct LungVolumesMl {
    double total = 0;
    double right = 0;
    double left = 0;
};

/// The series that was measured.
struct MeasuredSeries {
    std::string seriesInstanceUid;
    int slices = 0;
    int rows = 0;
    int columns = 0;
    std::array<double, 3> spacingMm{};  ///< between columns, between rows, between slices
    std::string kernel;
};

/// The automated measurement of involvement: measured, or refused with a reason. It never blocks reading.
struct Quantification {
    enum class Status { pending, measured, refused };
    enum class Confidence { normal, low };

    Status status = Status::pending;
    std::string reason;  ///< stable code where refused, for example "not_chest_ct"; empty else
    std::string detail;  ///< the reason in one sentence for a person
    // Only where measured:
    Grade grade = Grade::ct0;
    Involvement involvement;
    double groundGlassMl = 0;
    double consolidationMl = 0;
    LungVolumesMl lungMl;
    double uncertaintyPercent = 0;  ///< half width of the 95 % limits of agreement, in points of the total
    Confidence confidence = Confidence::normal;
    std::vector<std::string> warnings;  ///< stable codes: free_breathing, truncated_lungs, contrast, thick_slices ...
    MeasuredSeries series;
    struct Seconds {
        double read = 0;
        double measure = 0;
        double total = 0;
    } seconds;
};

template <>
struct Names<Quantification::Status> {
    static constexpr auto table = std::to_array<std::pair<Quantification::Status, std::string_view>>(
        {{Quantification::Status::pending, "pending"},
         {Quantification::Status::measured, "measured"},
         {Quantification::Status::refused, "refused"}});
};
template <>
struct Names<Quantification::Confidence> {
    static constexpr auto table = std::to_array<std::pair<Quantification::Confidence, std::string_view>>(
        {{Quantification::Confidence::normal, "normal"}, {Quantification::Confidence::low, "low"}});
};

}  // namespace overread
