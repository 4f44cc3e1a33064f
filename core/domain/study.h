#pragma once
#include <optional>
#include <string>

#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"

namespace overread {

enum class Sex { unknown, female, male, other };
template <>
struct Names<Sex> {
    static constexpr auto table = std::to_array<std::pair<Sex, std::string_view>>(
        {{Sex::unknown, "unknown"}, {Sex::female, "female"}, {Sex::male, "male"}, {Sex::other, "other"}});
};

/// A DICOM study as far as quality assurance needs it. Names and birth dates are not here: they stay in the files and
/// in the schema `identity`.
struct Study {
    StudyId id;
    std::string studyInstanceUid;
    std::string accessionNumber;  ///< empty where the images carry none
    std::string facility;         ///< code of the institution
    std::string scanner;          ///< station name
    std::optional<int> ageYears;  ///< at the study
    Sex sex = Sex::unknown;
    std::optional<Timestamp> acquiredAt;
};

}  // namespace overread
