#include "core/quantification/aorta.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

constexpr double rightOfMiddleMm = 10;
constexpr double leftOfMiddleMm = 60;
constexpr double gridMm = 2.8;   // between places that are tried
constexpr double stepMm = 3;     // between slices that are looked at
constexpr double slantMm = 0.9;  // how far the centre moves over a millimetre of height
constexpr int lowestHu = -10;
constexpr int highestHu = 110;  // vertebrae are denser
constexpr int likeHu = 45;      // from the centre: noise
constexpr int unlikeHu = 60;    // fat, lung, bone
constexpr double ringMm = 3;    // beyond the radius
constexpr std::array radiiMm{9.0, 11.5, 14.0, 16.5};
constexpr int directions = 16;
constexpr int fullShare = 85;   // percent of a disc that is like its centre
constexpr int clearScore = 55;  // percent of the ring that is unlike it
constexpr int moveCost = 6;
constexpr double shortestMm = 60;  // over which it stands out
constexpr double wallMm = 2;

struct Offset {
    int x, y;
};

/// Points of a disc of a radius and of the ring round it.
struct Probe {
    std::vector<Offset> disc, ring;
};

Probe probeOf(double radiusMm, const Extent& e) {
    Probe probe;
    const auto add = [&](std::vector<Offset>& to, double mm) {
        for (int i = 0; i < directions; ++i) {
            const double turn = 2 * std::numbers::pi * i / directions;
            to.push_back({static_cast<int>(std::lround(mm * std::cos(turn) / e.spacingMm[0])),
                          static_cast<int>(std::lround(mm * std::sin(turn) / e.spacingMm[1]))});
        }
    };
    add(probe.disc, 0.45 * radiusMm);
    add(probe.disc, 0.85 * radiusMm);
    add(probe.ring, radiusMm + ringMm);
    return probe;
}

struct Match {
    int score = 0;   ///< 0..100
    int radius = 0;  ///< index
};

class Search {
public:
    Search(const HuGrid& smooth, const Mask& lung) : smooth_(smooth), box_(boxOf(lung)) {
        const Extent& e = smooth.extent;
        for (const double radius : radiiMm) probes_.push_back(probeOf(radius, e));
        const double middle = (box_.lo[0] + box_.hi[0] - 1) / 2.0;
        const auto voxels = [&](double mm, std::size_t axis) { return static_cast<int>(mm / e.spacingMm[axis]); };
        gridX_ = std::max(1, static_cast<int>(std::lround(gridMm / e.spacingMm[0])));
        gridY_ = std::max(1, static_cast<int>(std::lround(gridMm / e.spacingMm[1])));
        stepZ_ = std::max(1, static_cast<int>(std::lround(stepMm / e.spacingMm[2])));
        const int marginX = voxels(radiiMm.back() + ringMm, 0) + 2;
        const int marginY = voxels(radiiMm.back() + ringMm, 1) + 2;
        lowX_ = std::max(marginX, static_cast<int>(middle) - voxels(rightOfMiddleMm, 0));
        lowY_ = std::max(marginY, (box_.lo[1] + box_.hi[1]) / 2);
        const int highX = std::min(e.nx - marginX, static_cast<int>(middle) + voxels(leftOfMiddleMm, 0));
        const int highY = std::min(e.ny - marginY, box_.hi[1] - voxels(radiiMm.front(), 1));
        nx_ = std::max(0, (highX - lowX_) / gridX_);
        ny_ = std::max(0, (highY - lowY_) / gridY_);
        nz_ = std::max(0, (box_.hi[2] - box_.lo[2]) / stepZ_);
    }

    Mask find(int threads) {
        Mask aorta{smooth_.extent};
        if (nx_ < 3 || ny_ < 3 || nz_ < 3) return aorta;
        match(threads);
        const auto path = bestPath();
        int first = nz_, last = -1;
        std::vector<int> radii;
        for (int k = 0; k < nz_; ++k) {
            const Match& here = matches_[path[static_cast<std::size_t>(k)]];
            if (here.score < clearScore) continue;
            first = std::min(first, k);
            last = k;
            radii.push_back(here.radius);
        }
        if (static_cast<double>(radii.size()) * stepZ_ * smooth_.extent.spacingMm[2] < shortestMm) return aorta;
        std::nth_element(radii.begin(), radii.begin() + static_cast<std::ptrdiff_t>(radii.size() / 2), radii.end());
        const double radius = radiiMm[static_cast<std::size_t>(radii[radii.size() / 2])] + wallMm;
        for (int z = zOf(first); z < std::min(box_.hi[2], zOf(last) + stepZ_); ++z)
            paint(aorta, z, static_cast<int>(path[static_cast<std::size_t>((z - box_.lo[2]) / stepZ_)] % places()),
                  radius);
        return aorta;
    }

private:
    [[nodiscard]] std::size_t places() const { return static_cast<std::size_t>(nx_) * static_cast<std::size_t>(ny_); }
    [[nodiscard]] int zOf(int k) const { return box_.lo[2] + k * stepZ_; }
    [[nodiscard]] int xOf(int place) const { return lowX_ + place % nx_ * gridX_; }
    [[nodiscard]] int yOf(int place) const { return lowY_ + place / nx_ * gridY_; }

