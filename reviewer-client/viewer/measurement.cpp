#include "reviewer-client/viewer/measurement.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/domain/named.h"

template <>
struct overread::Names<overread::client::Measurement::Kind> {
    using Kind = overread::client::Measurement::Kind;
    static constexpr auto table =
        std::to_array<std::pair<Kind, std::string_view>>({{Kind::distance, "distance"}, {Kind::ellipse, "ellipse"}});
};
template <>
struct overread::Names<overread::client::Measurement::Study> {
    using Study = overread::client::Measurement::Study;
    static constexpr auto table =
        std::to_array<std::pair<Study, std::string_view>>({{Study::current, "current"}, {Study::prior, "prior"}});
};
template <>
struct overread::Names<overread::client::Plane> {
    using Plane = overread::client::Plane;
    static constexpr auto table = std::to_array<std::pair<Plane, std::string_view>>(
        {{Plane::axial, "axial"}, {Plane::coronal, "coronal"}, {Plane::sagittal, "sagittal"}});
};

namespace overread::client {

using nlohmann::json;

double lengthMm(const Measurement& measurement, const PlaneGrid& grid) {
    return std::hypot((measurement.x2 - measurement.x1) * grid.columnMm,
                      (measurement.y2 - measurement.y1) * grid.rowMm);
}

std::optional<AreaFigures> areaFigures(const Measurement& measurement, const PlaneGrid& grid,
                                       std::span<const std::int16_t> hu) {
    const double a = std::abs(measurement.x2 - measurement.x1) / 2;
    const double b = std::abs(measurement.y2 - measurement.y1) / 2;
    const double cx = (measurement.x1 + measurement.x2) / 2;
    const double cy = (measurement.y1 + measurement.y2) / 2;
    if (a <= 0 || b <= 0) return std::nullopt;
    AreaFigures figures;
    figures.areaMm2 = std::numbers::pi * a * grid.columnMm * b * grid.rowMm;
    double sum = 0;
    double squares = 0;  // of differences from the first value: no cancellation at -1000 HU
    double first = 0;
    const int top = std::max(0, static_cast<int>(std::ceil(cy - b)));
    const int bottom = std::min(grid.rows - 1, static_cast<int>(std::floor(cy + b)));
    const int left = std::max(0, static_cast<int>(std::ceil(cx - a)));
    const int right = std::min(grid.columns - 1, static_cast<int>(std::floor(cx + a)));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const double dx = (x - cx) / a;
            const double dy = (y - cy) / b;
            if (dx * dx + dy * dy > 1) continue;
            const double value = hu[static_cast<std::size_t>(y) * static_cast<std::size_t>(grid.columns) + x];
            if (figures.pixels == 0) first = value;
            ++figures.pixels;
            sum += value - first;
            squares += (value - first) * (value - first);
        }
    if (figures.pixels == 0) return std::nullopt;
    const auto n = static_cast<double>(figures.pixels);
    figures.meanHu = first + sum / n;
    if (figures.pixels > 1) figures.sdHu = std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
    return figures;
}

std::string toText(const std::vector<Measurement>& measurements) {
    json list = json::array();
    for (const auto& each : measurements)
        list.push_back({{"kind", nameOf(each.kind)},
                        {"study", nameOf(each.study)},
                        {"plane", nameOf(each.plane)},
                        {"slice", each.slice},
                        {"from", {each.x1, each.y1}},
                        {"to", {each.x2, each.y2}}});
    return list.dump();
}

std::vector<Measurement> measurementsFrom(std::string_view text) {
    constexpr double mostPixels = 4096;  // of a side, as for a stack
    std::vector<Measurement> measurements;
    try {
        for (const json& each : json::parse(text)) {
            Measurement one;
            one.kind = valueNamed<Measurement::Kind>(each.at("kind").get<std::string>()).value();
            one.study = valueNamed<Measurement::Study>(each.at("study").get<std::string>()).value();
            one.plane = valueNamed<Plane>(each.at("plane").get<std::string>()).value();
            one.slice = each.at("slice").get<int>();
            one.x1 = each.at("from").at(0).get<double>();
            one.y1 = each.at("from").at(1).get<double>();
            one.x2 = each.at("to").at(0).get<double>();
            one.y2 = each.at("to").at(1).get<double>();
            const auto inside = [](double at) { return at >= -1 && at <= mostPixels; };
            if (one.slice >= 0 && inside(one.x1) && inside(one.y1) && inside(one.x2) && inside(one.y2))
                measurements.push_back(one);
        }
    } catch (const std::exception&) {
        return {};
    }
    return measurements;
}

}  // namespace overread::client
