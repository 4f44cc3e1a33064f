#include "server/command_line/program.h"

#include <gtest/gtest.h>

#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "server/command_line/progress.h"
#include "server/command_line/suggestion.h"

namespace overread {
namespace {

using namespace std::chrono_literals;

struct Ran {
    int exitCode;
    std::string output;
    std::string errors;
};

Ran run(std::initializer_list<const char*> arguments, const std::string& input = {}) {
    std::vector<const char*> argv{"overread"};
    argv.insert(argv.end(), arguments);
    std::istringstream in(input);
    auto* const formerIn = std::cin.rdbuf(in.rdbuf());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exitCode = runProgram(static_cast<int>(argv.size()), argv.data());
    std::cin.rdbuf(formerIn);
    return {exitCode, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

TEST(Program, saysWhatItIsWithFiveCommandsWhenNothingIsAsked) {
    const auto ran = run({});
    EXPECT_EQ(ran.exitCode, 0);
    for (const auto* command : {"demo", "serve", "reviewer", "quantify", "doctor"})
        EXPECT_NE(ran.output.find(std::string("./overread ") + command), std::string::npos) << command;
}

TEST(Program, leadsItsHelpWithExamples) {
    const auto ran = run({"statistics", "--help"});
    EXPECT_EQ(ran.exitCode, 0);
    EXPECT_EQ(ran.output.find("Examples:"), 0u);
}

TEST(Program, promisesWhatItCanDo) {
    const auto ran = run({"--help"});
    EXPECT_EQ(ran.exitCode, 0);
    for (const auto* command : {"demo", "test", "serve", "reviewer", "quantify", "phantom", "statistics", "simulate",
                                "ingest", "report", "user", "plan", "migrate", "backup", "restore", "audit", "doctor"})
        EXPECT_NE(ran.output.find(std::string("\n  ") + command + " "), std::string::npos) << command;
}

TEST(Program, leadsTheHelpOfEveryCommandWithAnExampleOfIt) {
    for (const std::string command : {"demo", "serve", "quantify", "phantom", "statistics", "simulate", "ingest",
                                      "report", "user", "plan", "migrate", "backup", "restore", "audit", "doctor"}) {
        const auto ran = run({command.c_str(), "--help"});
        EXPECT_EQ(ran.exitCode, 0) << command;
        EXPECT_EQ(ran.output.find("Examples:"), 0u) << command;
        EXPECT_NE(ran.output.find("./overread " + command), std::string::npos) << command;
        EXPECT_EQ(ran.output.find("By the launcher"), std::string::npos) << command;
    }
}

TEST(Program, suggestsTheCommandThatWasMeant) {
    const auto ran = run({"statistisc"});
    EXPECT_EQ(ran.exitCode, 2);
    EXPECT_NE(ran.errors.find("did you mean 'statistics'?"), std::string::npos) << ran.errors;
    EXPECT_EQ(ran.output, "");
    EXPECT_NE(run({"reveiwer"}).errors.find("did you mean 'reviewer'?"), std::string::npos) << "of the launcher";
    const auto option = run({"statistics", "wilson", "--jsno"});
    EXPECT_EQ(option.exitCode, 2);
    EXPECT_NE(option.errors.find("did you mean '--json'?"), std::string::npos) << option.errors;
}

TEST(Program, saysWrongUsageAsJsonWhereJsonWasAsked) {
    const auto ran = run({"statistics", "--json"});
    EXPECT_EQ(ran.exitCode, 2);
    const auto answer = nlohmann::json::parse(ran.output);
    EXPECT_EQ(answer.at("error").at("code"), "wrong_usage");
    EXPECT_TRUE(answer.at("error").contains("hint"));
    EXPECT_NE(answer.at("error").at("message"), "");
}

TEST(Program, printsOneJsonObjectForAStatistic) {
    const auto ran = run({"statistics", "wilson", "--json"}, R"({"events": 18, "n": 20})");
    EXPECT_EQ(ran.exitCode, 0);
    EXPECT_EQ(ran.errors, "");
    const auto answer = nlohmann::json::parse(ran.output);
    EXPECT_DOUBLE_EQ(answer.at("value"), 0.9);
    EXPECT_NEAR(answer.at("interval").at("low"), 0.698966, 5e-7);
}

TEST(Program, refusesInputThatIsNotWhatTheStatisticNeeds) {
    struct Row {
        const char* statistic;
        const char* input;
    };
    for (const auto& row :
         {Row{"wilson", "not json"}, Row{"wilson", "{}"}, Row{"wilson", R"({"events": 3, "n": 2})"},
          Row{"kappa", R"({"table": [[1, 2]]})"}, Row{"kappa", R"({"table": [[1]], "weights": "cubic"})"},
          Row{"p-chart", R"({"events": [1], "n": [1, 2]})"}}) {
        const auto ran = run({"statistics", row.statistic, "--json"}, row.input);
        EXPECT_EQ(ran.exitCode, 3) << row.input;
        EXPECT_EQ(nlohmann::json::parse(ran.output).at("error").at("code"), "malformed_input") << row.input;
    }
}

TEST(Program, answersForEveryStatisticByName) {
    const std::pair<const char*, const char*> rows[] = {
        {"kappa", R"({"table": [[20, 3], [2, 15]], "weights": "quadratic"})"},
        {"gwet", R"({"table": [[20, 3], [2, 15]], "weights": "linear"})"},
        {"fleiss", R"({"counts": [[7, 1], [3, 5]]})"},
        {"krippendorff", R"({"ratings": [[1, 2, null, 3], [1, 2, 3, 3]], "level": "ordinal"})"},
        {"bland-altman", R"({"a": [30, 41, 55], "b": [28, 44, 50]})"},
        {"wilson", R"({"events": 0, "n": 20})"},
        {"p-chart", R"({"events": [12, 15, 8], "n": 50})"},
        {"cusum", R"({"x": [325, 330], "target": 325, "k": 0.3, "h": 4})"},
        {"bernoulli-cusum",
         R"({"events": [true, false, true, true], "target": 0.06, "oddsRatio": 2, "runLength": 500})"},
        {"run-length", R"({"k": 0.5, "h": 4})"},
        {"run-length", R"({"k": 0.5, "runLength": 370})"},
        {"over-dispersion", R"({"shares": [0.02, 0.2, 0.06], "n": [100, 80, 0], "centre": 0.06})"},
        {"weighted-rate", R"({"events": [true, false, false], "probability": [1, 1, 0.05]})"},
        {"grade-limits", R"({"table": [[50, 5], [2, 30]]})"},
        {"reviews-needed", R"({"n": 36})"},
        {"stratified", R"({"N": [100, 0], "n": [10, 0], "events": [1, 0]})"},
        {"stratified", R"({"N": [], "n": [], "events": []})"},
        {"kappa", R"({"table": [[12, 0], [0, 0]], "weights": "quadratic"})"},
        {"bland-altman", R"({"a": [30], "b": [28]})"},
        {"wilson", R"({"events": 0, "n": 0})"},
        {"ewma", R"({"x": [52, 47], "target": 50, "sigma": 2, "lambda": 0.3, "L": 3})"},
        {"funnel", R"({"centre": 0.06, "n": 100})"},
        {"stratified", R"({"N": [4421, 755, 1018], "n": [100, 50, 50], "events": [9, 24, 15]})"},
        {"symmetry", R"({"table": [[20, 10, 5], [3, 30, 15], [0, 5, 40]]})"},
        {"verification-bias",
         R"({"testPositive": {"diseased": 8, "healthy": 2, "unverified": 0},
             "testNegative": {"diseased": 1, "healthy": 9, "unverified": 90}})"},
    };
    for (const auto& [name, input] : rows) {
        const auto ran = run({"statistics", name, "--json"}, input);
        EXPECT_EQ(ran.exitCode, 0) << name << ran.output;
        EXPECT_EQ(ran.output.find("nan"), std::string::npos) << name;
        EXPECT_TRUE(nlohmann::json::parse(ran.output).is_object()) << name;
    }
}

TEST(Suggestion, isANearWordOrNone) {
    const std::vector<std::string> known{"demo", "serve", "doctor", "--once"};
    EXPECT_EQ(suggestionFor("dmeo", known), "demo");
    EXPECT_EQ(suggestionFor("server", known), "serve");
    EXPECT_EQ(suggestionFor("--onc", known), "--once");
    EXPECT_FALSE(suggestionFor("banana", known));
    EXPECT_FALSE(suggestionFor("x", known));
}

TEST(ProgressLine, showsHowFarAndHowLong) {
    EXPECT_EQ(progressLine("measure", 128, 248, 3100ms), "measure [#####-----] 128/248  51 %  3 s left");
    EXPECT_EQ(progressLine("measure", 0, 248, 0ms), "measure [----------] 0/248  0 %");
    EXPECT_EQ(progressLine("measure", 248, 248, 9000ms), "measure [##########] 248/248  100 %");
}

}  // namespace
}  // namespace overread
