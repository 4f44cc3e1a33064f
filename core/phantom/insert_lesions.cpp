#include "core/phantom/insert_lesions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/phantom/disease.h"

namespace overread {
namespace {

constexpr double thickestSubsliceMm = 2.5;
constexpr double baseZMm = 20;  // where the phantom's lungs begin
constexpr int noiseReach = 2;   // the mean of 5 x 5 voxels is the lung, what differs from it is noise
constexpr int mostNoiseHu = 60;

bool isLung(std::uint8_t label) {
    return label == static_cast<std::uint8_t>(Label::rightLung) || label == static_cast<std::uint8_t>(Label::leftLung);
}

/// Lungs of one slice as an ellipse.
struct Outline {
    double centreX = 0, centreY = 0, halfWidth = 0, halfDepth = 0;
};

class Insertion {
public:
    Insertion(CtVolume healthy, LabelVolume lungs, const InsertionOptions& options)
        : options_(options), field_(options.seed), lungs_(lungs.labels) {
        result_.volume = std::move(healthy);
        result_.labels = std::move(lungs);
        healthy_ = result_.volume.hu;
        const double thickness = geometry().spacingMm[2];
        subslices_ = static_cast<int>(std::ceil(thickness / thickestSubsliceMm)) | 1;
        for (std::size_t slice = 0; slice < geometry().slices; ++slice) outlines_.push_back(outlineOf(slice));
        while (lowest_ < outlines_.size() && outlines_[lowest_].halfWidth <= 0) ++lowest_;
        highest_ = outlines_.size();
        while (highest_ > lowest_ + 1 && outlines_[highest_ - 1].halfWidth <= 0) --highest_;
    }

    Phantom make() {
        LesionRule rule;
        std::uint64_t parenchyma = 0;
        forEachLungVoxel(
            [&](std::size_t slice, std::size_t pixel, std::uint8_t label, const DiseaseField::Plane& plane) {
                ++parenchyma;
                if (mayBeDiseased(label)) rule.count(pronenessAt(plane, slice, pixel, bodyZ(slice, middle())));
            });
        const double wanted = options_.involvementPercent / 100 * static_cast<double>(parenchyma);
        if (options_.involvementPercent < 0 || wanted > 0.97 * static_cast<double>(rule.counted()))
            throw std::domain_error{"involvement: more than the lung on that side can hold"};
        rule.cutFor(wanted, options_.consolidationShare);
        if (wanted >= 1)
            for (std::size_t slice = lowest_; slice < highest_; ++slice) paint(slice, rule);
        result_.truth = truthOf(result_.labels);
        return std::move(result_);
    }

private:
    [[nodiscard]] const VolumeGeometry& geometry() const { return result_.volume.geometry; }
    [[nodiscard]] int middle() const { return subslices_ / 2; }
    [[nodiscard]] double bodyZ(std::size_t slice, int subslice) const {
        return baseZMm + (static_cast<double>(slice) - static_cast<double>(lowest_) + (subslice + 0.5) / subslices_) *
                             geometry().spacingMm[2];
    }
    [[nodiscard]] bool mayBeDiseased(std::uint8_t lung) const {
        return options_.distribution == LesionDistribution::bilateral ||
               (lung == static_cast<std::uint8_t>(Label::rightLung)) ==
                   (options_.distribution == LesionDistribution::right);
    }

    [[nodiscard]] Outline outlineOf(std::size_t slice) const {
        const auto& g = geometry();
        double lowX = std::numeric_limits<double>::max(), highX = -lowX, lowY = lowX, highY = -lowX;
        for (std::size_t pixel = 0; pixel < g.voxelsPerSlice(); ++pixel) {
            if (!isLung(lungs_[slice * g.voxelsPerSlice() + pixel])) continue;
            const double x = static_cast<double>(pixel % g.columns) * g.spacingMm[0];
            const double y = static_cast<double>(pixel / g.columns) * g.spacingMm[1];
            lowX = std::min(lowX, x);
            highX = std::max(highX, x);
            lowY = std::min(lowY, y);
            highY = std::max(highY, y);
        }
        if (highX <= lowX || highY <= lowY) return {};
        return {(lowX + highX) / 2, (lowY + highY) / 2, (highX - lowX) / 2, (highY - lowY) / 2};
    }

    [[nodiscard]] double pronenessAt(const DiseaseField::Plane& plane, std::size_t slice, std::size_t pixel,
                                     double z) const {
        const auto& g = geometry();
        const Outline& outline = outlines_[slice];
        const double x = static_cast<double>(pixel % g.columns) * g.spacingMm[0] - outline.centreX;
        const double y = static_cast<double>(pixel / g.columns) * g.spacingMm[1] - outline.centreY;
        const double height = static_cast<double>(highest_ - lowest_) * g.spacingMm[2];
        return plane.at(x, y, std::hypot(x / outline.halfWidth, y / outline.halfDepth),
                        std::clamp((z - baseZMm) / height, 0.0, 1.0));
    }
    [[nodiscard]] double grainAt(const DiseaseField::Plane& plane, std::size_t slice, std::size_t pixel) const {
        const auto& g = geometry();
        return plane.grainAt(static_cast<double>(pixel % g.columns) * g.spacingMm[0] - outlines_[slice].centreX,
                             static_cast<double>(pixel / g.columns) * g.spacingMm[1] - outlines_[slice].centreY);
    }

