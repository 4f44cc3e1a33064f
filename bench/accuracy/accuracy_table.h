#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "bench/accuracy/comparison.h"

namespace overread::accuracy {

/// A real series without pneumonia, and what was measured in it.
struct HealthySeries {
    std::string name;
    Quantification measured;
    double largestLesionMl = 0;
};

struct Evidence {
    std::vector<Comparison> diseased;  ///< phantoms and insertions
    std::vector<Comparison> healthyPhantoms;
    std::vector<HealthySeries> healthySeries;
    std::vector<HealthySeries> others;  ///< real series with disease, of which no truth is known
    std::string command;
};

/// Writes docs/accuracy.md: bars, Bland-Altman by class, grade confusion, Dice, healthy lungs, the worst, the unknown.
void writeAccuracyTable(const Evidence& evidence, std::ostream& out);

}  // namespace overread::accuracy
