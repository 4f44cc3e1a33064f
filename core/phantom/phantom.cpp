#include "core/phantom/phantom.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/phantom/disease.h"
#include "core/phantom/scanner_texture.h"
#include "core/phantom/slice_painter.h"

namespace overread {
namespace {

constexpr double thickestSubsliceMm = 2.5;
constexpr double tableZMm =
    -280;  ///< of the lower end, in patient coordinates: any value will do, zero would hide faults
constexpr double leftShareOfEffusion = 0.6;

void require(bool fulfilled, const char* what) {
    if (!fulfilled) throw std::domain_error{what};
}

void validate(const PhantomOptions& o) {
    require(o.involvementPercent >= 0 && o.involvementPercent <= 85, "involvement: 0 to 85 percent");
    require(o.consolidationShare >= 0 && o.consolidationShare <= 1, "consolidation share: 0 to 1");
    require(o.sliceThicknessMm >= 0.5 && o.sliceThicknessMm <= 10, "slice thickness: 0.5 to 10 mm");
    require(o.noiseHu >= 0 && o.noiseHu <= 200, "noise: 0 to 200 HU");
    require(o.effusionMl >= 0 && o.effusionMl <= 1500, "effusion: 0 to 1500 ml");
    require(o.matrix >= 64 && o.matrix <= 1024, "matrix: 64 to 1024");
}

bool isRightLung(std::uint8_t label) {
    return label == static_cast<std::uint8_t>(Label::rightLung);
}
bool isLung(std::uint8_t label) {
    return isRightLung(label) || label == static_cast<std::uint8_t>(Label::leftLung);
}

/// Builds one phantom: healthy slices, then fluid, then disease, then what the scanner adds.
class Builder {
public:
    explicit Builder(const PhantomOptions& options) : options_(options), painter_(options), field_(options.seed) {
        auto& geometry = phantom_.volume.geometry;
        const auto matrix = static_cast<std::size_t>(options.matrix);
        const double pixelMm = Anatomy::fieldOfViewMm / options.matrix;
        const double low = -Anatomy::fieldOfViewMm / 2 + pixelMm / 2;
        geometry.columns = geometry.rows = matrix;
        geometry.slices = static_cast<std::size_t>(Anatomy::heightMm / options.sliceThicknessMm);
        geometry.spacingMm = {pixelMm, pixelMm, options.sliceThicknessMm};
        geometry.originMm = {low, Anatomy::centreYMm + low, tableZMm + options.sliceThicknessMm / 2};
        phantom_.labels.geometry = geometry;
        phantom_.volume.facts.sliceThicknessMm = options.sliceThicknessMm;
        phantom_.volume.facts.kernel = options.kernel == ReconstructionKernel::soft ? "B30f" : "B70f";
        phantom_.volume.hu.resize(geometry.voxels());
        phantom_.labels.labels.resize(geometry.voxels());
        subslices_ = static_cast<int>(std::ceil(options.sliceThicknessMm / thickestSubsliceMm));
        if (subslices_ % 2 == 0) ++subslices_;  // one of them is the middle, which the labels describe
    }

    Phantom build() {
        for (std::size_t slice = 0; slice < slices(); ++slice) paintHealthy(slice);
        pourFluid();
        spreadDisease();
        ScannerTexture texture{options_};
        for (std::size_t slice = 0; slice < slices(); ++slice) texture.apply(huOf(slice), slice);
        phantom_.truth = truthOf(phantom_.labels);
        return std::move(phantom_);
    }

private:
    [[nodiscard]] std::size_t slices() const { return phantom_.volume.geometry.slices; }
    [[nodiscard]] std::size_t area() const { return phantom_.volume.geometry.voxelsPerSlice(); }
    std::span<std::int16_t> huOf(std::size_t slice) { return {phantom_.volume.hu.data() + slice * area(), area()}; }
    std::span<std::uint8_t> labelsOf(std::size_t slice) {
        return {phantom_.labels.labels.data() + slice * area(), area()};
    }
    [[nodiscard]] double xAt(std::size_t pixel) const {
        const auto& g = phantom_.volume.geometry;
        return g.originMm[0] + static_cast<double>(pixel % g.columns) * g.spacingMm[0];
    }
    [[nodiscard]] double yAt(std::size_t pixel) const {
        const auto& g = phantom_.volume.geometry;
        return g.originMm[1] + static_cast<double>(pixel / g.columns) * g.spacingMm[1];
    }

