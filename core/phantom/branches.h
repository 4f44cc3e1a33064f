#pragma once
#include <cstdint>
#include <vector>

#include "core/phantom/anatomy.h"

namespace overread {

struct TreePlan {
    int leaves = 300;
    double leafRadiusMm = 0.7;
    double marginMm = 3;  ///< the leaves keep this distance from the lung's surface
    std::uint64_t seed = 1;
};

/// A tree that fills one lung from its hilum: each leaf joins the nearest branch, radii follow Murray's law (the cube
/// of a parent is the sum of its children's cubes). Rods are at most 8 mm long and may cross what is not lung: the
/// painter clips.
[[nodiscard]] std::vector<Rod> growTree(const Anatomy& anatomy, Tissue lung, const TreePlan& plan);

}  // namespace overread
