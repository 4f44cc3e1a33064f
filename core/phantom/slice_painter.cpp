#include "core/phantom/slice_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/phantom/branches.h"

namespace overread {
namespace {

constexpr std::array<std::int16_t, static_cast<std::size_t>(Tissue::count)> huOfTissue = [] {
    std::array<std::int16_t, static_cast<std::size_t>(Tissue::count)> hu{};
    const auto set = [&](Tissue tissue, int value) {
        hu[static_cast<std::size_t>(tissue)] = static_cast<std::int16_t>(value);
    };
    set(Tissue::padding, -1024);
    set(Tissue::air, -1000);
    set(Tissue::tableShell, -350);
    set(Tissue::tableFoam, -960);
    set(Tissue::skin, 10);
    set(Tissue::fat, -105);
    set(Tissue::muscle, 55);
    set(Tissue::bone, 520);
    set(Tissue::marrow, 190);
    set(Tissue::disc, 80);
    set(Tissue::cartilage, 110);
    set(Tissue::mediastinalFat, -70);
    set(Tissue::blood, 42);
    set(Tissue::liver, 58);
    set(Tissue::spleen, 50);
    set(Tissue::stomachWall, 42);
    set(Tissue::stomachFluid, 18);
    set(Tissue::gas, -985);
    set(Tissue::wire, 2600);
    set(Tissue::blanket, -420);
    set(Tissue::rightLung, -860);  // the painter's own aerated density comes in its place
    set(Tissue::leftLung, -860);
    return hu;
}();

bool isRight(Tissue tissue) {
    return tissue == Tissue::rightLung || tissue == Tissue::rightFissure;
}
bool isLung(Tissue tissue) {
    return isRight(tissue) || tissue == Tissue::leftLung || tissue == Tissue::leftFissure;
}

/// Vessels wider than this are no parenchyma.
constexpr double widestParenchymalRadiusMm = 3.5;

double distanceTo(const Rod& rod, double x, double y, double z) {
    const Point along{rod.to[0] - rod.from[0], rod.to[1] - rod.from[1], rod.to[2] - rod.from[2]};
    const Point away{x - rod.from[0], y - rod.from[1], z - rod.from[2]};
    const double squared = along[0] * along[0] + along[1] * along[1] + along[2] * along[2];
    const double dot = along[0] * away[0] + along[1] * away[1] + along[2] * away[2];
    const double share = squared > 0 ? std::clamp(dot / squared, 0.0, 1.0) : 0;
    const double dx = away[0] - share * along[0], dy = away[1] - share * along[1], dz = away[2] - share * along[2];
    return std::sqrt(dx * dx + dy * dy + dz * dz);
}

void append(std::vector<Rod>& rods, std::vector<Rod> more) {
    rods.insert(rods.end(), more.begin(), more.end());
}

}  // namespace

SlicePainter::SlicePainter(const PhantomOptions& options)
    : matrix_(options.matrix),
      pixelMm_(Anatomy::fieldOfViewMm / options.matrix),
      lowX_(-Anatomy::fieldOfViewMm / 2 + pixelMm_ / 2),
      lowY_(Anatomy::centreYMm + lowX_),
      aeratedHu_(options.breathing == Breathing::free ? -755 : -862),
      anatomy_(options),
      airways_(anatomy_.centralAirways()),
      unevenness_({-150, -120, -10}, {150, 130, 310}, 14, options.seed ^ 0x51),
      tissue_(static_cast<std::size_t>(matrix_) * static_cast<std::size_t>(matrix_)),
      vesselShare_(tissue_.size()),
      airway_(tissue_.size()) {
    std::uint64_t purpose = 100;
    for (const Tissue lung : {Tissue::rightLung, Tissue::leftLung}) {
        const auto seed = [&] { return options.seed * 1000 + purpose++; };
        append(lungVessels_, growTree(anatomy_, lung, {520, 0.62, 3, seed()}));  // arteries
        append(lungVessels_, growTree(anatomy_, lung, {420, 0.62, 3, seed()}));  // veins
        append(airways_, growTree(anatomy_, lung, {42, 0.95, 16, seed()}));
    }
}

template <class Paint>
void SlicePainter::forEachPixelNear(const Rod& rod, double reachMm, double z, const Paint& paint) const {
    if (z < std::min(rod.from[2], rod.to[2]) - reachMm || z > std::max(rod.from[2], rod.to[2]) + reachMm) return;
    const auto pixel = [&](double place, double low, double rounding) {
        return std::clamp(static_cast<int>((place - low) / pixelMm_ + rounding), 0, matrix_ - 1);
    };
    const int left = pixel(std::min(rod.from[0], rod.to[0]) - reachMm, lowX_, 0);
    const int right = pixel(std::max(rod.from[0], rod.to[0]) + reachMm, lowX_, 1);
    const int top = pixel(std::min(rod.from[1], rod.to[1]) - reachMm, lowY_, 0);
    const int bottom = pixel(std::max(rod.from[1], rod.to[1]) + reachMm, lowY_, 1);
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const double distance = distanceTo(rod, xAt(column), yAt(row), z);
            if (distance < reachMm) paint(static_cast<std::size_t>(row * matrix_ + column), distance);
        }
}