    [[nodiscard]] Match matchAt(int x, int y, int z) const {
        Match best;
        const int centre = smooth_.at(x, y, z);
        if (centre < lowestHu || centre > highestHu) return best;
        const auto shareOf = [&](const std::vector<Offset>& points, auto counts) {
            int n = 0;
            for (const Offset& o : points) n += counts(std::abs(smooth_.at(x + o.x, y + o.y, z) - centre));
            return 100 * n / static_cast<int>(points.size());
        };
        for (std::size_t r = 0; r < probes_.size(); ++r) {
            if (shareOf(probes_[r].disc, [](int d) { return d < likeHu; }) < fullShare) break;
            const int score = shareOf(probes_[r].ring, [](int d) { return d > unlikeHu; });
            if (score >= best.score) best = {score, static_cast<int>(r)};
        }
        return best;
    }

    void match(int threads) {
        matches_.resize(places() * static_cast<std::size_t>(nz_));
        inParallel(nz_, threads, [&](int begin, int end) {
            for (int k = begin; k < end; ++k)
                for (int place = 0; place < static_cast<int>(places()); ++place)
                    matches_[static_cast<std::size_t>(k) * places() + static_cast<std::size_t>(place)] =
                        matchAt(xOf(place), yOf(place), zOf(k));
        });
    }

    /// Index into matches_ for each slice that was looked at: the way from the lowest to the highest one with the
    /// greatest sum of scores, less what its moves cost.
    [[nodiscard]] std::vector<std::size_t> bestPath() const {
        const int reach =
            std::max(1, static_cast<int>(std::lround(slantMm * stepZ_ * smooth_.extent.spacingMm[2] / gridMm)));
        std::vector<int> sum(matches_.size());
        std::vector<int> from(matches_.size());
        for (int k = 0; k < nz_; ++k)
            for (int y = 0; y < ny_; ++y)
                for (int x = 0; x < nx_; ++x) {
                    const auto at = indexOf(k, x, y);
                    int best = 0;
                    from[at] = y * nx_ + x;
                    if (k > 0) {
                        best = sum[indexOf(k - 1, x, y)];
                        for (int j = std::max(0, y - reach); j <= std::min(ny_ - 1, y + reach); ++j)
                            for (int i = std::max(0, x - reach); i <= std::min(nx_ - 1, x + reach); ++i) {
                                const int cost = moveCost * (std::abs(i - x) + std::abs(j - y));
                                const int value = sum[indexOf(k - 1, i, j)] - cost;
                                if (value <= best) continue;
                                best = value;
                                from[at] = j * nx_ + i;
                            }
                    }
                    sum[at] = best + matches_[at].score;
                }
        std::vector<std::size_t> path(static_cast<std::size_t>(nz_));
        const auto top = sum.end() - static_cast<std::ptrdiff_t>(places());
        auto at = static_cast<std::size_t>(std::max_element(top, sum.end()) - sum.begin());
        for (int k = nz_ - 1; k >= 0; --k) {
            path[static_cast<std::size_t>(k)] = at;
            if (k > 0) at = static_cast<std::size_t>(k - 1) * places() + static_cast<std::size_t>(from[at]);
        }
        return path;
    }
    [[nodiscard]] std::size_t indexOf(int k, int x, int y) const {
        return static_cast<std::size_t>(k) * places() + static_cast<std::size_t>(y * nx_ + x);
    }

    void paint(Mask& aorta, int z, int place, double radiusMm) const {
        const Extent& e = aorta.extent;
        for (int y = 0; y < e.ny; ++y)
            for (int x = 0; x < e.nx; ++x)
                if (std::hypot((x - xOf(place)) * e.spacingMm[0], (y - yOf(place)) * e.spacingMm[1]) <= radiusMm)
                    aorta.at(x, y, z) = 1;
    }

    const HuGrid& smooth_;
    Box box_;
    std::vector<Probe> probes_;
    int gridX_ = 1, gridY_ = 1, stepZ_ = 1;
    int lowX_ = 0, lowY_ = 0, nx_ = 0, ny_ = 0, nz_ = 0;
    std::vector<Match> matches_;
};

}  // namespace

Mask aortaOf(const HuGrid& smooth, const Mask& lung, int threads) {
    if (boxOf(lung).empty()) return Mask{smooth.extent};
    return Search{smooth, lung}.find(threads);
}

}  // namespace overread::quantification