    template <class Visit>
    void forEachLungVoxel(const Visit& visit) const {
        const auto area = geometry().voxelsPerSlice();
        for (std::size_t slice = lowest_; slice < highest_; ++slice) {
            const auto plane = field_.planeAt(bodyZ(slice, middle()));
            for (std::size_t pixel = 0; pixel < area; ++pixel) {
                const auto label = lungs_[slice * area + pixel];
                if (isLung(label)) visit(slice, pixel, label, plane);
            }
        }
    }

    /// What the scanner's noise and the small vessels add to the lung's own density at a voxel.
    [[nodiscard]] int textureAt(std::size_t slice, std::size_t pixel) const {
        const auto& g = geometry();
        const auto* hu = healthy_.data() + slice * g.voxelsPerSlice();
        const auto column = static_cast<std::ptrdiff_t>(pixel % g.columns);
        const auto row = static_cast<std::ptrdiff_t>(pixel / g.columns);
        int sum = 0, count = 0;
        for (auto y = row - noiseReach; y <= row + noiseReach; ++y)
            for (auto x = column - noiseReach; x <= column + noiseReach; ++x) {
                if (x < 0 || y < 0 || x >= static_cast<std::ptrdiff_t>(g.columns) ||
                    y >= static_cast<std::ptrdiff_t>(g.rows))
                    continue;
                const auto at = static_cast<std::size_t>(y) * g.columns + static_cast<std::size_t>(x);
                if (!isLung(lungs_[slice * g.voxelsPerSlice() + at])) continue;
                sum += hu[at];
                ++count;
            }
        return std::clamp(hu[pixel] - sum / std::max(1, count), -mostNoiseHu, mostNoiseHu);
    }

    void paint(std::size_t slice, const LesionRule& rule) {
        const auto& g = geometry();
        const auto area = g.voxelsPerSlice();
        std::vector<DiseaseField::Plane> planes;
        for (int subslice = 0; subslice < subslices_; ++subslice)
            planes.push_back(field_.planeAt(bodyZ(slice, subslice)));
        std::vector<float> rise(area);  // what the disease adds to each voxel, without blur
        for (std::size_t pixel = 0; pixel < area; ++pixel) {
            const auto at = slice * area + pixel;
            if (!isLung(lungs_[at]) || !mayBeDiseased(lungs_[at])) continue;
            const int healthy = healthy_[at];
            double sum = 0;
            for (int subslice = 0; subslice < subslices_; ++subslice) {
                const auto& plane = planes[static_cast<std::size_t>(subslice)];
                const double here = pronenessAt(plane, slice, pixel, bodyZ(slice, subslice));
                if (!rule.isDiseased(here)) continue;
                const double hu = rule.huOf(here, grainAt(plane, slice, pixel)) + textureAt(slice, pixel);
                sum += std::max(0.0, hu - healthy);
                if (subslice == middle()) result_.labels.labels[at] = diseasedLabel(lungs_[at], rule.isDense(here));
            }
            rise[pixel] = static_cast<float>(sum / subslices_);
        }
        // The scanner blurs the edge of a lesion inside the lung; at the pleura the wall goes on.
        for (std::size_t pixel = 0; pixel < area; ++pixel) {
            const auto at = slice * area + pixel;
            if (!isLung(lungs_[at]) || !mayBeDiseased(lungs_[at])) continue;
            float sum = 0, weights = 0;
            const auto add = [&](std::size_t neighbour, float weight) {
                if (neighbour >= area || !isLung(lungs_[slice * area + neighbour])) return;
                sum += weight * rise[neighbour];
                weights += weight;
            };
            add(pixel, 4);
            add(pixel - 1, 1);
            add(pixel + 1, 1);
            add(pixel - g.columns, 1);
            add(pixel + g.columns, 1);
            result_.volume.hu[at] = static_cast<std::int16_t>(
                std::clamp(static_cast<double>(healthy_[at]) + static_cast<double>(sum / weights), -1024.0, 3071.0));
        }
    }

    InsertionOptions options_;
    DiseaseField field_;
    std::vector<std::uint8_t> lungs_;
    std::vector<std::int16_t> healthy_;
    Phantom result_;
    int subslices_ = 1;
    std::vector<Outline> outlines_;
    std::size_t lowest_ = 0, highest_ = 0;
};

}  // namespace

Phantom insertLesions(CtVolume healthy, LabelVolume lungs, const InsertionOptions& options) {
    if (!(healthy.geometry == lungs.geometry) || healthy.hu.size() != lungs.labels.size())
        throw std::invalid_argument{"the volume and its lungs differ in geometry"};
    return Insertion{std::move(healthy), std::move(lungs), options}.make();
}

}  // namespace overread
