#include "server/simulation/scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/simulation/summary.h"

namespace overread::simulation {
namespace {

using Status = Quantification::Status;

TEST(Scenes, showWhatEveryDemonstrationMustShow) {
    const auto twelve = scenes(12);
    ASSERT_EQ(twelve.size(), 12u);
    const auto count = [&](const auto& wish) { return std::ranges::count_if(twelve, wish); };
    EXPECT_GE(count([](const Scene& s) { return s.expected.outcome == Outcome::concordant && s.expected.isRead; }), 1);
    EXPECT_GE(count([](const Scene& s) { return s.expected.alert && s.isAmended; }), 1);
    EXPECT_GE(count([](const Scene& s) {
                  return s.reportedGrade == Grade::ct0 && s.expected.reason == SelectionReason::automatedDiscrepancy;
              }),
              1);
    EXPECT_GE(count([](const Scene& s) { return s.expected.greatCall; }), 1);
    EXPECT_GE(count([](const Scene& s) { return s.expected.measured == Status::refused && s.expected.isRead; }), 1);
    EXPECT_EQ(scenes(30).size(), 30u);
    EXPECT_EQ(scenes(30)[12].name, twelve[0].name);
    EXPECT_TRUE(scenes(0).empty());
}

TEST(Scenes, sayWhatDidNotCome) {
    Expectation expected;
    expected.measured = Status::measured;
    expected.reason = SelectionReason::mandatory;
    expected.outcome = Outcome::concordant;
    expected.settledGrade = Grade::ct2;
    expected.isRead = true;
    const Observed asExpected{Status::measured,
                              {SelectionReason::mandatory, SelectionReason::automatedDiscrepancy},
                              Outcome::concordant,
                              Grade::ct2,
                              false,
                              false,
                              1};
    EXPECT_EQ(unmet(expected, asExpected), "");

    auto refused = asExpected;
    refused.measured = Status::refused;
    EXPECT_EQ(unmet(expected, refused), "the measurement is refused, not measured");
    auto unread = asExpected;
    unread.reads = 0;
    EXPECT_EQ(unmet(expected, unread), "nobody read it");
    auto otherGrade = asExpected;
    otherGrade.settledGrade = Grade::ct3;
    EXPECT_EQ(unmet(expected, otherGrade), "it was settled as CT-3, not CT-2");
    expected.alert = true;
    EXPECT_EQ(unmet(expected, asExpected), "it raised no alert");
}

ShownStudy aStudy(Status status) {
    ShownStudy shown;
    shown.staged.studyInstanceUid = "1.2.3";
    shown.staged.label = "a study";
    shown.staged.scene.reportedGrade = Grade::ct1;
    shown.row.emplace();
    shown.row->measured.status = status;
    shown.row->reasons = {SelectionReason::mandatory};
    return shown;
}

TEST(Summary, hasTheJsonOfTheInterface) {
    Summary summary;
    auto measured = aStudy(Status::measured);
    measured.row->measured.involvement.totalPercent = 31.44;
    measured.row->measured.grade = Grade::ct2;
    measured.row->outcome = Outcome::significantDiscrepancy;
    measured.row->settledGrade = Grade::ct2;
    auto refused = aStudy(Status::refused);
    refused.row->measured.reason = "too_few_slices";
    summary.studies = {measured, refused};
    summary.server = "http://127.0.0.1:8480";

    const auto answer = toJson(summary);

    EXPECT_EQ(answer.at("studies").at(0),
              nlohmann::json::parse(R"({"studyInstanceUid": "1.2.3", "reportedGrade": "CT-1",
        "measured": {"status": "measured", "involvementPercent": 31.4, "grade": "CT-2"}, "reasons": ["mandatory"],
        "outcome": "significantDiscrepancy", "settledGrade": "CT-2"})"));
    EXPECT_EQ(answer.at("studies").at(1).at("measured"),
              nlohmann::json::parse(
                  R"({"status": "refused", "involvementPercent": null, "grade": null, "reason": "too_few_slices"})"));
    EXPECT_TRUE(answer.at("studies").at(1).at("outcome").is_null());
    EXPECT_EQ(answer.at("addresses").at("pages"), "http://127.0.0.1:8480/");
    EXPECT_EQ(answer.at("counts").at("unmet"), 0);
}

TEST(Summary, hasOneLineForEachStudyAndSaysWhatIsNotAsExpected) {
    Summary summary;
    summary.studies = {aStudy(Status::pending), aStudy(Status::refused)};
    summary.unmet = {"a study: nobody read it"};
    summary.accounts = {{"reader", "reader-1", "secret words of sixteen"}};
    const auto text = toText(summary);
    EXPECT_NE(text.find("study    reported  measured"), std::string::npos) << text;
    EXPECT_NE(text.find("nobody read it"), std::string::npos);
    EXPECT_NE(text.find("reader-1"), std::string::npos);
}

TEST(Installation, hasADatabaseForEachHome) {
    EXPECT_NE(demonstrationDatabase("/one"), demonstrationDatabase("/two"));
    EXPECT_EQ(demonstrationDatabase("/one"), demonstrationDatabase("/one"));
    EXPECT_EQ(demonstrationDatabase("/one").substr(0, 14), "overread_demo_");
    EXPECT_NE(newPassword(), newPassword());
    EXPECT_GE(newPassword().size(), 15u) << "what an account asks for";
}

}  // namespace
}  // namespace overread::simulation
