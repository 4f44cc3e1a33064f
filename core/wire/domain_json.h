#pragma once
#include "core/domain/clinical_picture.h"
#include "core/domain/findings.h"
#include "core/domain/quantification.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/series_choice.h"
#include "core/wire/json_fwd.h"

/// The domain's own values as JSON; found by argument-dependent lookup. Enumerations travel by their names
/// (core/domain/named.h), grades as "CT-2", moments as RFC 3339 in UTC, absent optionals as null.
namespace overread {

OVERREAD_WIRE(Involvement)  // {"totalPercent", "rightPercent", "leftPercent"}
OVERREAD_WIRE(
    Findings)  // {"groundGlass", "consolidation", "crazyPaving", "effusion", "distribution", "alternativeDiagnosis"}
OVERREAD_WIRE(ClinicalPicture)  // {"temperatureC", "respiratoryRatePerMin", "spo2Percent", "pao2Fio2Mmhg",
                                // "crpTimesUpperNormal", "leukocytesE9PerL", "symptoms",
                                // "epidemiologicalHistory"}
OVERREAD_WIRE(DoubleRead)       // {"grade", "gradeReason", "involvement", "findings", "quality", "qualityReasons",
                                // "confidence", "text"}
OVERREAD_WIRE(PeerReview)       // {"score": 1|2|3, "significance", "errorKind", "technicalRemarks", "greatCall",
                                // "markedSlice", "comment"}
OVERREAD_WIRE(Quantification)   // the JSON of `overread quantify --json` (fixed): status, reason, grade,
                                // involvementPercent {total, right, left}, ...
OVERREAD_WIRE(SeriesChoice)     // {"reason", "candidates": [{"seriesInstanceUid", "chosen", "slices", ...}], "leftOut"}

}  // namespace overread
