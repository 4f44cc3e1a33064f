#pragma once
#include "core/domain/grade.h"
#include "core/domain/quantification.h"
#include "server/simulation/city/dice.h"

/// How people and the measurement see a patient whose involvement is known. A reader's significant error is drawn with
/// a known rate; everything else they state stays in the patient's routing class. So the truth that the figures are
/// held against is a number that was put in, and not another estimate.
namespace overread::simulation::city {

/// How somebody reads.
struct Manner {
    /// Probability that they put a patient with pneumonia into another routing class; one without: half of it.
    double significantRate = 0.04;
    double leniencyPoints = 0;  ///< added to what they see; negative: they see less than there is
    double spreadPoints = 3;    ///< standard deviation of what they state
};

/// What somebody states: the grade is that of the percent, which is whole.
struct Stated {
    double percent = 0;
    Grade grade = Grade::ct0;
};

/// Probability of a significant error about this patient.
[[nodiscard]] double significantErrorRate(double truthPercent, const Manner& manner);

/// What they state about a patient with that involvement (0..100).
[[nodiscard]] Stated stated(double truthPercent, const Manner& manner, Dice& dice);

/// The truth itself, in the words of a report.
[[nodiscard]] Stated withoutError(double truthPercent);

/// The measurement of the study: refused (2 %), of low confidence (5 %), else with an error that its stated uncertainty
/// covers in 95 of 100 or more.
[[nodiscard]] Quantification measured(double truthPercent, Dice& dice);

}  // namespace overread::simulation::city
