#include "server/command_line/statistics_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "qa/statistics/agreement.h"
#include "qa/statistics/bernoulli_cusum.h"
#include "qa/statistics/bland_altman.h"
#include "qa/statistics/control_charts.h"
#include "qa/statistics/rates.h"
#include "qa/statistics/symmetry.h"
#include "qa/statistics/verification_bias.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/program.h"

namespace overread {
namespace {

using nlohmann::json;
using namespace qa::statistics;

json toJson(const std::optional<Interval>& interval) {
    return interval ? json{{"low", interval->low}, {"high", interval->high}} : json();
}

json toJson(const std::optional<Estimate>& estimate) {
    if (!estimate) return {{"value", nullptr}};
    json answer{{"value", estimate->value}, {"interval", toJson(estimate->interval)}};
    if (estimate->standardError) answer["standardError"] = *estimate->standardError;
    return answer;
}

json toJson(const std::optional<ChiSquareTest>& test) {
    if (!test) return nullptr;
    return {{"chiSquare", test->chiSquare}, {"degreesOfFreedom", test->degreesOfFreedom}, {"p", test->p}};
}

json toJson(const std::vector<ChartPoint>& points) {
    json all = json::array();
    for (const auto& point : points)
        all.push_back({{"value", point.value}, {"limits", toJson(point.limits)}, {"outside", point.isOutside}});
    return all;
}

using Numbers = std::vector<double>;

Weights weightsIn(const json& input) {
    const auto name = input.value("weights", std::string("none"));
    if (name == "none") return Weights::none;
    if (name == "linear") return Weights::linear;
    if (name == "quadratic") return Weights::quadratic;
    throw std::invalid_argument("weights are none, linear or quadratic");
}

Level levelIn(const json& input) {
    const auto name = input.value("level", std::string("nominal"));
    if (name == "nominal") return Level::nominal;
    if (name == "ordinal") return Level::ordinal;
    if (name == "interval") return Level::interval;
    throw std::invalid_argument("level is nominal, ordinal or interval");
}

json krippendorff(const json& input) {
    std::vector<std::vector<std::optional<double>>> ratings;
    for (const auto& rater : input.at("ratings")) {
        auto& row = ratings.emplace_back();
        for (const auto& rating : rater)
            row.push_back(rating.is_null() ? std::nullopt : std::optional(rating.get<double>()));
    }
    return toJson(krippendorffAlpha(ratings, levelIn(input)));
}

json blandAltmanOf(const json& input) {
    const auto result = blandAltman(input.at("a").get<Numbers>(), input.at("b").get<Numbers>());
    if (!result) return {{"n", 0}, {"bias", nullptr}};
    return {{"n", result->n},
            {"bias", result->bias},
            {"sd", result->sd},
            {"limits", toJson(result->limits)},
            {"biasInterval", toJson(result->biasInterval)},
            {"lowLimitInterval", toJson(result->lowLimitInterval)},
            {"highLimitInterval", toJson(result->highLimitInterval)}};
}

json pChartOf(const json& input) {
    const auto events = input.at("events").get<Numbers>();
    // One number stands for the same n in every sample.
    const auto n =
        input.at("n").is_number() ? Numbers(events.size(), input.at("n").get<double>()) : input.at("n").get<Numbers>();
    const auto chart = pChart(events, n);
    return {{"centre", chart.centre ? json(*chart.centre) : json()}, {"points", toJson(chart.points)}};
}

json cusumOf(const json& input) {
    const auto sums = cusum(input.at("x").get<Numbers>(), input.at("target").get<double>(), input.at("k").get<double>(),
                            input.at("h").get<double>());
    return {{"high", sums.high},
            {"low", sums.low},
            {"firstAlarm", sums.firstAlarm ? json(*sums.firstAlarm + 1) : json()}};  // counted from 1, like the points
}

json bernoulliCusumOf(const json& input) {
    const auto design = bernoulliDesign(input.at("target").get<double>(), input.value("oddsRatio", 2.0),
                                        input.at("runLength").get<double>());
    const auto cusum = bernoulliCusum(input.at("events").get<std::vector<bool>>(), design);
    json signals = json::array();
    for (std::size_t i = 0; i < cusum.signals.size(); ++i)
        if (cusum.signals[i]) signals.push_back(i + 1);
    return {{"sums", cusum.sums},
            {"signals", signals},
            {"limit", static_cast<double>(design.limit) * design.unit},
            {"runLength", design.runLength},
            {"runLengthAtOddsRatio", design.runLengthAtOddsRatio}};
}

json runLengthOf(const json& input) {
    const auto k = input.at("k").get<double>();
    const auto h =
        input.contains("h") ? input.at("h").get<double>() : decisionIntervalFor(k, input.at("runLength").get<double>());
    return {{"h", h}, {"runLength", averageRunLength(k, h, input.value("shift", 0.0))}};
}

json weightedRateOf(const json& input) {
    const auto events = input.at("events").get<std::vector<bool>>();
    const auto probabilities = input.at("probability").get<Numbers>();
    if (events.size() != probabilities.size())
        throw std::invalid_argument("each review needs an event, true or false, and a probability");
    std::vector<WeightedReview> reviews;
    for (std::size_t i = 0; i < events.size(); ++i) reviews.push_back({events[i], probabilities[i]});
    auto answer = toJson(weightedRate(reviews));
    answer["raw"] = toJson(rawRate(static_cast<double>(std::count(events.begin(), events.end(), true)),
                                   static_cast<double>(events.size())));
    return answer;
}

/// Sensitivity and specificity of "at least this category", rows as stated, columns as settled.
json limitsIn(const json& input) {
    const auto table = input.at("table").get<Table>();
    json limits = json::array();
    for (std::size_t limit = 1; limit < table.size(); ++limit) {
        Verified positive;
        Verified negative;
        for (std::size_t row = 0; row < table.size(); ++row)
            for (std::size_t column = 0; column < table.at(row).size(); ++column) {
                auto& side = row >= limit ? positive : negative;
                (column >= limit ? side.diseased : side.healthy) += table[row][column];
            }
        limits.push_back({{"limit", limit},
                          {"sensitivity", toJson(rawRate(positive.diseased, positive.diseased + negative.diseased))},
                          {"specificity", toJson(rawRate(negative.healthy, negative.healthy + positive.healthy))}});
    }
    return {{"limits", limits}};
}

json overDispersionOf(const json& input) {
    const auto shares = input.at("shares").get<Numbers>();
    const auto n = input.at("n").get<Numbers>();
    if (shares.size() != n.size()) throw std::invalid_argument("each unit has a share and an n");
    std::vector<Unit> units;
    for (std::size_t i = 0; i < n.size(); ++i)
        if (n[i] > 0) units.push_back({shares[i], n[i]});
    const auto centre = input.at("centre").get<double>();
    const double dispersion = overDispersion(units, centre);
    Numbers scores;
    for (const auto& unit : units) scores.push_back(funnelScore(unit, centre, dispersion));
    return {{"dispersion", dispersion}, {"scores", scores}};
}

json funnelOf(const json& input) {
    if (input.contains("expected"))
        return {{"limits95", toJson(poissonFunnelLimits(input.at("expected").get<double>()))}};
    const auto limits =
        funnelLimits(input.at("centre").get<double>(), input.at("n").get<double>(), input.value("dispersion", 1.0));
    if (!limits) return {{"limits95", nullptr}, {"limits998", nullptr}};
    return {{"limits95", toJson(limits->inner)}, {"limits998", toJson(limits->outer)}};
}

json stratifiedOf(const json& input) {
    const auto population = input.at("N").get<Numbers>();
    const auto sampled = input.at("n").get<Numbers>();
    const bool areEvents = input.contains("events");
    const auto means = input.at(areEvents ? "events" : "mean").get<Numbers>();
    const auto variances = areEvents ? Numbers(means.size()) : input.at("variance").get<Numbers>();
    if (sampled.size() != population.size() || means.size() != population.size() || variances.size() != means.size())
        throw std::invalid_argument("N, n and the figures need one entry for each stratum");
    std::vector<Stratum> strata;
    for (std::size_t i = 0; i < population.size(); ++i)
        strata.push_back(areEvents ? stratumOfEvents(population[i], sampled[i], means[i])
                                   : Stratum{population[i], sampled[i], means[i], variances[i]});
    auto answer = toJson(stratifiedMean(strata));
    if (areEvents) {
        const double all = std::accumulate(sampled.begin(), sampled.end(), 0.0);
        if (all > 0) answer["unweighted"] = std::accumulate(means.begin(), means.end(), 0.0) / all;
    }
    return answer;
}

Verified verifiedIn(const json& input) {
    return {input.at("diseased").get<double>(), input.at("healthy").get<double>(),
            input.at("unverified").get<double>()};
}

json verificationBiasOf(const json& input) {
    const auto accuracy = correctedAccuracy(verifiedIn(input.at("testPositive")), verifiedIn(input.at("testNegative")));
    const auto plain = [](const std::optional<double>& value) { return value ? json(*value) : json(); };
    return {{"sensitivity", toJson(accuracy.sensitivity)},
            {"specificity", toJson(accuracy.specificity)},
            {"naiveSensitivity", plain(accuracy.naiveSensitivity)},
            {"naiveSpecificity", plain(accuracy.naiveSpecificity)}};
}

const std::map<std::string, std::function<json(const json&)>>& statistics() {
    static const std::map<std::string, std::function<json(const json&)>> all{
        {"kappa", [](const json& in) { return toJson(cohenKappa(in.at("table").get<Table>(), weightsIn(in))); }},
        {"gwet", [](const json& in) { return toJson(gwet(in.at("table").get<Table>(), weightsIn(in))); }},
        {"fleiss", [](const json& in) { return toJson(fleissKappa(in.at("counts").get<Table>())); }},
        {"krippendorff", krippendorff},
        {"bland-altman", blandAltmanOf},
        {"wilson",
         [](const json& in) { return toJson(rawRate(in.at("events").get<double>(), in.at("n").get<double>())); }},
        {"p-chart", pChartOf},
        {"cusum", cusumOf},
        {"ewma",
         [](const json& in) {
             return json{{"points", toJson(ewma(in.at("x").get<Numbers>(), in.at("target").get<double>(),
                                                in.at("sigma").get<double>(), in.at("lambda").get<double>(),
                                                in.at("L").get<double>()))}};
         }},
        {"bernoulli-cusum", bernoulliCusumOf},
        {"run-length", runLengthOf},
        {"funnel", funnelOf},
        {"over-dispersion", overDispersionOf},
        {"weighted-rate", weightedRateOf},
        {"grade-limits", limitsIn},
        {"reviews-needed",
         [](const json& in) {
             return json{{"more", reviewsStillNeeded(in.at("n").get<long>(),
                                                     {in.value("rate", ReviewTarget{}.expectedRate),
                                                      in.value("halfWidth", ReviewTarget{}.halfWidth)})}};
         }},
        {"stratified", stratifiedOf},
        {"symmetry",
         [](const json& in) {
             const auto table = in.at("table").get<Table>();
             return json{{"bowker", toJson(bowker(table))}, {"stuartMaxwell", toJson(stuartMaxwell(table))}};
         }},
        {"verification-bias", verificationBiasOf},
    };
    return all;
}

/// "interval.low  0.2137", one number a line.
void print(const json& answer, const std::string& prefix) {
    for (const auto& [key, value] : answer.items()) {
        const auto name = prefix.empty() ? key : prefix + "." + key;
        if (value.is_structured())
            print(value, name);
        else
            std::cout << name << "  " << (value.is_null() ? "not defined" : value.dump()) << "\n";
    }
}

}  // namespace

std::vector<std::string> statisticNames() {
    std::vector<std::string> names;
    for (const auto& [name, compute] : statistics()) names.push_back(name);
    return names;
}

json statisticOf(const std::string& name, const json& input) {
    try {
        return statistics().at(name)(input);
    } catch (const json::exception& error) {
        throw CommandFailure(ExitCode::inputRefused, "malformed_input",
                             "the input does not fit '" + name + "': " + error.what());
    } catch (const std::invalid_argument& error) {
        throw CommandFailure(ExitCode::inputRefused, "malformed_input", error.what());
    }
}

void addStatisticsCommand(CLI::App& app, int& exitCode) {
    struct Options {
        std::string name;
        bool asJson = false;
    };
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "statistics", helpWith(R"(  echo '{"table": [[20,3],[2,15]], "weights": "none"}' | ./overread statistics kappa
  echo '{"events": 4, "n": 200}' | ./overread statistics wilson --json
)",
                               "One statistic on JSON from standard input, for checking by hand."));
    command->add_option("NAME", options->name, "which one")->required()->check(CLI::IsMember(statisticNames()));
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->callback([options, &exitCode] {
        json input;
        try {
            input = json::parse(std::cin);
        } catch (const json::parse_error& error) {
            throw CommandFailure(ExitCode::inputRefused, "malformed_input",
                                 "standard input is not JSON (at byte " + std::to_string(error.byte) + ")",
                                 "for example: echo '{\"events\": 4, \"n\": 200}' | ./overread statistics wilson");
        }
        const auto answer = statisticOf(options->name, input);
        if (options->asJson)
            std::cout << answer.dump() << std::endl;
        else
            print(answer, "");
        exitCode = static_cast<int>(ExitCode::done);
    });
}

}  // namespace overread
