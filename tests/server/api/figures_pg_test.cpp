#include <gtest/gtest.h>

#include "server/database/columns.h"
#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"
#include "tests/support/plan_without_chance.h"

namespace overread::api {
namespace {

using nlohmann::json;

/// A house where two reports of pneumonia were read twice: one concordant, one that belongs in hospital.
class Figures : public testing::Test {
protected:
    House house;
    OpenApi description;

    Figures() {
        house.plan(overread::tests::planWithoutChance());
        settle("1.2.1", Grade::ct1, 12, Grade::ct1, 14);
        settle("1.2.2", Grade::ct1, 12, Grade::ct3, 60);
        const auto arbiter = house.person("a1");
        const auto handle = house.next(arbiter, {Role::arbiter}).value();
        house.read(handle, arbiter, Grade::ct3, 57);
        house.settlement(handle, arbiter, Grade::ct3, "consolidation");
        house.doJobs();
    }
    void settle(const std::string& uid, Grade reported, double stated, Grade read, double percent) {
        auto submission = House::submission(uid, reported, stated);
        submission.facility = "centre-12";
        submission.reporter = "r1";
        house.report(submission);
        house.measured(house.images(uid), percent);
        house.doJobs();
        const auto reader = house.person("v1");
        house.read(house.next(reader).value(), reader, read, percent);
        house.doJobs();
    }
    json get(const std::string& who, const std::string& target) {
        const auto answer = house.as(who).get("/api/v1" + target);
        const auto path = "/api/v1" + target.substr(0, target.find('?'));
        EXPECT_EQ(answer.status, 200) << target << ' ' << answer.body;
        EXPECT_EQ(description.problemIn("GET", path, answer.status, answer.body), std::nullopt)
            << target << ' ' << answer.body;
        return answer.json();
    }
    /// The cases that a number opens.
    json casesOf(const std::string& who, const json& figure) {
        return get(who, "/cases?" + figure.at("cases").get<std::string>()).at("items");
    }
    static json metric(const json& profile, const std::string& code) {
        for (const auto& each : profile.at("metrics"))
            if (each.at("code") == code) return each.at("figure");
        return {};
    }
};

TEST_F(Figures, openTheCasesBehindEachNumber) {
    const auto profile = get("head", "/figures/profile?reporter=r1");
    EXPECT_EQ(profile.at("reports"), 2);
    EXPECT_EQ(profile.at("settled").at("events"), 2);
    EXPECT_EQ(profile.at("alerts"), 1);
    EXPECT_EQ(profile.at("confusion").at("raw").at(1).at(3), 1);
    EXPECT_EQ(profile.at("blandAltman").at("n"), 2);
    EXPECT_TRUE(metric(profile, "exactAgreement").at("value") == 0.5);
    EXPECT_GT(profile.at("reviewsStillNeeded"), 50);
    for (const auto& each : profile.at("metrics")) {
        EXPECT_TRUE(each.at("team").is_null()) << "nobody else reports here";
        const auto& events = each.at("figure").at("events");
        const auto cases = casesOf("head", each.at("figure"));
        const std::string code = each.at("code");
        // Agreement opens all that were compared; what counts something opens exactly that.
        if (code == "exactAgreement" || code == "withinOne" || events.is_null() || code == "flagUpheld") {
            EXPECT_GE(cases.size(), 1u) << code;
        } else {
            EXPECT_EQ(cases.size(), events.get<std::size_t>()) << code;
        }
    }
    const auto cell =
        get("head", "/cases?" + profile.at("confusion").at("cases").get<std::string>() + "&reported=CT-1&settled=CT-3");
    EXPECT_EQ(cell.at("items").size(), 1u);
    EXPECT_EQ(house.as("head").get("/api/v1/figures/profile?reporter=nobody").status, 404);
}

TEST_F(Figures, areListedByNameAndDrawnAsAFunnel) {
    for (const std::string by : {"reporter", "facility", "scanner"}) {
        const auto groups = get("lead", "/figures/groups?by=" + by);
        ASSERT_EQ(groups.at("items").size(), 1u) << by;
        const auto& item = groups.at("items").at(0);
        EXPECT_EQ(item.at("settled"), 2) << by;
        EXPECT_EQ(item.at("reports"), 2) << by;
        EXPECT_EQ(item.at("significantRaw").at("events"), 1) << by;
        EXPECT_EQ(item.at("position"), "tooSmall");
        EXPECT_EQ(casesOf("lead", item.at("significantWeighted")).size(), 1u) << by;
    }
    EXPECT_EQ(get("lead", "/figures/groups?design=peerReview").at("items").at(0).at("settled"), 0);
}

TEST_F(Figures, ofAnotherFacilityAreNotThere) {
    EXPECT_EQ(get("other.head", "/figures/groups").at("items").size(), 0u);
    EXPECT_EQ(get("other.head", "/figures/profile?reporter=r1").at("settled").at("events"), 0);
    EXPECT_EQ(house.as("other.head").get("/api/v1/figures/profile?facility=centre-12").status, 404);
    EXPECT_EQ(house.as("other.head").get("/api/v1/cases?facility=centre-12").status, 404);
    EXPECT_EQ(get("other.head", "/figures/operation").at("scanners").size(), 0u);
}

TEST_F(Figures, answerAsDescribedAndAreDefinedWithLittleData) {
    const auto charts = get("head", "/figures/charts?reporter=r1");
    EXPECT_EQ(charts.at("pChart").at("points").size(), 12u);
    EXPECT_TRUE(charts.at("pChart").at("isTrial"));
    EXPECT_EQ(charts.at("cusum").at("points").size(), 2u);
    EXPECT_GE(charts.at("cusum").at("runLength"), 5000) << "so many cases to a false signal";
    EXPECT_LT(charts.at("cusum").at("runLengthAtOddsRatio"), charts.at("cusum").at("runLength"));
    EXPECT_TRUE(charts.at("pChart").at("points").at(0).at("figure").at("value").is_null()) << "an empty month";
    EXPECT_EQ(get("head", "/figures/involvement").at("points").size(), 2u);
    get("head", "/figures/technical");
    EXPECT_EQ(get("head", "/figures/services").at("items").at(0).at("exactAgreement").at("events"), 2);
    const auto service = get("head", "/figures/services").at("items").at(0);
    EXPECT_EQ(service.at("readersAgreed").at("n"), 2);
    EXPECT_EQ(service.at("readersAgreed").at("events"), 2) << "the reader gave what was measured";
    EXPECT_EQ(service.at("limits").size(), 4u);
    EXPECT_EQ(casesOf("head", service.at("exactAgreement")).size(), 2u);
    EXPECT_EQ(casesOf("head", service.at("refused")).size(), 0u);
    const auto reviewers = get("lead", "/figures/reviewers").at("items");
    EXPECT_EQ(reviewers.size(), 2u);
    for (const auto& reviewer : reviewers)
        if (reviewer.at("reads") == 2) {
            EXPECT_EQ(casesOf("lead", reviewer.at("leniency")).size(), 2u);
            EXPECT_EQ(casesOf("lead", reviewer.at("agreementWithArbitration")).size(), 1u);
            EXPECT_EQ(
                house.as("head").get("/api/v1/cases?" + reviewer.at("leniency").at("cases").get<std::string>()).status,
                404)
                << "who reviewed what is for the QA lead alone";
        }
    EXPECT_EQ(get("reviewer", "/figures/my-reading").at("items").at(0).at("reads"), 2);
    EXPECT_EQ(get("radiologist", "/figures/mine").at("settled").at("events"), 2);
    EXPECT_EQ(get("head", "/figures/overview").at("needs").at(0).at("kind"), "alert");
    const auto flow = get("lead", "/figures/operation").at("flow");
    EXPECT_EQ(flow.at(0).at("today"), 2);
    EXPECT_EQ(flow.at(4).at("waiting"), 0);
    get("head", "/figures/effect?reporter=r1&start=2026-01-01T00:00:00Z");
    // Nothing anywhere is as defined as something.
    for (const auto* empty :
         {"/figures/profile?from=2020-01&to=2020-02", "/figures/charts?from=2020-01&to=2020-02",
          "/figures/involvement?from=2020-01&to=2020-02", "/figures/services?from=2020-01&to=2020-02",
          "/figures/groups?from=2020-01&to=2020-02", "/figures/technical?from=2020-01&to=2020-02"})
        EXPECT_EQ(get("lead", empty).dump().find("nan"), std::string::npos) << empty;
}

TEST_F(Figures, weighWhatWasFoundAtEachLimitByWhatItStandsFor) {
    const auto limits = get("head", "/figures/profile?reporter=r1").at("limits");
    ASSERT_EQ(limits.size(), 4u);
    EXPECT_EQ(limits.at(2).at("sensitivityRaw").at("events"), 0) << "CT-3 was reported as CT-1";
    EXPECT_TRUE(limits.at(0).at("sensitivity").at("value").is_null()) << "no report without pneumonia was looked at";
    EXPECT_EQ(limits.at(0).at("sensitivityRaw").at("value"), 1);
}

TEST_F(Figures, takeTheLimitsOfAChartAnewForAReason) {
    const std::string route = "/api/v1/figures/bases?reporter=r1";
    const auto month = get("lead", "/figures/charts?reporter=r1").at("to").get<std::string>();
    EXPECT_TRUE(get("lead", "/figures/charts?reporter=r1").at("base").is_null());
    const nlohmann::json wanted{{"starts", month}, {"reason", "a new scanner"}};
    EXPECT_EQ(house.as("lead").post(route, wanted).status, 204);
    const auto charts = get("head", "/figures/charts?reporter=r1");
    EXPECT_EQ(charts.at("base").at("reason"), "a new scanner");
    EXPECT_EQ(charts.at("base").at("starts"), month);
    EXPECT_EQ(charts.at("pChart").at("points").size(), 12u);
    EXPECT_TRUE(get("head", "/figures/charts").at("base").is_null()) << "of that radiologist alone";
    EXPECT_EQ(house.as("lead").post(route, {{"starts", "2098-01"}, {"reason", "later"}}).json().at("pointer"),
              "/starts");
    EXPECT_EQ(house.as("lead").post(route, {{"starts", month}, {"reason", " "}}).status, 422);
    EXPECT_EQ(house.as("head").post(route, wanted).status, 404);
}

TEST_F(Figures, sayHowManyReadersItTakes) {
    const auto staffing = get("head",
                              "/figures/staffing?studiesPerDay=5000&pneumoniaShare=0.5&randomRate=0&minutesPerRead=4"
                              "&discordantShare=0&hoursPerReader=6&rate=0.06&reviewsEach=100");
    EXPECT_NEAR(staffing.at("draft").at("hoursADay").get<double>(), 166.7, 0.05);
    EXPECT_EQ(staffing.at("draft").at("readersNeeded"), 28);
    EXPECT_NEAR(staffing.at("draft").at("smallestRateSeen").get<double>(), 0.18, 0.005);
    EXPECT_EQ(house.as("head").get("/api/v1/figures/staffing?rate=2").status, 422);
    EXPECT_EQ(house.as("head").get("/api/v1/figures/staffing?readers=many").json().at("pointer"), "/readers");
}

TEST_F(Figures, refuseWhatTheyDoNotKnow) {
    EXPECT_EQ(house.as("head").get("/api/v1/figures/profile?from=2026-13").json().at("pointer"), "/from");
    EXPECT_EQ(house.as("head").get("/api/v1/figures/profile?from=2026-11&to=2026-10").status, 422);
    EXPECT_EQ(house.as("head").get("/api/v1/figures/profile?design=arbitration").json().at("pointer"), "/design");
    EXPECT_EQ(house.as("lead").get("/api/v1/figures/profile?scanner=A").json().at("pointer"), "/facility");
    EXPECT_EQ(house.as("head").get("/api/v1/figures/groups?by=rate").json().at("pointer"), "/by");
    EXPECT_EQ(house.as("head").get("/api/v1/figures/effect?reporter=r1").json().at("pointer"), "/start");
}

}  // namespace
}  // namespace overread::api
