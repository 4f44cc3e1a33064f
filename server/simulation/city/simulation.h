#pragma once
#include <functional>

#include "server/configuration/configuration.h"
#include "server/simulation/city/population.h"
#include "server/simulation/city/result.h"

namespace overread::simulation::city {

struct Asked {
    CitySize size;
    bool keep = false;         ///< leaves the database behind
    std::size_t threads = 12;  ///< and connections of each role at most
    std::function<void(int day, long studies)> progress = [](int, long) {};
    std::function<void()> checkStop = [] {};  ///< may throw to end the city
};

/// Builds the city, lets its days pass, and holds what the house says against what is true.
[[nodiscard]] Result simulate(const Configuration& base, const Asked& asked);

}  // namespace overread::simulation::city
