#include "core/phantom/branches.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/random.h"

namespace overread {
namespace {

struct Node {
    Point place{};
    std::size_t parent = 0;
    double pathMm = 0;
    double leaves = 0;
};

double distance(const Point& a, const Point& b) {
    const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
    return std::sqrt(x * x + y * y + z * z);
}

bool isLung(const Anatomy& anatomy, Tissue lung, double x, double y, double z) {
    const Tissue tissue = anatomy.tissueAt(anatomy.sectionAt(z), x, y);
    const Tissue fissure = lung == Tissue::rightLung ? Tissue::rightFissure : Tissue::leftFissure;
    return tissue == lung || tissue == fissure;
}

bool isDeepInLung(const Anatomy& anatomy, Tissue lung, const Point& p, double margin) {
    for (const double step : {-margin, margin})
        if (!isLung(anatomy, lung, p[0] + step, p[1], p[2]) || !isLung(anatomy, lung, p[0], p[1] + step, p[2]) ||
            !isLung(anatomy, lung, p[0], p[1], p[2] + step))
            return false;
    return true;
}

std::vector<Point> leavesOf(const Anatomy& anatomy, Tissue lung, const TreePlan& plan) {
    Random random{plan.seed, 2};
    std::vector<Point> leaves;
    const double low = lung == Tissue::rightLung ? -140 : 3, high = lung == Tissue::rightLung ? -3 : 140;
    // A lung fills about a third of the box; the bound ends the search in a body without lungs.
    for (int tries = 0; tries < 100 * plan.leaves && static_cast<int>(leaves.size()) < plan.leaves; ++tries) {
        const Point p{random.between(low, high), random.between(-95, 105), random.between(15, 285)};
        if (isDeepInLung(anatomy, lung, p, plan.marginMm)) leaves.push_back(p);
    }
    const Point root = anatomy.hilum(lung);
    std::sort(leaves.begin(), leaves.end(),
              [&](const Point& a, const Point& b) { return distance(a, root) < distance(b, root); });
    return leaves;
}

}  // namespace

std::vector<Rod> growTree(const Anatomy& anatomy, Tissue lung, const TreePlan& plan) {
    constexpr double stepMm = 8;
    Random random{plan.seed, 3};
    std::vector<Node> nodes{{anatomy.hilum(lung), 0, 0, 0}};
    for (const Point& leaf : leavesOf(anatomy, lung, plan)) {
        std::size_t nearest = 0;
        double least = 1e9;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            // A short way back to the hilum counts a little: else branches wind through the lung.
            const double cost = distance(nodes[i].place, leaf) + 0.2 * nodes[i].pathMm;
            if (cost < least) {
                least = cost;
                nearest = i;
            }
        }
        const Point start = nodes[nearest].place;
        const double length = distance(start, leaf);
        const int steps = static_cast<int>(length / stepMm) + 1;
        for (int step = 1; step <= steps; ++step) {
            Node node{leaf, nearest, 0, 0};
            if (step < steps)
                for (std::size_t i = 0; i < 3; ++i)
                    node.place[i] = start[i] + (leaf[i] - start[i]) * step / steps + random.between(-1.2, 1.2);
            node.pathMm = nodes[nearest].pathMm + distance(node.place, nodes[nearest].place);
            nodes.push_back(node);
            nearest = nodes.size() - 1;
        }
        nodes[nearest].leaves = 1;
    }
    for (std::size_t i = nodes.size(); i-- > 1;)
        nodes[nodes[i].parent].leaves += nodes[i].leaves;  // parents come first
    std::vector<Rod> rods;
    for (std::size_t i = 1; i < nodes.size(); ++i)
        rods.push_back({nodes[nodes[i].parent].place, nodes[i].place, plan.leafRadiusMm});
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        // The cube root by Newton's method: + * / alone give the same bits everywhere.
        double root = 1;
        for (int round = 0; round < 40; ++round) root = (2 * root + nodes[i].leaves / (root * root)) / 3;
        rods[i - 1].radiusMm *= root;
    }
    return rods;
}

}  // namespace overread
