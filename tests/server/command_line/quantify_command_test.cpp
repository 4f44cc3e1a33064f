#include "server/command_line/quantify_command.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/volume/nrrd.h"
#include "server/command_line/program.h"
#include "tests/support/hostile_series.h"
#include "tests/support/real_ct.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

struct Ran {
    int exitCode;
    std::string output;
    std::string errors;
};

Ran run(const std::vector<std::string>& arguments) {
    std::vector<const char*> argv{"overread", "quantify"};
    for (const auto& argument : arguments) argv.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exitCode = runProgram(static_cast<int>(argv.size()), argv.data());
    return {exitCode, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

Phantom smallPhantom() {
    PhantomOptions options;
    options.involvementPercent = 40;
    options.matrix = 160;
    options.sliceThicknessMm = 5;
    return makePhantom(options);
}

TEST(QuantifyCommand, answersWithTheFiguresAsOneJsonObjectAndWritesMasksAndSheet) {
    const tests::TemporaryFolder folder;
    const auto phantom = smallPhantom();
    const auto identity = inventedIdentity(3);
    writeSeries(phantom.volume, identity, folder.path() / "series");
    const auto masks = folder.path() / "masks.nrrd";
    const auto sheet = folder.path() / "sheet.png";

    const auto ran = run({(folder.path() / "series").string(), "--json", "--threads", "2", "--masks", masks.string(),
                          "--overlay", sheet.string()});

    ASSERT_EQ(ran.exitCode, 0) << ran.errors;
    const auto json = nlohmann::json::parse(ran.output);
    EXPECT_EQ(json.at("status"), "measured");
    EXPECT_EQ(json.at("grade"), "CT-2");
    EXPECT_NEAR(json.at("involvementPercent").at("total").get<double>(), 40, 6);
    EXPECT_EQ(json.at("series").at("seriesInstanceUid"), identity.seriesInstanceUid);
    EXPECT_EQ(json.at("series").at("slices"), phantom.volume.geometry.slices);
    EXPECT_GT(json.at("seconds").at("total").get<double>(), json.at("seconds").at("measure").get<double>());
    const auto labels = readNrrd(masks);
    EXPECT_EQ(labels.geometry.slices, phantom.volume.geometry.slices);
    for (std::size_t axis = 0; axis < 3; ++axis)
        EXPECT_NEAR(labels.geometry.originMm[axis], phantom.volume.geometry.originMm[axis], 1e-3);
    EXPECT_TRUE(std::filesystem::exists(sheet));
}

TEST(QuantifyCommand, endsWithThreeAndSaysWhyWhereASeriesIsRefused) {
    const tests::TemporaryFolder folder;
    const auto phantom = smallPhantom();
    writeSeries(slicesOf(phantom.volume, 0, 10), inventedIdentity(4), folder.path() / "series");

    const auto ran = run({(folder.path() / "series").string(), "--json"});

    EXPECT_EQ(ran.exitCode, 3);
    const auto json = nlohmann::json::parse(ran.output);
    EXPECT_EQ(json.at("status"), "refused");
    EXPECT_EQ(json.at("reason"), "too_few_slices");
    EXPECT_TRUE(json.at("grade").is_null());
    EXPECT_NE(ran.errors.find("too_few_slices"), std::string::npos);
}

TEST(QuantifyCommand, saysWhichOfSeveralSeriesItTookAndWhyNotTheOthers) {
    const tests::TemporaryFolder folder;
    auto volume = smallPhantom().volume;
    writeSeries(volume, inventedIdentity(5), folder.path() / "soft");
    writeSeries(slicesOf(volume, 0, 10), inventedIdentity(6), folder.path() / "short");
    volume.facts.kernel = "B70f";
    writeSeries(volume, inventedIdentity(7), folder.path() / "sharp");

    const auto ran = run({folder.path().string(), "--json"});

    ASSERT_EQ(ran.exitCode, 0) << ran.errors;
    const auto choice = nlohmann::json::parse(ran.output).at("seriesChoice");
    EXPECT_EQ(choice.at("reason"), "softest");
    EXPECT_NE(choice.at("explanation").get<std::string>().find("chosen of 2 usable series"), std::string::npos);
    ASSERT_EQ(choice.at("candidates").size(), 3U);
    for (const auto& each : choice.at("candidates")) {
        const auto uid = each.at("seriesInstanceUid").get<std::string>();
        EXPECT_EQ(each.at("chosen"), uid == inventedIdentity(5).seriesInstanceUid);
        const bool isShort = uid == inventedIdentity(6).seriesInstanceUid;
        EXPECT_EQ(each.at("refusal"), isShort ? nlohmann::json("too_few_slices") : nlohmann::json(nullptr));
    }
}

TEST(QuantifyCommand, isWrongUsageForAPathThatIsNotThere) {
    const auto ran = run({"/no/such/folder", "--json"});
    EXPECT_EQ(ran.exitCode, 2);
    EXPECT_EQ(nlohmann::json::parse(ran.output).at("error").at("code"), "wrong_usage");
}

TEST(QuantifyCommand, failsWithOneErrorObjectWhereItCannotWrite) {
    const tests::TemporaryFolder folder;
    writeSeries(smallPhantom().volume, inventedIdentity(8), folder.path() / "series");
    for (const auto* option : {"--masks", "--overlay", "--seg", "--sr"}) {
        const auto ran = run({(folder.path() / "series").string(), "--json", option, "/no/such/folder/file"});
        EXPECT_EQ(ran.exitCode, 1) << option;
        EXPECT_EQ(nlohmann::json::parse(ran.output).at("error").at("code"), "failed") << option;
    }
}

TEST(QuantifyCommand, refusesEveryHostileSeriesWithItsReason) {
    for (const auto& hostile : tests::hostileSeries()) {
        const tests::TemporaryFolder folder;
        tests::writeHostile(hostile, "1.2.3.77", folder.path() / "series");

        const auto ran = run({(folder.path() / "series").string(), "--json", "--threads", "2"});

        EXPECT_EQ(ran.exitCode, 3) << hostile.name;
        const auto json = nlohmann::json::parse(ran.output);
        EXPECT_EQ(json.at("status"), "refused") << hostile.name;
        EXPECT_EQ(json.at("reason"), hostile.reason) << hostile.name << json.at("detail");
    }
}

/// Each folder of real series, as its README expects of it.
TEST(QuantifyCommand, answersForTheRealSeriesAsExpected) {
    struct Example {
        const char* folder;
        int exitCode;
        std::string reason, confidence;
        std::vector<std::string> warnings;
    };
    for (const auto& each :
         {Example{"covid-1.25mm", 0, "", "normal", {}}, Example{"kernel-soft-8mm", 0, "", "", {"thick_slices"}},
          Example{"kernel-sharp-8mm", 0, "", "", {"thick_slices"}},
          Example{"free-breathing-4mm", 0, "", "low", {"free_breathing", "truncated_lungs"}},
          Example{"refuse-sagittal-gaps", 3, "not_axial", "", {}},
          Example{"transfer-syntaxes", 3, "too_few_slices", "", {}}}) {
        const auto folder = tests::realCt(each.folder);
        if (!folder) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";

        const auto ran = run({folder->string(), "--json", "--threads", "2"});

        EXPECT_EQ(ran.exitCode, each.exitCode) << each.folder << ran.errors;
        const auto json = nlohmann::json::parse(ran.output);
        EXPECT_EQ(json.at("reason"), each.reason) << each.folder;
        if (!each.confidence.empty()) {
            EXPECT_EQ(json.at("confidence"), each.confidence) << each.folder;
        }
        const auto warnings = json.at("warnings").get<std::vector<std::string>>();
        for (const auto& warning : each.warnings)
            EXPECT_NE(std::find(warnings.begin(), warnings.end(), warning), warnings.end()) << each.folder << warning;
    }
}

}  // namespace
}  // namespace overread