    /// Where in the body a (sub)slice lies. Free breathing shifts neighbouring slices against each other.
    [[nodiscard]] double bodyZ(std::size_t slice, int subslice) const {
        const double z = (static_cast<double>(slice) + (subslice + 0.5) / subslices_) * options_.sliceThicknessMm;
        if (options_.breathing == Breathing::inspiration) return z;
        const double phase = z / 34 - std::floor(z / 34);
        return z + 7 * std::abs(phase - 0.5) - 1.75;
    }
    [[nodiscard]] int middle() const { return subslices_ / 2; }

    void paintHealthy(std::size_t slice) {
        const auto hu = huOf(slice);
        std::vector<int> sum(subslices_ > 1 ? area() : 0);
        for (int subslice = 0; subslice < subslices_; ++subslice) {
            painter_.paint(bodyZ(slice, subslice), painted_);
            if (subslice == middle())
                std::copy(painted_.labels.begin(), painted_.labels.end(), labelsOf(slice).begin());
            if (subslices_ == 1)
                std::copy(painted_.hu.begin(), painted_.hu.end(), hu.begin());
            else
                for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += painted_.hu[i];
        }
        for (std::size_t i = 0; i < sum.size(); ++i) hu[i] = static_cast<std::int16_t>(sum[i] / subslices_);
    }

    void pourFluid() {
        if (options_.effusionMl <= 0) return;
        std::array<CutFinder, 2> depths{CutFinder{-250, 250}, CutFinder{-250, 250}};  // left, right
        forEachLungVoxel([&](std::size_t slice, std::size_t pixel, bool right) {
            depths[right].count(fluidDepthMm(yAt(pixel), bodyZ(slice, middle())));
        });
        std::array<double, 2> cuts{};
        for (const bool right : {false, true}) {
            const double wantedMl = options_.effusionMl * (right ? 1 - leftShareOfEffusion : leftShareOfEffusion);
            const double voxels = wantedMl / phantom_.volume.geometry.voxelMl();
            require(voxels < 0.6 * static_cast<double>(depths[right].counted()),
                    "effusion: more than the lungs leave room for");
            cuts[right] = depths[right].cutFor(static_cast<std::uint64_t>(voxels + 0.5));
        }
        forEachLungVoxel([&](std::size_t slice, std::size_t pixel, bool right) {
            if (depths[right].binned(fluidDepthMm(yAt(pixel), bodyZ(slice, middle()))) < cuts[right]) return;
            labelsOf(slice)[pixel] = static_cast<std::uint8_t>(Label::effusion);
            huOf(slice)[pixel] = 8;
        });
    }

    /// The disease field in one plane of the body.
    struct Section {
        DiseaseField::Plane field;
        Anatomy::Section body;
    };
    [[nodiscard]] Section sectionAt(double z) const { return {field_.planeAt(z), painter_.anatomy().sectionAt(z)}; }
    [[nodiscard]] double pronenessAt(const Section& section, double x, double y) const {
        return section.field.at(x, y, painter_.anatomy().outwards(section.body, x, y), section.body.upwards);
    }

    void spreadDisease() {
        LesionRule rule;
        std::uint64_t parenchyma = 0;
        for (std::size_t slice = 0; slice < slices(); ++slice) {
            const auto section = sectionAt(bodyZ(slice, middle()));
            const auto labels = labelsOf(slice);
            for (std::size_t pixel = 0; pixel < labels.size(); ++pixel) {
                if (!isLung(labels[pixel])) continue;
                ++parenchyma;
                if (mayBeDiseased(labels[pixel])) rule.count(pronenessAt(section, xAt(pixel), yAt(pixel)));
            }
        }
        const double wanted = options_.involvementPercent / 100 * static_cast<double>(parenchyma);
        require(wanted <= 0.97 * static_cast<double>(rule.counted()) || wanted < 1,
                "involvement: more than the lung on that side can hold");
        if (wanted < 1) return;
        rule.cutFor(wanted, options_.consolidationShare);
        for (std::size_t slice = 0; slice < slices(); ++slice) paintDisease(slice, rule);
    }

