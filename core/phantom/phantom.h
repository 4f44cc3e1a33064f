#pragma once
#include <cstddef>
#include <cstdint>

#include "core/domain/findings.h"
#include "core/domain/named.h"
#include "core/domain/quantification.h"
#include "core/volume/ct_volume.h"

namespace overread {

enum class LesionDistribution { bilateral, right, left };
enum class ReconstructionKernel { soft, sharp };
enum class Breathing { inspiration, free };

struct PhantomOptions {
    double involvementPercent = 30;   ///< of both lungs' parenchyma, 0..85; one-sided: what that lung can hold
    double consolidationShare = 0.2;  ///< share of the involvement that is consolidation, 0..1
    LesionDistribution distribution = LesionDistribution::bilateral;
    double sliceThicknessMm = 2.5;  ///< also the distance of the slices, 0.5..10
    ReconstructionKernel kernel = ReconstructionKernel::soft;
    double noiseHu = 20;  ///< standard deviation, 0..200
    Breathing breathing = Breathing::inspiration;
    double effusionMl = 0;  ///< 0..1500, on both sides, more on the left
    std::uint64_t seed = 1;
    int matrix = 512;  ///< rows and columns, 64..1024
};

/// What is true of a phantom, counted in its labels: it is exact, the options are met to 0.1 points.
struct PhantomTruth {
    Involvement involvement;
    double groundGlassMl = 0;
    double consolidationMl = 0;
    double effusionMl = 0;
    LungVolumesMl lungMl;
};

struct Phantom {
    CtVolume volume;
    LabelVolume labels;
    PhantomTruth truth;
};

/// A thorax with known involvement: body wall, ribs, spine, heart, airways, vessels, lungs with fissures, diaphragm,
/// liver, stomach with gas, table; in some also arms, a blanket, ECG leads. A lung's parenchyma includes its vessels up
/// to 7 mm across; airways, effusion and larger vessels are not parenchyma. The same options give the same voxels on
/// every machine. Throws std::domain_error for options out of range, naming the one.
[[nodiscard]] Phantom makePhantom(const PhantomOptions& options);

/// Counts the labels.
[[nodiscard]] PhantomTruth truthOf(const LabelVolume& labels);

/// Slices [first, first + count) as a volume of their own. Throws std::out_of_range.
[[nodiscard]] CtVolume slicesOf(const CtVolume& volume, std::size_t first, std::size_t count);

template <>
struct Names<LesionDistribution> {
    static constexpr auto table =
        std::to_array<std::pair<LesionDistribution, std::string_view>>({{LesionDistribution::bilateral, "bilateral"},
                                                                        {LesionDistribution::right, "right"},
                                                                        {LesionDistribution::left, "left"}});
};
template <>
struct Names<ReconstructionKernel> {
    static constexpr auto table = std::to_array<std::pair<ReconstructionKernel, std::string_view>>(
        {{ReconstructionKernel::soft, "soft"}, {ReconstructionKernel::sharp, "sharp"}});
};
template <>
struct Names<Breathing> {
    static constexpr auto table = std::to_array<std::pair<Breathing, std::string_view>>(
        {{Breathing::inspiration, "inspiration"}, {Breathing::free, "free"}});
};

}  // namespace overread