void SlicePainter::paint(double z, PaintedSlice& slice) {
    const auto section = anatomy_.sectionAt(z);
    paintOrgans(section);
    paintVessels(z);
    paintAirways(z);
    colour(section, slice);
}

void SlicePainter::paintOrgans(const Anatomy::Section& section) {
    for (int row = 0; row < matrix_; ++row)
        for (int column = 0; column < matrix_; ++column)
            tissue_[static_cast<std::size_t>(row * matrix_ + column)] =
                anatomy_.tissueAt(section, xAt(column), yAt(row));
    for (const Rod& bone : anatomy_.bones())
        forEachPixelNear(bone, bone.radiusMm, section.z, [&](std::size_t pixel, double distance) {
            if (tissue_[pixel] == Tissue::muscle || tissue_[pixel] == Tissue::fat)
                tissue_[pixel] = distance > bone.radiusMm - 1.8 ? Tissue::bone : Tissue::marrow;
        });
    for (const Rod& vessel : anatomy_.greatVessels())
        forEachPixelNear(vessel, vessel.radiusMm, section.z, [&](std::size_t pixel, double) {
            if (tissue_[pixel] == Tissue::mediastinalFat || isLung(tissue_[pixel])) tissue_[pixel] = Tissue::blood;
        });
}

void SlicePainter::paintVessels(double z) {
    std::fill(vesselShare_.begin(), vesselShare_.end(), std::uint8_t{0});
    for (const Rod& vessel : lungVessels_)
        forEachPixelNear(vessel, vessel.radiusMm + pixelMm_ / 2, z, [&](std::size_t pixel, double distance) {
            if (!isLung(tissue_[pixel])) return;
            const double share = std::clamp((vessel.radiusMm - distance) / pixelMm_ + 0.5, 0.0, 1.0);
            if (vessel.radiusMm > widestParenchymalRadiusMm && share >= 0.5) {
                tissue_[pixel] = Tissue::blood;
                return;
            }
            vesselShare_[pixel] = std::max(vesselShare_[pixel], static_cast<std::uint8_t>(share * 255));
        });
}

void SlicePainter::paintAirways(double z) {
    std::fill(airway_.begin(), airway_.end(), Airway::none);
    for (const Rod& airway : airways_) {
        const double wall = 0.45 + 0.1 * airway.radiusMm;
        forEachPixelNear(airway, airway.radiusMm + wall, z, [&](std::size_t pixel, double distance) {
            const Tissue under = tissue_[pixel];
            if (!isLung(under) && under != Tissue::mediastinalFat && under != Tissue::blood && under != Tissue::muscle)
                return;
            if (distance < airway.radiusMm)
                airway_[pixel] = Airway::lumen;  // over every wall, so that branches open into each other
            else if (airway_[pixel] == Airway::none)
                airway_[pixel] = Airway::wall;
        });
    }
}

void SlicePainter::colour(const Anatomy::Section& section, PaintedSlice& slice) const {
    slice.hu.resize(tissue_.size());
    slice.labels.resize(tissue_.size());
    const auto uneven = unevenness_.planeAt(section.z);
    for (std::size_t pixel = 0; pixel < tissue_.size(); ++pixel) {
        const Tissue tissue = tissue_[pixel];
        if (airway_[pixel] != Airway::none) {
            const bool lumen = airway_[pixel] == Airway::lumen;
            slice.hu[pixel] = static_cast<std::int16_t>(lumen ? -990 : 0);
            slice.labels[pixel] = static_cast<std::uint8_t>(lumen || isLung(tissue) ? Label::airways : Label::none);
            continue;
        }
        if (!isLung(tissue)) {
            slice.hu[pixel] = huOfTissue[static_cast<std::size_t>(tissue)];
            slice.labels[pixel] = static_cast<std::uint8_t>(Label::none);
            continue;
        }
        const double x = xAt(static_cast<int>(pixel) % matrix_), y = yAt(static_cast<int>(pixel) / matrix_);
        double hu = aeratedHu_ + 0.22 * y + 26 * (uneven.at(x, y) - 0.5);  // lower parts hold more blood
        if (tissue == Tissue::rightFissure || tissue == Tissue::leftFissure) hu = -720;
        hu += vesselShare_[pixel] / 255.0 * (44 - hu);
        slice.hu[pixel] = static_cast<std::int16_t>(std::floor(hu + 0.5));
        slice.labels[pixel] = static_cast<std::uint8_t>(isRight(tissue) ? Label::rightLung : Label::leftLung);
    }
}

}  // namespace overread
