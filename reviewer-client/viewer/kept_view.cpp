#include "reviewer-client/viewer/kept_view.h"

#include <cmath>
#include <nlohmann/json.hpp>

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
namespace {

using nlohmann::json;
constexpr double mostPixels = 4096;  // of a side, as for a stack
constexpr double mostHu = 65536;     // of a window: every value that 16 bits can store

Measurement measurementFrom(const json& object) {
    Measurement one;
    one.kind = valueNamed<Measurement::Kind>(object.at("kind").get<std::string>()).value();
    one.study = valueNamed<Measurement::Study>(object.at("study").get<std::string>()).value();
    one.plane = valueNamed<Plane>(object.at("plane").get<std::string>()).value();
    one.slice = object.at("slice").get<int>();
    one.x1 = object.at("from").at(0).get<double>();
    one.y1 = object.at("from").at(1).get<double>();
    one.x2 = object.at("to").at(0).get<double>();
    one.y2 = object.at("to").at(1).get<double>();
    return one;
}

bool liesInAPicture(const Measurement& one) {
    const auto inside = [](double at) { return at >= -1 && at <= mostPixels; };
    return one.slice >= 0 && inside(one.x1) && inside(one.y1) && inside(one.x2) && inside(one.y2);
}

std::optional<Window> windowFrom(const json& object) {
    if (object.is_null()) return std::nullopt;
    const Window window{object.at("widthHu").get<double>(), object.at("centreHu").get<double>()};
    if (!(window.widthHu >= 1 && window.widthHu <= mostHu && std::abs(window.centreHu) <= mostHu)) return std::nullopt;
    return window;
}

}  // namespace

std::string toText(const KeptView& kept) {
    json list = json::array();
    for (const auto& each : kept.measurements)
        list.push_back({{"kind", nameOf(each.kind)},
                        {"study", nameOf(each.study)},
                        {"plane", nameOf(each.plane)},
                        {"slice", each.slice},
                        {"from", {each.x1, each.y1}},
                        {"to", {each.x2, each.y2}}});
    const json window =
        kept.window ? json{{"widthHu", kept.window->widthHu}, {"centreHu", kept.window->centreHu}} : json(nullptr);
    return json{{"window", window}, {"measurements", list}}.dump();
}

KeptView keptViewFrom(std::string_view text) {
    try {
        const json object = json::parse(text);
        KeptView kept{windowFrom(object.at("window")), {}};
        for (const json& each : object.at("measurements"))
            if (const auto one = measurementFrom(each); liesInAPicture(one)) kept.measurements.push_back(one);
        return kept;
    } catch (const std::exception&) {  // another version's draft, or half of one
        return {};
    }
}

}  // namespace overread::client
