#include "reviewer-client/answers/own_figures.h"

#include <nlohmann/json.hpp>

namespace overread::client {
namespace {

using nlohmann::json;

std::optional<double> number(const json& object, const char* key) {
    const auto& value = object.at(key);
    return value.is_null() ? std::nullopt : std::optional{value.get<double>()};
}

OwnFigures::Interval intervalFrom(const json& figure) {
    return {figure.at("n").get<long>(), number(figure, "value"), number(figure, "low"), number(figure, "high")};
}

OwnFigures::Minutes minutesFrom(const json& minutes) {
    return {minutes.at("n").get<long>(), number(minutes, "median"), number(minutes, "p90")};
}

}  // namespace

std::optional<OwnFigures> ownFiguresFrom(std::string_view text) {
    try {
        const json document = json::parse(text);
        if (document.at("items").empty()) return std::nullopt;
        const auto& row = document.at("items").at(0);
        OwnFigures figures;
        figures.reads = row.at("reads").get<long>();
        figures.reviews = row.at("reviews").get<long>();
        figures.arbitrations = row.at("arbitrations").get<long>();
        figures.doubleRead = minutesFrom(row.at("minutes").at("doubleRead"));
        figures.peerReview = minutesFrom(row.at("minutes").at("peerReview"));
        figures.arbitration = minutesFrom(row.at("minutes").at("arbitration"));
        figures.agreementWithArbitration = intervalFrom(row.at("agreementWithArbitration"));
        figures.leniency = intervalFrom(row.at("leniency"));
        figures.repeatKappa = intervalFrom(row.at("repeatKappa"));
        figures.repeatsStillNeeded = row.at("repeatsStillNeeded").get<long>();
        if (const auto& team = document.at("teamLeniency"); !team.is_null())
            figures.teamLeniency =
                OwnFigures::Interval{0, number(team, "middle"), number(team, "low"), number(team, "high")};
        return figures;
    } catch (const std::exception&) {  // another server's answer: no figures are better than wrong ones
        return std::nullopt;
    }
}

}  // namespace overread::client
