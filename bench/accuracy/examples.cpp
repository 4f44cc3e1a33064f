#include "bench/accuracy/examples.h"

#include <algorithm>
#include <array>
#include <memory>

#include "core/dicom/kernel.h"
#include "core/domain/named.h"
#include "core/phantom/insert_lesions.h"
#include "core/quantification/quantify.h"

namespace overread::accuracy {
namespace {

constexpr std::array involvements{2.0,  5.0,  9.0,  14.0, 19.0, 23.0, 29.0, 33.0, 38.0,
                                  43.0, 47.0, 54.0, 59.0, 64.0, 69.0, 73.0, 79.0, 85.0};
constexpr std::array consolidationShares{0.0, 0.2, 0.4, 0.7};
constexpr std::array thicknessesMm{2.5, 1.25, 5.0, 1.0, 8.0};
constexpr std::array noisesHu{15.0, 25.0, 40.0};
constexpr std::size_t phantomCount = 60;
constexpr std::size_t healthyCount = 12;
constexpr double mostOneSided = 33;  // percent of both lungs that one can hold
constexpr double mostConsolidated =
    25;  // percent of both lungs: beyond it a lung is white, and where it ends is a guess

template <typename Values>
auto turn(const Values& values, std::size_t i) {
    return values[i % values.size()];
}

double shareOf(double involvementPercent, std::size_t i) {
    return std::min(turn(consolidationShares, i), mostConsolidated / involvementPercent);
}

Example exampleOf(const PhantomOptions& options) {
    Description what{Source::phantom,          "seed " + std::to_string(options.seed),
                     options.sliceThicknessMm, options.kernel,
                     options.breathing,        options.effusionMl > 0};
    return {what, [options] { return makePhantom(options); }};
}

/// The i-th combination of what a scanner and a department choose. The steps are coprime, so that no two go together.
PhantomOptions scannerOf(std::size_t i, std::uint64_t seed) {
    PhantomOptions options;
    options.seed = seed;
    options.sliceThicknessMm = turn(thicknessesMm, i);
    options.kernel = (i / 3) % 2 == 0 ? ReconstructionKernel::soft : ReconstructionKernel::sharp;
    options.noiseHu = turn(noisesHu, i / 2);
    return options;
}

/// Lungs without their disease.
LabelVolume healthyPartOf(LabelVolume labels) {
    for (auto& label : labels.labels)
        if (label != static_cast<std::uint8_t>(Label::rightLung) && label != static_cast<std::uint8_t>(Label::leftLung))
            label = 0;
    return labels;
}

}  // namespace

std::vector<Example> phantomExamples(std::uint64_t firstSeed) {
    std::vector<Example> examples;
    for (std::size_t i = 0; i < phantomCount; ++i) {
        auto options = scannerOf(i, firstSeed + i);
        options.involvementPercent = turn(involvements, i);
        options.consolidationShare = shareOf(options.involvementPercent, i + i / involvements.size());
        if (i % 7 == 3 && options.involvementPercent <= mostOneSided)
            options.distribution = i % 2 == 0 ? LesionDistribution::right : LesionDistribution::left;
        if (i % 11 == 5) options.breathing = Breathing::free;
        if (i % 13 == 8) options.effusionMl = 150 + 50.0 * static_cast<double>(i % 9);
        examples.push_back(exampleOf(options));
    }
    return examples;
}

std::vector<Example> healthyPhantoms(std::uint64_t firstSeed) {
    std::vector<Example> examples;
    for (std::size_t i = 0; i < healthyCount; ++i) {
        auto options = scannerOf(i, firstSeed + 1000 + i);
        options.involvementPercent = 0;
        examples.push_back(exampleOf(options));
    }
    return examples;
}

std::vector<Example> insertedExamples(const CtVolume& healthy, const std::string& name, std::uint64_t firstSeed) {
    const auto before = quantify(healthy, {GradeLimits{}, 2, {}});
    if (before.labels.labels.empty()) return {};
    const bool free = std::count(before.figures.warnings.begin(), before.figures.warnings.end(), "free_breathing") > 0;
    const bool sharp = dicom::kernelClassOf(healthy.facts.kernel) == dicom::KernelClass::sharp;
    const auto volume = std::make_shared<const CtVolume>(healthy);
    const auto lungs = std::make_shared<const LabelVolume>(healthyPartOf(before.labels));
    std::vector<Example> examples;
    for (std::size_t i = 0; i < involvements.size(); i += 2) {
        const InsertionOptions options{involvements[i], shareOf(involvements[i], i / 2), LesionDistribution::bilateral,
                                       firstSeed + 2000 + i};
        const Description what{Source::inserted,
                               name + ", seed " + std::to_string(options.seed),
                               healthy.geometry.spacingMm[2],
                               sharp ? ReconstructionKernel::sharp : ReconstructionKernel::soft,
                               free ? Breathing::free : Breathing::inspiration,
                               false};
        examples.push_back({what, [=] { return insertLesions(*volume, *lungs, options); }});
    }
    return examples;
}

}  // namespace overread::accuracy
