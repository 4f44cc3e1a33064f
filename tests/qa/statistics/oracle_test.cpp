#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "qa/statistics/agreement.h"
#include "qa/statistics/bland_altman.h"
#include "qa/statistics/control_charts.h"
#include "qa/statistics/rates.h"
#include "qa/statistics/symmetry.h"

/// Published worked examples, every number to its last printed digit. A file of the same form that lies beside the
/// source tree is checked in the place of ours.
namespace overread::qa::statistics {
namespace {

using nlohmann::json;

/// The file with its decimals as texts: 0.1380 has four digits, and a number that was parsed has three.
json examples() {
    const std::filesystem::path root{OVERREAD_SOURCE_DIR};
    std::ifstream file(root / "../shared/oracles/agreement-and-rates.json");
    if (!file) file = std::ifstream(root / "tests/qa/statistics/published_examples.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return json::parse(std::regex_replace(text, std::regex("([\\[:,]\\s*)(-?[0-9]+\\.[0-9]+)"), "$1\"$2\""));
}

double numberOf(const json& printed) {
    return printed.is_string() ? std::stod(printed.get<std::string>()) : printed.get<double>();
}

std::vector<double> numbersOf(const json& printed) {
    std::vector<double> numbers;
    for (const auto& each : printed) numbers.push_back(numberOf(each));
    return numbers;
}

void expectPrinted(double computed, const json& printed, const std::string& what) {
    const auto text = printed.is_string() ? printed.get<std::string>() : printed.dump();
    const auto point = text.find('.');
    const auto digits = point == std::string::npos ? 9 : static_cast<double>(text.size() - point - 1);
    EXPECT_NEAR(computed, numberOf(printed), 0.5 * std::pow(10, -digits) * (1 + 1e-9)) << what;
}

void expectInterval(const std::optional<Interval>& computed, const json& printed, const std::string& what) {
    ASSERT_TRUE(computed) << what;
    expectPrinted(computed->low, printed.at(0), what + " low");
    expectPrinted(computed->high, printed.at(1), what + " high");
}

class Oracles : public testing::Test {
protected:
    json all_ = examples();
};

TEST_F(Oracles, ofKappaAndItsRelativesAreMet) {
    for (const auto& each : all_.at("cohen_kappa")) {
        const auto table = each.at("table").get<Table>();
        const std::string name = each.at("name");
        for (const auto& [weightsName, weights] :
             {std::pair("unweighted", Weights::none), {"linear", Weights::linear}, {"quadratic", Weights::quadratic}}) {
            const auto& printed = each.at(weightsName);
            const auto kappa = cohenKappa(table, weights);
            expectPrinted(kappa->value, printed.at("kappa"), name + weightsName);
            expectPrinted(*kappa->standardError, printed.at("se"), name + weightsName + " se");
            if (printed.contains("ci95")) expectInterval(kappa->interval, printed.at("ci95"), name + weightsName);
        }
        if (each.contains("percent_agreement"))
            expectPrinted(shareWithin(table, 0)->value, each.at("percent_agreement"), name);
        if (each.contains("gwet_ac1")) expectPrinted(gwet(table, Weights::none)->value, each.at("gwet_ac1"), name);
        if (each.contains("gwet_ac2_linear"))
            expectPrinted(gwet(table, Weights::linear)->value, each.at("gwet_ac2_linear"), name);
        if (each.contains("gwet_ac2_quadratic"))
            expectPrinted(gwet(table, Weights::quadratic)->value, each.at("gwet_ac2_quadratic"), name);
        if (!each.contains("krippendorff_nominal")) continue;
        std::vector<std::vector<std::optional<double>>> ratings(2);
        for (std::size_t row = 0; row < table.size(); ++row)
            for (std::size_t column = 0; column < table.size(); ++column)
                for (int pair = 0; pair < table[row][column]; ++pair) {
                    ratings[0].emplace_back(row);
                    ratings[1].emplace_back(column);
                }
        expectPrinted(krippendorffAlpha(ratings, Level::nominal)->value, each.at("krippendorff_nominal"), name);
    }
    for (const auto& each : all_.at("fleiss_kappa"))
        expectPrinted(fleissKappa(each.at("counts_per_subject").get<Table>())->value, each.at("kappa"), "fleiss");
    for (const auto& each : all_.at("krippendorff_alpha")) {
        std::vector<std::vector<std::optional<double>>> ratings;
        for (const auto& rater : each.at("ratings")) {
            auto& row = ratings.emplace_back();
            for (const auto& rating : rater)
                row.push_back(rating.is_null() ? std::nullopt : std::optional(rating.get<double>()));
        }
        for (const auto& [name, level] :
             {std::pair("nominal", Level::nominal), {"ordinal", Level::ordinal}, {"interval", Level::interval}})
            expectPrinted(krippendorffAlpha(ratings, level)->value, each.at(name), name);
    }
    for (const auto& each : all_.at("symmetry")) {
        const auto table = each.at("table").get<Table>();
        const auto test = bowker(table);
        expectPrinted(test->chiSquare, each.at("bowker").at("chi2"), "bowker");
        expectPrinted(test->p, each.at("bowker").at("p"), "bowker p");
        EXPECT_EQ(test->degreesOfFreedom, each.at("bowker").at("df"));
        const auto margins = stuartMaxwell(table);
        expectPrinted(margins->chiSquare, each.at("stuart_maxwell").at("chi2"), "stuart-maxwell");
        EXPECT_EQ(margins->degreesOfFreedom, each.at("stuart_maxwell").at("df"));
    }
}

TEST_F(Oracles, ofMeasurementsAndRatesAreMet) {
    for (const auto& each : all_.at("bland_altman")) {
        const auto result = blandAltman(numbersOf(each.at("a")), numbersOf(each.at("b")));
        expectPrinted(result->bias, each.at("bias"), "bias");
        expectPrinted(result->sd, each.at("sd"), "sd");
        expectInterval(result->limits, each.at("limits"), "limits");
        expectInterval(result->biasInterval, each.at("bias_ci95"), "bias interval");
    }
    for (const auto& each : all_.at("wilson"))
        expectInterval(wilsonInterval(each.at("events"), each.at("n")), each.at("ci95"), each.dump());
    for (const auto& each : all_.at("horvitz_thompson")) {
        std::vector<Stratum> strata;
        double sampled = 0;
        double events = 0;
        for (std::size_t i = 0; i < each.at("strata_N").size(); ++i) {
            strata.push_back(stratumOfEvents(each.at("strata_N")[i], each.at("strata_n")[i], each.at("events")[i]));
            sampled += each.at("strata_n")[i].get<double>();
            events += each.at("events")[i].get<double>();
        }
        const auto rate = stratifiedMean(strata);
        expectPrinted(rate->value, each.at("rate"), "rate");
        expectPrinted(*rate->standardError, each.at("se"), "se");
        expectPrinted(events / sampled, each.at("unweighted_and_wrong"), "unweighted");
    }
}

TEST_F(Oracles, ofChartsAreMet) {
    for (const auto& each : all_.at("p_chart")) {
        const auto defects = numbersOf(each.at("defects"));
        const auto chart = pChart(defects, std::vector<double>(defects.size(), numberOf(each.at("n_per_sample"))));
        expectPrinted(*chart.centre, each.at("centre"), "centre");
        std::vector<std::size_t> outside;
        for (std::size_t i = 0; i < chart.points.size(); ++i) {
            expectPrinted(chart.points[i].limits.low, each.at("lcl"), "lcl");
            expectPrinted(chart.points[i].limits.high, each.at("ucl"), "ucl");
            if (chart.points[i].isOutside) outside.push_back(i + 1);
        }
        EXPECT_EQ(outside, each.at("out_of_control_1_based").get<std::vector<std::size_t>>());
    }
    for (const auto& each : all_.at("cusum")) {
        const auto sums =
            cusum(numbersOf(each.at("x")), numberOf(each.at("target")), numberOf(each.at("k")), numberOf(each.at("h")));
        const auto& printed = each.at("s_hi_from_13_1_based");
        for (std::size_t i = 0; i < printed.size(); ++i) expectPrinted(sums.high.at(12 + i), printed[i], "sum");
        EXPECT_EQ(*sums.firstAlarm + 1, each.at("first_alarm_1_based"));
    }
    for (const auto& each : all_.at("funnel_limits")) {
        if (each.contains("centre")) {
            const auto limits = funnelLimits(numberOf(each.at("centre")), numberOf(each.at("n")));
            expectInterval(limits->inner, each.at("ci95"), "95 %");
            expectInterval(limits->outer, each.at("ci998"), "99.8 %");
            continue;
        }
        for (std::size_t i = 0; i < each.at("expected").size(); ++i) {
            const auto limits = poissonFunnelLimits(each.at("expected")[i]);
            expectPrinted(limits->low, each.at("lower95")[i], "lower");
            expectPrinted(limits->high, each.at("upper95")[i], "upper");
        }
    }
}

}  // namespace
}  // namespace overread::qa::statistics
