#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <set>

#include "server/database/libpq_connection.h"
#include "server/database/pool.h"
#include "server/simulation/installation.h"
#include "tests/support/real_ct.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/command_run.h"

namespace overread::tests {
namespace {

using nlohmann::json;

/// A demonstration in a home of its own; its database goes with it.
class Demonstration : public testing::Test {
protected:
    Demonstration() : environment_{{"OVERREAD_HOME", home_.path().string()}} {}
    ~Demonstration() override {
        auto configuration = loadConfiguration();
        LibpqConnection maintenance(connectionText(configuration, configuration.databaseAdmin, "postgres"));
        maintenance.execute("drop database if exists " +
                            LibpqConnection::quotedName(simulation::demonstrationDatabase(home_.path())) +
                            " with (force)");
    }

    [[nodiscard]] CommandRun demo(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "demo");
        return {arguments, environment_};
    }

    TemporaryFolder home_;
    std::map<std::string, std::string> environment_;
};

std::set<std::string> keysOf(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
}

long count(const json& answer, const char* what) {
    return answer.at("counts").at(what).get<long>();
}

TEST_F(Demonstration, endsWithNothingUnmetAndTheJsonThatIsPromised) {
    auto run = demo({"--once", "--json"});
    const auto ended = run.finish();
    ASSERT_EQ(ended.exitCode, 0) << ended.errors;
    const auto answer = json::parse(ended.output);
    EXPECT_EQ(keysOf(answer), (std::set<std::string>{"studies", "counts", "addresses"}));
    ASSERT_EQ(answer.at("studies").size(), 12u);
    std::map<std::string, int> seen;
    for (const auto& study : answer.at("studies")) {
        EXPECT_EQ(keysOf(study), (std::set<std::string>{"studyInstanceUid", "reportedGrade", "measured", "reasons",
                                                        "outcome", "settledGrade"}));
        const auto status = study.at("measured").at("status").get<std::string>();
        ++seen[status];
        EXPECT_EQ(status == "refused", study.at("measured").contains("reason")) << study;
        for (const auto& reason : study.at("reasons")) ++seen[reason.get<std::string>()];
        if (study.at("outcome").is_string()) ++seen[study.at("outcome").get<std::string>()];
    }
    EXPECT_EQ(seen["measured"], 11);
    EXPECT_EQ(seen["refused"], 1);
    EXPECT_GE(seen["mandatory"], 8);
    EXPECT_GE(seen["automatedDiscrepancy"], 1);
    EXPECT_GE(seen["routingConflict"], 1);
    EXPECT_GE(seen["significantDiscrepancy"], 2);
    EXPECT_GE(seen["insignificantDiscrepancy"], 1);
    EXPECT_GE(seen["concordant"], 6);
    EXPECT_GE(count(answer, "alerts"), 1);
    EXPECT_EQ(count(answer, "alerts"), count(answer, "alertsAcknowledged"));
    EXPECT_EQ(count(answer, "amendedReports"), 1);
    EXPECT_EQ(count(answer, "greatCalls"), 1);
    EXPECT_EQ(count(answer, "feedback"), count(answer, "cases")) << "each settled case reaches its reporter once";
    EXPECT_TRUE(std::filesystem::exists(answer.at("addresses").at("report").get<std::string>()));
}

/// What a repetition would change, without the healthy reports that the draw picks or does not: each adds one review.
std::tuple<long, long, long, long, long> visibleIn(const json& answer) {
    const long cases = count(answer, "cases");
    return {count(answer, "reports"), count(answer, "reads") - cases, count(answer, "feedback") - cases,
            count(answer, "alerts"), count(answer, "amendedReports")};
}

TEST_F(Demonstration, losesNothingAndRepeatsNothingWhenServerAndWorkerAreKilledInTheMiddle) {
    auto quietRun = demo({"--once", "--json", "--cases", "6"});
    const auto quiet = quietRun.finish();
    ASSERT_EQ(quiet.exitCode, 0) << quiet.errors;

    auto run = demo({"--once", "--json", "--cases", "6"});
    const auto killChild = [&](const std::string& program) {
        const auto child = run.childRunning(program);
        ASSERT_TRUE(child) << program << " does not run";
        ASSERT_EQ(kill(*child, SIGKILL), 0);
    };
    std::set<std::string> killedAt;
    while (const auto line = run.nextErrorLine()) {
        for (const std::string step : {"send images", "measured", "alerts,"}) {
            if (!line->starts_with(step) || !killedAt.insert(step).second) continue;
            killChild("overread-server");
            killChild("overread-worker");
        }
        if (killedAt.size() == 3) break;
    }
    const auto ended = run.finish();

    EXPECT_EQ(killedAt.size(), 3u);
    ASSERT_EQ(ended.exitCode, 0) << ended.errors;
    EXPECT_NE(ended.errors.find("signal 9"), std::string::npos) << "the supervisor says what died";
    EXPECT_EQ(visibleIn(json::parse(ended.output)), visibleIn(json::parse(quiet.output)));
}

TEST_F(Demonstration, measuresOrRefusesEachRealSeries) {
    const auto series = realCt("covid-1.25mm");
    if (!series) GTEST_SKIP() << "no real series on this machine (OVERREAD_CT_DATA)";
    auto run = demo({"--once", "--json", "--studies", series->parent_path().string()});
    const auto ended = run.finish();
    ASSERT_EQ(ended.exitCode, 0) << ended.errors;
    const auto answer = json::parse(ended.output);
    long measured = 0;
    for (const auto& study : answer.at("studies")) {
        const auto& verdict = study.at("measured");
        measured += verdict.at("status") == "measured";
        if (verdict.at("status") != "measured") {
            EXPECT_EQ(verdict.at("status"), "refused") << study;
            EXPECT_NE(verdict.value("reason", ""), "") << study;
        }
    }
    EXPECT_GE(measured, 3);
    EXPECT_GE(count(answer, "refused"), 2);
}

TEST_F(Demonstration, saysWhatIsWrongWithItsInput) {
    auto absent = demo({"--once", "--json", "--studies", "/no/such/folder"});
    const auto refused = absent.finish();
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_EQ(json::parse(refused.output).at("error").at("code"), "no_such_folder");
    auto none = demo({"--once", "--cases", "0"});
    EXPECT_EQ(none.finish().exitCode, 2);
}

}  // namespace
}  // namespace overread::tests
