#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "bench/accuracy/comparison.h"

namespace overread::accuracy {

/// A volume to be made when its turn comes: a hundred of them at a time would fill the memory.
struct Example {
    Description what;
    std::function<Phantom()> make;
};

/// Phantoms over the whole range: 0 to 85 %, ground glass and consolidation, both lungs and one, 1 to 8 mm, soft and
/// sharp, quiet and noisy, inspiration and free breathing, effusion. Another `firstSeed`, other patients.
[[nodiscard]] std::vector<Example> phantomExamples(std::uint64_t firstSeed);
/// Phantoms without disease.
[[nodiscard]] std::vector<Example> healthyPhantoms(std::uint64_t firstSeed);
/// Lesions in the lungs of a real series without pneumonia. Its lungs are those that the measurement finds before the
/// lesions are there; what it takes for disease in them, for example a mass, is left out of them.
[[nodiscard]] std::vector<Example> insertedExamples(const CtVolume& healthy, const std::string& name,
                                                    std::uint64_t firstSeed);

}  // namespace overread::accuracy
