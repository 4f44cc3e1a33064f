#include "core/quantification/airways.h"

#include <algorithm>
#include <cmath>

#include "core/quantification/components.h"

namespace overread::quantification {
namespace {

constexpr int tracheaHu = -800;
constexpr double smallestAreaMm2 = 40;
constexpr double largestAreaMm2 = 800;
constexpr double widestMm = 40;
constexpr double fromMiddleMm = 50;
constexpr double stepMm = 7;       // how far the centre moves from slice to slice at most
constexpr double shortestMm = 25;  // a bowel loop or the tip of a lung is seen over fewer millimetres
constexpr int firstHu = -970;
constexpr int lastHu = -850;  // aerated lung begins here
constexpr int stepHu = 20;
constexpr double leakMl = 30;  // more than this at one step is lung
constexpr double largestMl = 130;

struct Section {
    int run = 0;  ///< one run of the section: the seed
    double x = 0, y = 0;
    int z = 0;
    int longest = 0;  ///< sections above in its chain
    int above = -1;
};

std::vector<Section> sectionsOf(const Components& parts, const Extent& e, double middleX) {
    std::vector<Section> sections;
    std::vector<int> firstRun(parts.all.size(), -1);
    for (std::size_t i = 0; i < parts.runs.size(); ++i) {
        auto& first = firstRun[static_cast<std::size_t>(parts.runs[i].component)];
        if (first < 0) first = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < parts.all.size(); ++i) {
        const auto& part = parts.all[i];
        const double area = static_cast<double>(part.voxels) * e.spacingMm[0] * e.spacingMm[1];
        const double wide = (part.box.hi[0] - part.box.lo[0]) * e.spacingMm[0];
        const double deep = (part.box.hi[1] - part.box.lo[1]) * e.spacingMm[1];
        const double x = (part.box.hi[0] + part.box.lo[0]) * e.spacingMm[0] / 2;
        const double y = (part.box.hi[1] + part.box.lo[1]) * e.spacingMm[1] / 2;
        if (area < smallestAreaMm2 || area > largestAreaMm2 || std::max(wide, deep) > widestMm) continue;
        if (std::abs(x - middleX) > fromMiddleMm || area < 0.4 * wide * deep) continue;
        sections.push_back({firstRun[i], x, y, part.box.lo[2], 1, -1});
    }
    return sections;
}

/// Links each section to the nearest one in the slice above; returns the lower end of the longest chain, -1 if none.
int longestChain(std::vector<Section>& sections) {
    std::sort(sections.begin(), sections.end(),
              [](const Section& a, const Section& b) { return a.z != b.z ? a.z > b.z : a.run < b.run; });
    int best = -1;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        Section& own = sections[i];
        double nearest = stepMm;
        for (std::size_t j = i; j-- > 0 && sections[j].z <= own.z + 1;) {
            const double step = std::hypot(sections[j].x - own.x, sections[j].y - own.y);
            if (sections[j].z != own.z + 1 || step > nearest) continue;
            nearest = step;
            own.above = static_cast<int>(j);
            own.longest = sections[j].longest + 1;
        }
        if (best < 0 || own.longest > sections[static_cast<std::size_t>(best)].longest) best = static_cast<int>(i);
    }
    return best;
}

/// Voxels up to the threshold that hang together with the seeds, not above the top slice. Stops past `mostVoxels`.
std::vector<std::size_t> grow(const HuGrid& smooth, const Mask& air, const std::vector<std::size_t>& seeds, int topZ,
                              int thresholdHu, std::size_t mostVoxels) {
    const Extent& e = smooth.extent;
    Mask seen{e};
    std::vector<std::size_t> found;
    const auto take = [&](std::size_t at) {
        if (seen.data[at] || !air.data[at] || smooth.data[at] > thresholdHu) return;
        seen.data[at] = 1;
        found.push_back(at);
    };
    for (const auto seed : seeds) take(seed);
    const auto nx = static_cast<std::size_t>(e.nx);
    const auto slice = nx * static_cast<std::size_t>(e.ny);
    for (std::size_t next = 0; next < found.size() && found.size() <= mostVoxels; ++next) {
        const auto at = found[next];
        const auto x = at % nx;
        const auto y = at / nx % static_cast<std::size_t>(e.ny);
        const auto z = static_cast<int>(at / slice);
        if (x > 0) take(at - 1);
        if (x + 1 < nx) take(at + 1);
        if (y > 0) take(at - nx);
        if (y + 1 < static_cast<std::size_t>(e.ny)) take(at + nx);
        if (z > 0) take(at - slice);
        if (z < topZ) take(at + slice);
    }
    return found;
}

}  // namespace

Mask airwaysOf(const HuGrid& smooth, const Mask& air) {
    const Extent& e = smooth.extent;
    Mask out{e};
    const Box box = boxOf(air);
    if (box.empty()) return out;
    Mask dark{e};
    std::transform(
        smooth.data.begin(), smooth.data.end(), air.data.begin(), dark.data.begin(),
        [](std::int16_t hu, std::uint8_t inside) { return static_cast<std::uint8_t>(inside && hu < tracheaHu); });
    const auto parts = componentsInSlicesOf(dark);
    auto sections = sectionsOf(parts, e, (box.lo[0] + box.hi[0]) * e.spacingMm[0] / 2);
    int at = longestChain(sections);
    if (at < 0 || sections[static_cast<std::size_t>(at)].longest * e.spacingMm[2] < shortestMm) return out;

    std::vector<std::size_t> seeds;
    int topZ = 0;
    for (; at >= 0; at = sections[static_cast<std::size_t>(at)].above) {
        const Section& section = sections[static_cast<std::size_t>(at)];
        const int component = parts.runs[static_cast<std::size_t>(section.run)].component;
        for (auto run = static_cast<std::size_t>(section.run);
             run < parts.runs.size() && parts.runs[run].z == section.z; ++run)
            if (parts.runs[run].component == component)
                for (int x = parts.runs[run].first; x < parts.runs[run].end; ++x)
                    seeds.push_back(e.index(x, parts.runs[run].y, section.z));
        topZ = std::max(topZ, section.z);
    }
    const auto voxelsOf = [&](double ml) { return static_cast<std::size_t>(ml / e.voxelMl()); };
    std::vector<std::size_t> kept;
    for (int threshold = firstHu; threshold <= lastHu; threshold += stepHu) {
        auto grown = grow(smooth, air, seeds, topZ, threshold, voxelsOf(largestMl));
        const bool leaks =
            grown.size() > voxelsOf(largestMl) || grown.size() > std::max(kept.size(), seeds.size()) + voxelsOf(leakMl);
        if (leaks) break;
        kept = std::move(grown);
    }
    for (const auto seed : seeds) out.data[seed] = 1;
    for (const auto voxel : kept) out.data[voxel] = 1;
    return out;
}

}  // namespace overread::quantification
