#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/wire/report.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"
#include "tests/support/running_system.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/command_run.h"

namespace overread::tests {
namespace {

using nlohmann::json;

/// `overread ingest` against the running house.
class Ingest : public testing::Test {
protected:
    Ingest() {
        const auto hospital = system_.addPerson("hospital", {Role::integrator});
        std::ofstream(folder_.path() / "secret") << hospital.password << "\n";
    }

    /// Slices of a small phantom, and the report that goes with them.
    wire::ReportSubmission writeStudy(std::uint64_t seed) {
        const auto identity = inventedIdentity(seed);
        PhantomOptions options;
        options.matrix = 64;
        options.sliceThicknessMm = 10;
        options.seed = seed;
        writeSeries(makePhantom(options).volume, identity, folder_.path() / "studies" / std::to_string(seed));
        wire::ReportSubmission report;
        report.studyInstanceUid = identity.studyInstanceUid;
        report.reporter = "R-01";
        report.facility = "clinic-1";
        report.grade = Grade::ct2;
        report.involvement = Involvement{30, std::nullopt, std::nullopt};
        report.signedAt = *parseRfc3339("2026-11-24T09:00:00Z");
        return report;
    }

    CommandRun::Ended ingest(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "ingest");
        for (const auto& each : {std::string("--server"), system_.url(), std::string("--dicom"),
                                 "127.0.0.1:" + std::to_string(system_.dicomPort()), std::string("--ae"),
                                 system_.configuration().dicomAeTitle, std::string("--password-file"),
                                 (folder_.path() / "secret").string(), std::string("--json")})
            arguments.push_back(each);
        return CommandRun(arguments, {}).finish();
    }

    std::string write(const std::string& name, const std::string& text) const {
        const auto file = folder_.path() / name;
        std::ofstream(file) << text;
        return file.string();
    }

    std::string answerTo(const std::string& sql) const {
        const auto& configuration = system_.configuration();
        return LibpqConnection(connectionText(configuration, configuration.databaseAdmin, configuration.databaseName))
            .query(sql)
            .at(0)
            .at(0);
    }

    TemporaryFolder folder_;
    RunningSystem system_;
};

TEST_F(Ingest, deliversStudiesAndReportsAndSaysWhatWasRefusedAndWhy) {
    const auto good = writeStudy(1);
    auto wrong = json(writeStudy(2));
    wrong["grade"] = "CT-7";
    write("studies/1/not-an-image.txt", "a note that lay beside the slices");
    const auto reports = write("reports.json", json::array({json(good), wrong}).dump());

    const auto first = ingest({(folder_.path() / "studies").string(), "--reports", reports});

    EXPECT_EQ(first.exitCode, 3) << first.errors;
    const auto answer = json::parse(first.output);
    EXPECT_GE(answer.at("objects").at("sent"), 40);
    EXPECT_EQ(answer.at("objects").at("refused"), 1);
    EXPECT_EQ(answer.at("reports").at("new"), 1);
    ASSERT_EQ(answer.at("refusals").size(), 2u);
    EXPECT_NE(answer.at("refusals").at(0).get<std::string>().find("studies/1"), std::string::npos);
    EXPECT_NE(answer.at("refusals").at(1).get<std::string>().find("report 2"), std::string::npos);
    EXPECT_NE(answer.at("refusals").at(1).get<std::string>().find("/grade"), std::string::npos);
}

TEST_F(Ingest, changesNothingTheSecondTime) {
    const auto lines = write("today.jsonl", json(writeStudy(3)).dump() + "\n\n" + json(writeStudy(4)).dump() + "\n");
    const auto studies = (folder_.path() / "studies").string();
    EXPECT_EQ(ingest({studies, "--reports", lines}).exitCode, 0);

    const auto again = ingest({studies, "--reports", lines});

    EXPECT_EQ(again.exitCode, 0) << again.errors;
    EXPECT_EQ(json::parse(again.output).at("reports"), (json{{"new", 0}, {"known", 2}}));
    EXPECT_EQ(answerTo("select count(*) from qa.report_version"), "2");
    EXPECT_EQ(answerTo("select count(*) from qa.instance_receipt where is_conflicting"), "0");
}

TEST_F(Ingest, saysWhatIsWrongWithItsInput) {
    EXPECT_EQ(ingest({"/no/such/folder"}).exitCode, 3);
    const auto torn = ingest({"--reports", write("torn.jsonl", "{\"grade\": \"CT-1\"}\n{\"grade\"\n")});
    EXPECT_EQ(torn.exitCode, 3);
    EXPECT_NE(json::parse(torn.output).at("error").at("message").get<std::string>().find("line 2"), std::string::npos);
    EXPECT_EQ(ingest({}).exitCode, 2);
    system_.kill(Program::listener);
    EXPECT_EQ(ingest({folder_.path().string()}).exitCode, 4);
}

}  // namespace
}  // namespace overread::tests
