#include "server/command_line/phantom_command.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/phantom/phantom.h"
#include "core/volume/nrrd.h"
#include "server/command_line/program.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

struct Ran {
    int exitCode;
    std::string output;
};

Ran run(std::vector<std::string> arguments) {
    std::vector<const char*> argv{"overread", "phantom"};
    for (const auto& argument : arguments) argv.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exitCode = runProgram(static_cast<int>(argv.size()), argv.data());
    testing::internal::GetCapturedStderr();
    return {exitCode, testing::internal::GetCapturedStdout()};
}

TEST(PhantomCommand, writesSlicesAndATruthThatIsTheLabels) {
    const tests::TemporaryFolder folder;
    const auto out = folder.path() / "ct";

    const auto ran = run(
        {"--out", out.string(), "--involvement", "30", "--slice-thickness", "10", "--distribution", "right", "--json"});

    ASSERT_EQ(ran.exitCode, 0);
    const auto printed = nlohmann::json::parse(ran.output);
    const auto written = nlohmann::json::parse(std::ifstream{out / "truth.json"});
    EXPECT_EQ(printed, written);
    const auto truth = truthOf(readNrrd(out / "truth.nrrd"));
    EXPECT_DOUBLE_EQ(written.at("involvementPercent").at("total").get<double>(), truth.involvement.totalPercent);
    EXPECT_NEAR(truth.involvement.totalPercent, 30, 0.1);
    EXPECT_EQ(written.at("involvementPercent").at("left"), 0.0);
    EXPECT_EQ(written.at("grade"), "CT-2");
    EXPECT_EQ(written.at("series").at("slices"), 30);
    EXPECT_TRUE(std::filesystem::exists(out / "0030.dcm"));
}

TEST(PhantomCommand, refusesOptionsOutOfRangeAndAFolderInUse) {
    const tests::TemporaryFolder folder;
    const auto out = (folder.path() / "ct").string();
    EXPECT_EQ(run({"--out", out, "--involvement", "90"}).exitCode, 2);
    EXPECT_EQ(run({"--out", out, "--kernel", "blunt"}).exitCode, 2);
    EXPECT_EQ(run({"--out", out, "--involvement", "60", "--distribution", "left", "--slice-thickness", "10"}).exitCode,
              2);
    EXPECT_EQ(run({}).exitCode, 2);
    EXPECT_FALSE(std::filesystem::exists(out)) << "nothing is left behind";
    std::ofstream{folder.path() / "a file"} << "of somebody";
    EXPECT_EQ(run({"--out", folder.path().string()}).exitCode, 3);
}

}  // namespace
}  // namespace overread
