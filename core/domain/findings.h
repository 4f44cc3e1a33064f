#pragma once
#include <optional>
#include <string>

#include "core/domain/named.h"

namespace overread {

/// Share of the lung parenchyma that is ground glass or consolidation, in percent of that lung (0..100). The total is
/// weighted by lung volume, never the mean of the two sides.
struct Involvement {
    double totalPercent = 0;
    std::optional<double> rightPercent;
    std::optional<double> leftPercent;
    bool operator==(const Involvement&) const = default;
};

enum class Distribution { notStated, peripheral, central, diffuse };

template <>
struct Names<Distribution> {
    static constexpr auto table =
        std::to_array<std::pair<Distribution, std::string_view>>({{Distribution::notStated, "notStated"},
                                                                  {Distribution::peripheral, "peripheral"},
                                                                  {Distribution::central, "central"},
                                                                  {Distribution::diffuse, "diffuse"}});
};

/// What a reader saw besides the share.
struct Findings {
    bool groundGlass = false;
    bool consolidation = false;
    bool crazyPaving = false;
    bool effusion = false;
    Distribution distribution = Distribution::notStated;
    std::string alternativeDiagnosis;  ///< empty: none
    bool operator==(const Findings&) const = default;
};

}  // namespace overread
