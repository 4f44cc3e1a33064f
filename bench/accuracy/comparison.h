#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/grade.h"
#include "core/domain/quantification.h"
#include "core/phantom/phantom.h"

namespace overread::accuracy {

/// Where a volume of known truth comes from.
enum class Source { phantom, inserted };

/// What a volume is like, to sort results by.
struct Description {
    Source source = Source::phantom;
    std::string name;
    double sliceMm = 0;
    ReconstructionKernel kernel = ReconstructionKernel::soft;
    Breathing breathing = Breathing::inspiration;
    bool effusion = false;
};

/// One volume measured and held against its truth.
struct Comparison {
    Description what;
    PhantomTruth truth;
    Quantification measured;
    double lungDice = 0;
    std::optional<double> lesionDice;  ///< none where neither has a lesion
    double largestLesionMl = 0;        ///< of the measurement, pieces joined over faces
    bool hasDenseWallDisease = false;  ///< consolidation of 50 ml or more

    [[nodiscard]] double error() const { return measured.involvement.totalPercent - truth.involvement.totalPercent; }
    [[nodiscard]] bool isCovered() const;
    [[nodiscard]] Grade trueGrade() const;
    /// Points from the nearest limit between two grades; a truth of 0 lies on one.
    [[nodiscard]] double pointsFromLimit() const;
};

/// Measures the volume and compares labels and figures with the truth.
[[nodiscard]] Comparison compare(const Phantom& known, Description what);

/// Largest piece of disease in a label volume, in ml.
[[nodiscard]] double largestLesionMl(const LabelVolume& labels);

}  // namespace overread::accuracy
