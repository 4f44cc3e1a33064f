#include "core/quantification/measurable.h"

#include <atomic>
#include <cmath>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

constexpr std::size_t fewestSlices = 15;
constexpr std::size_t mostSlices = 3000;
constexpr std::size_t widest = 2048;
constexpr std::size_t narrowest = 64;
constexpr std::size_t mostVoxels = std::size_t{1024} * 1024 * 1024;
constexpr int airHu = -700;
constexpr int tissueLowestHu = -200;
constexpr int tissueHighestHu = 300;
constexpr double smallestShare = 0.005;  // of all voxels: the lungs of an infant in a wide field of view are more

bool isUnit(const std::array<double, 3>& v) {
    const double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    return std::abs(square - 1) < 0.01;  // false for NaN
}

bool isSound(const CtVolume& volume) {
    const VolumeGeometry& g = volume.geometry;
    const auto inRange = [](double mm, double least, double most) { return mm >= least && mm <= most; };
    return inRange(g.spacingMm[0], 0.1, 3) && inRange(g.spacingMm[1], 0.1, 3) && inRange(g.spacingMm[2], 0.1, 20) &&
           isUnit(g.rowDirection) && isUnit(g.columnDirection) && isUnit(g.normal);
}

}  // namespace

std::optional<Refused> refusalOf(const CtVolume& volume, int threads) {
    const VolumeGeometry& g = volume.geometry;
    if (g.slices > mostSlices || g.columns > widest || g.rows > widest || g.voxels() > mostVoxels)
        return Refused{"too_large", "The series is larger than any chest CT."};
    if (volume.hu.size() != g.voxels() || !isSound(volume))
        return Refused{"invalid_geometry", "The spacing or the directions of the slices are not those of a CT."};
    if (g.slices < fewestSlices) return Refused{"too_few_slices", "The series has less than 15 slices."};
    if (g.columns < narrowest || g.rows < narrowest)
        return Refused{"invalid_geometry", "The slices are smaller than 64 x 64 pixels."};
    std::atomic<std::size_t> air{0};
    std::atomic<std::size_t> tissue{0};
    inParallel(static_cast<int>(g.slices), threads, [&](int begin, int end) {
        const auto first =
            volume.hu.begin() + static_cast<std::ptrdiff_t>(begin) * static_cast<std::ptrdiff_t>(g.voxelsPerSlice());
        const auto last =
            volume.hu.begin() + static_cast<std::ptrdiff_t>(end) * static_cast<std::ptrdiff_t>(g.voxelsPerSlice());
        std::size_t airHere = 0;
        std::size_t tissueHere = 0;
        for (auto at = first; at != last; ++at) {
            airHere += *at < airHu;
            tissueHere += *at > tissueLowestHu && *at < tissueHighestHu;
        }
        air += airHere;
        tissue += tissueHere;
    });
    const double all = static_cast<double>(volume.hu.size());
    if (static_cast<double>(air.load()) < smallestShare * all)
        return Refused{"not_hounsfield_units", "There is no air in the images: the values are not Hounsfield units."};
    if (static_cast<double>(tissue.load()) < smallestShare * all)
        return Refused{"no_body", "There is nothing but air in the images."};
    return std::nullopt;
}

}  // namespace overread::quantification
