#pragma once
#include <optional>
#include <set>

#include "core/domain/named.h"

namespace overread {

enum class Symptom {
    cough,
    dyspnoea,
    chestCongestion,
    catarrhal,
    weaknessOrHeadache,
    anosmia,
    diarrhoea,
    shock,
    organFailure
};

template <>
struct Names<Symptom> {
    static constexpr auto table =
        std::to_array<std::pair<Symptom, std::string_view>>({{Symptom::cough, "cough"},
                                                             {Symptom::dyspnoea, "dyspnoea"},
                                                             {Symptom::chestCongestion, "chestCongestion"},
                                                             {Symptom::catarrhal, "catarrhal"},
                                                             {Symptom::weaknessOrHeadache, "weaknessOrHeadache"},
                                                             {Symptom::anosmia, "anosmia"},
                                                             {Symptom::diarrhoea, "diarrhoea"},
                                                             {Symptom::shock, "shock"},
                                                             {Symptom::organFailure, "organFailure"}});
};

/// What the facility knew of the patient; whatever was not measured is absent, never zero.
struct ClinicalPicture {
    std::optional<double> temperatureC;
    std::optional<double> respiratoryRatePerMin;
    std::optional<double> spo2Percent;
    std::optional<double> pao2Fio2Mmhg;
    std::optional<double> crpTimesUpperNormal;  ///< C-reactive protein as a multiple of the laboratory's upper limit
    std::optional<double> leukocytesE9PerL;
    std::set<Symptom> symptoms;
    bool epidemiologicalHistory = false;
    bool operator==(const ClinicalPicture&) const = default;
};

/// Clinically confirmed case: over 37.5 C and at least one typical complaint or SpO2 <= 95 %, with or without a
/// typical CT.
[[nodiscard]] bool isClinicallyConfirmed(const ClinicalPicture& picture);

}  // namespace overread
