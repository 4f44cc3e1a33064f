#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/server/api/house.h"

namespace overread::api {
namespace {

constexpr const char* names[] = {"Anna Ilina",   "Boris Orlov",    "Clara Weiss",
                                 "Dmitry Panov", "Elena Sokolova", "Farid Aliev"};

/// Some weeks of a department: every report of pneumonia is read twice, the third radiologist under-calls now and then.
void fill(House& house) {
    auto plan = workflow::tests::World::planWithoutChance();
    plan.afterSignificantPause = std::chrono::hours(0);
    plan.mutualReviewPause = std::chrono::hours(0);
    plan.shiftLimit = std::chrono::hours(1000);
    house.plan(plan);
    const auto reader = house.person("reader-1");
    const auto arbiter = house.person("arbiter-1");
    const std::vector<double> percents{6, 14, 31, 42, 9, 55, 18, 28};
    int study = 0;
    for (int person = 0; person < 6; ++person)
        for (std::size_t i = 0; i < percents.size() - static_cast<std::size_t>(person % 3); ++i) {
            const bool isUnderCalled = (person == 2 && i % 3 == 2) || (person == 0 && i == 3);
            const auto uid = "1.2.840.7." + std::to_string(++study);
            const auto seen = percents[i];
            const auto reported = isUnderCalled ? 12 : seen;
            auto report = house.submission(uid, gradeOf(reported, GradeLimits{}), reported);
            report.reporter = person == 0 ? "r1" : "r" + std::to_string(person + 1);
            report.reporterName = names[person];
            house.report(report);
            house.measured(house.images(uid), isUnderCalled ? 58 : seen + 1.5);
            const auto truth = isUnderCalled ? 60 : seen + 2;
            const auto task = house.next(reader).value();
            house.read(task, reader, gradeOf(truth, GradeLimits{}), truth);
            house.doJobs();
            if (const auto blind = house.next(arbiter, {Role::arbiter})) {
                house.read(*blind, arbiter, Grade::ct3, 57);
                house.settlement(*blind, arbiter, Grade::ct3, "Consolidation in both lower lobes was not counted.");
                house.doJobs();
            }
        }
}

/// Runs the script with the system's Chromium; its output is shown where it fails.
int browse(const std::string& script, const std::string& url, const std::string& pictures) {
    const auto command = "NODE_PATH=" OVERREAD_WEB_PACKAGES " OVERREAD_PICTURES='" + pictures + "' " OVERREAD_NODE " " +
                         std::string(OVERREAD_SOURCE_DIR) + "/tests/server/web/" + script + " " + url + " '" +
                         House::password + "'";
    return std::system(command.c_str());
}

TEST(Pages, showTheHeadWhatStandsBehindANumber) {
    House house;
    house.addAccount("lead");
    house.addAccount("radiologist");
    fill(house);
    // Where pictures are wanted they are kept; the test itself needs none.
    const auto* pictures = std::getenv("OVERREAD_PICTURES");
    EXPECT_EQ(
        browse("pages.cjs", "http://127.0.0.1:" + std::to_string(house.port()), pictures == nullptr ? "" : pictures),
        0);
}

}  // namespace
}  // namespace overread::api
