#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace overread::quantification {

/// Size and spacing of a working grid. Its axes are those of the patient, whatever the series had: x grows to the
/// patient's left, y to the back, z to the head.
struct Extent {
    int nx = 0;
    int ny = 0;
    int nz = 0;
    std::array<double, 3> spacingMm{1, 1, 1};

    [[nodiscard]] std::size_t voxels() const {
        return static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny) * static_cast<std::size_t>(nz);
    }
    [[nodiscard]] std::size_t index(int x, int y, int z) const {
        return (static_cast<std::size_t>(z) * static_cast<std::size_t>(ny) + static_cast<std::size_t>(y)) *
                   static_cast<std::size_t>(nx) +
               static_cast<std::size_t>(x);
    }
    [[nodiscard]] double voxelMl() const { return spacingMm[0] * spacingMm[1] * spacingMm[2] / 1000; }
    bool operator==(const Extent&) const = default;
};

/// One value per voxel of an extent; owns them.
template <typename Value>
struct Grid {
    Extent extent;
    std::vector<Value> data;

    Grid() = default;
    explicit Grid(const Extent& size, Value value = Value{}) : extent{size}, data(size.voxels(), value) {}

    [[nodiscard]] Value* row(int y, int z) { return data.data() + extent.index(0, y, z); }
    [[nodiscard]] const Value* row(int y, int z) const { return data.data() + extent.index(0, y, z); }
    [[nodiscard]] Value& at(int x, int y, int z) { return data[extent.index(x, y, z)]; }
    [[nodiscard]] const Value& at(int x, int y, int z) const { return data[extent.index(x, y, z)]; }
};

using HuGrid = Grid<std::int16_t>;  ///< Hounsfield units
using Mask = Grid<std::uint8_t>;    ///< 0 or 1

/// Part of a grid: lo inside, hi outside. Empty where a hi is not above its lo.
struct Box {
    std::array<int, 3> lo{0, 0, 0};
    std::array<int, 3> hi{0, 0, 0};
    [[nodiscard]] bool empty() const { return hi[0] <= lo[0] || hi[1] <= lo[1] || hi[2] <= lo[2]; }
};

/// mask[i] = operate(mask[i], other[i]...) for every voxel. The pointers are read once: a byte that is written could be
/// any of a vector's, and the compiler would make no lanes of the loop.
template <typename Operate, typename... Others>
void combine(Mask& mask, const Operate& operate, const Others&... others) {
    const auto count = mask.data.size();
    const auto run = [count, &operate](std::uint8_t* to, const auto*... from) {
        for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::uint8_t>(operate(to[i], from[i]...));
    };
    run(mask.data.data(), others.data.data()...);
}

[[nodiscard]] std::size_t countOf(const Mask& mask);
/// Smallest box that holds all ones.
[[nodiscard]] Box boxOf(const Mask& mask);
/// The box enlarged by a margin on every side, within the extent.
[[nodiscard]] Box grown(const Box& box, double marginMm, const Extent& extent);
[[nodiscard]] Mask cropped(const Mask& mask, const Box& box);
[[nodiscard]] HuGrid cropped(const HuGrid& hu, const Box& box);
/// Sets to one in `mask` what is one in `part`, whose first voxel lies at box.lo.
void mergeInto(Mask& mask, const Mask& part, const Box& box);

}  // namespace overread::quantification
