#pragma once
#include <array>
#include <string_view>

namespace overread {

/// A rule of the product and the rows that break it. `takesNow`: one value is bound, the moment of the check.
struct CityCheck {
    std::string_view rule;
    std::string_view violations;
    bool takesNow = false;
};

/// Everything that must hold of a city's database whatever happened in it. Written from the description of the product,
/// not from the code: nothing of qa/ or server/workflow is in here.
extern const std::array<CityCheck, 18> cityChecks;

}  // namespace overread
