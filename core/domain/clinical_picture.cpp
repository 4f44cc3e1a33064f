#include "core/domain/clinical_picture.h"

namespace overread {

bool isClinicallyConfirmed(const ClinicalPicture& picture) {
    if (!picture.temperatureC || *picture.temperatureC <= 37.5) return false;
    if (picture.spo2Percent && *picture.spo2Percent <= 95) return true;
    for (const auto typical : {Symptom::cough, Symptom::dyspnoea, Symptom::chestCongestion, Symptom::catarrhal,
                               Symptom::weaknessOrHeadache, Symptom::anosmia, Symptom::diarrhoea})
        if (picture.symptoms.contains(typical)) return true;
    return false;
}

}  // namespace overread
