#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "reviewer-client/viewer/plane.h"
#include "reviewer-client/viewer/slice_stack.h"

namespace overread::client {

/// Cuts pictures out of a stack: coronal, sagittal, and slabs of any plane. A picture stays as long as nothing of it
/// changes; an axial slice is not copied at all. One thread at a time.
class Cutter {
public:
    /// Hounsfield units of that picture, row by row. Rows of slices that have not come hold 0 (see hasRow); a slab is
    /// made of the slices that have come. Valid until the next call.
    [[nodiscard]] std::span<const std::int16_t> hu(const SliceStack& stack, Plane plane, int slice, const Slab& slab);
    /// Labels of the same picture without its slab, 0 where none have come.
    [[nodiscard]] std::span<const std::uint8_t> labels(const SliceStack& stack, Plane plane, int slice);
    /// Whether the row can be shown: a coronal or sagittal row is one slice of the stack.
    [[nodiscard]] static bool hasRow(const SliceStack& stack, Plane plane, int slice, int row);
    void forget();  ///< the stack changed

private:
    struct Key {
        const SliceStack* stack = nullptr;
        Plane plane = Plane::axial;
        int slice = -1;
        Slab slab;
        int loaded = -1;
        bool operator==(const Key&) const = default;
    };
    Key key_;
    std::vector<std::int16_t> hu_;
    std::vector<std::int32_t> sums_;
    Key labelKey_;
    std::vector<std::uint8_t> labels_;
};

}  // namespace overread::client