    void paintDisease(std::size_t slice, const LesionRule& rule) {
        const auto middlePlane = sectionAt(bodyZ(slice, middle()));
        std::vector<Section> planes;  // of a thick slice, whose lesions begin and end inside it
        for (int subslice = 0; subslices_ > 1 && subslice < subslices_; ++subslice)
            planes.push_back(sectionAt(bodyZ(slice, subslice)));
        const auto labels = labelsOf(slice);
        for (std::size_t pixel = 0; pixel < labels.size(); ++pixel) {
            if (!isLung(labels[pixel]) || !mayBeDiseased(labels[pixel])) continue;
            const double x = xAt(pixel), y = yAt(pixel);
            auto& hu = huOf(slice)[pixel];
            const int healthy = hu;
            const auto lesionHu = [&](const Section& plane) {
                const double here = pronenessAt(plane, x, y);
                if (!rule.isDiseased(here)) return healthy;
                return std::max(healthy, static_cast<int>(std::floor(rule.huOf(here, plane.field.grainAt(x, y)))));
            };
            int sum = planes.empty() ? lesionHu(middlePlane) : 0;
            for (const auto& plane : planes) sum += lesionHu(plane);
            hu = static_cast<std::int16_t>(sum / std::max(1, static_cast<int>(planes.size())));
            const double here = pronenessAt(middlePlane, x, y);
            if (rule.isDiseased(here)) labels[pixel] = diseasedLabel(labels[pixel], rule.isDense(here));
        }
    }

    [[nodiscard]] bool mayBeDiseased(std::uint8_t lung) const {
        return options_.distribution == LesionDistribution::bilateral ||
               isRightLung(lung) == (options_.distribution == LesionDistribution::right);
    }

    template <class Visit>
    void forEachLungVoxel(const Visit& visit) {
        for (std::size_t slice = 0; slice < slices(); ++slice) {
            const auto labels = labelsOf(slice);
            for (std::size_t pixel = 0; pixel < labels.size(); ++pixel)
                if (isLung(labels[pixel])) visit(slice, pixel, isRightLung(labels[pixel]));
        }
    }

    PhantomOptions options_;
    SlicePainter painter_;
    DiseaseField field_;
    Phantom phantom_;
    PaintedSlice painted_;
    int subslices_ = 1;
};

}  // namespace

Phantom makePhantom(const PhantomOptions& options) {
    validate(options);
    return Builder{options}.build();
}

PhantomTruth truthOf(const LabelVolume& labels) {
    std::array<std::uint64_t, 256> voxels{};
    for (const std::uint8_t label : labels.labels) ++voxels[label];
    const double voxelMl = labels.geometry.voxelMl();
    const auto ml = [&](Label label) { return static_cast<double>(voxels[static_cast<std::size_t>(label)]) * voxelMl; };
    PhantomTruth truth;
    const double rightLesion = ml(Label::rightGroundGlass) + ml(Label::rightConsolidation);
    const double leftLesion = ml(Label::leftGroundGlass) + ml(Label::leftConsolidation);
    truth.lungMl.right = ml(Label::rightLung) + rightLesion;
    truth.lungMl.left = ml(Label::leftLung) + leftLesion;
    truth.lungMl.total = truth.lungMl.right + truth.lungMl.left;
    truth.groundGlassMl = ml(Label::rightGroundGlass) + ml(Label::leftGroundGlass);
    truth.consolidationMl = ml(Label::rightConsolidation) + ml(Label::leftConsolidation);
    truth.effusionMl = ml(Label::effusion);
    const auto percent = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
    truth.involvement = {percent(rightLesion + leftLesion, truth.lungMl.total),
                         percent(rightLesion, truth.lungMl.right), percent(leftLesion, truth.lungMl.left)};
    return truth;
}

CtVolume slicesOf(const CtVolume& volume, std::size_t first, std::size_t count) {
    if (first > volume.geometry.slices || count > volume.geometry.slices - first)
        throw std::out_of_range{"the volume does not have these slices"};
    CtVolume part{volume.geometry, volume.facts, {}};
    part.geometry.slices = count;
    for (std::size_t i = 0; i < 3; ++i)
        part.geometry.originMm[i] +=
            static_cast<double>(first) * volume.geometry.spacingMm[2] * volume.geometry.normal[i];
    const auto area = static_cast<std::ptrdiff_t>(volume.geometry.voxelsPerSlice());
    const auto begin = volume.hu.begin() + static_cast<std::ptrdiff_t>(first) * area;
    part.hu.assign(begin, begin + static_cast<std::ptrdiff_t>(count) * area);
    return part;
}

}  // namespace overread
