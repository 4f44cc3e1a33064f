#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "core/phantom/anatomy.h"
#include "core/phantom/value_noise.h"

namespace overread {

/// Where viral pneumonia shows first: a field over the lung whose highest voxels are the diseased ones. Patches of a
/// few centimetres, more at the periphery, at the back and at the base.
class DiseaseField {
public:
    explicit DiseaseField(std::uint64_t seed);

    class Plane {
    public:
        /// Proneness to disease, about 0..2. `outward`: 0 in the middle of the chest, 1 at its wall; `upwards`: 0 at
        /// the base of the lungs, 1 at their tips.
        [[nodiscard]] double at(double x, double y, double outward, double upwards) const;
        /// 0..1, small-grained: the inner structure of a lesion.
        [[nodiscard]] double grainAt(double x, double y) const { return grain_.at(x, y); }

    private:
        friend class DiseaseField;
        Plane(ValueNoise::Plane patches, ValueNoise::Plane grain)
            : patches_(std::move(patches)), grain_(std::move(grain)) {}
        ValueNoise::Plane patches_, grain_;
    };
    [[nodiscard]] Plane planeAt(double z) const;

private:
    ValueNoise patches_, grain_;
};

/// Depth of free fluid at a place: the higher the sooner fluid lies there. Supine: at the back, and more at the base.
[[nodiscard]] inline double fluidDepthMm(double y, double z) {
    return y - 0.22 * (z - 60);
}

/// The cut above which lie the wanted number of values, found by counting. Values are put into bins of `low..high`.
class CutFinder {
public:
    CutFinder(double low, double high);
    void count(double value);
    [[nodiscard]] std::uint64_t counted() const { return counted_; }
    /// Above everything where `wanted` is 0.
    [[nodiscard]] double cutFor(std::uint64_t wanted) const;
    /// The value as the cut sees it: two values of one bin are on the same side of every cut.
    [[nodiscard]] double binned(double value) const;

private:
    [[nodiscard]] std::size_t binOf(double value) const;
    double low_, high_;
    std::uint64_t counted_ = 0;
    std::vector<std::uint64_t> bins_;
};

/// The cuts through a DiseaseField that give the wanted involvement, and what a lesion looks like.
class LesionRule {
public:
    void count(double proneness) { proneness_.count(proneness); }
    [[nodiscard]] std::uint64_t counted() const { return proneness_.counted(); }
    /// After everything was counted.
    void cutFor(double wantedVoxels, double consolidationShare);
    [[nodiscard]] bool isDiseased(double proneness) const { return proneness_.binned(proneness) >= cut_; }
    [[nodiscard]] bool isDense(double proneness) const { return proneness_.binned(proneness) >= denseCut_; }
    /// Hounsfield units of a diseased place without noise.
    [[nodiscard]] double huOf(double proneness, double grain) const;

private:
    CutFinder proneness_{-0.5, 2.5};
    double cut_ = 0, denseCut_ = 0;
};

/// The label of a healthy lung's voxel becomes that of its disease.
[[nodiscard]] std::uint8_t diseasedLabel(std::uint8_t lung, bool dense);

}  // namespace overread
