#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/timestamp.h"
#include "qa/plan.h"
#include "server/simulation/city/perception.h"

namespace overread::simulation::city {

/// What was asked for on the command line.
struct CitySize {
    int days = 30;
    int centres = 50;
    int radiologists = 500;
    int studiesPerDay = 5000;
    int reviewers = 0;  ///< double readers and peer reviewers; 0: as many as the work needs
    std::uint64_t seed = 1;
};

struct Radiologist {
    std::string staffCode;
    int centre = 0;
    Manner manner;
};

/// The day has three shifts of eight hours, from midnight UTC on.
inline constexpr int shiftsADay = 3;
inline constexpr std::chrono::hours shiftLength{8};

struct Reviewer {
    std::string staffCode;  ///< that of a radiologist who reports as well, for every second one
    bool isArbiter = false;
    int shift = 0;        ///< 0 night, 1 day, 2 evening
    int firstDayOff = 0;  ///< two days of seven, in turn
    Manner manner;
};

struct Population {
    std::vector<Radiologist> radiologists;
    std::vector<Reviewer> reviewers;
};

/// Relative number of studies made in each hour of the day.
[[nodiscard]] double studiesInHour(int hour);

/// Somebody is ill on one day in thirty.
[[nodiscard]] bool worksOn(const Reviewer& reviewer, std::size_t index, int day, std::uint64_t seed);

/// People with known errors. With `size.reviewers` 0 the staff suffices for the expected minutes of the plan's tasks
/// with a quarter to spare; arbiters are always enough.
[[nodiscard]] Population populate(const CitySize& size, const qa::Plan& plan);

}  // namespace overread::simulation::city
