// What the administrator sees of the house, and what becomes of jobs that were given up.
#include <gtest/gtest.h>

#include "server/jobs/job_queue.h"
#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"

namespace overread::api {
namespace {

class System : public testing::Test {
protected:
    House house;
    OpenApi description;

    /// The id of a job that a worker has given up.
    std::string aDeadLetter(const std::string& key) {
        house.app([&](soci::session& session) { JobQueue{session}.add("renderStudy", key); });
        house.worker([](soci::session& session) {
            JobQueue queue{session};
            queue.giveUp(queue.take({"renderStudy"}, "worker-1").value(), "the frame ends before its last pixel");
        });
        return house.as("administrator").get("/api/v1/jobs").json().at("deadLetters").at(0).at("id");
    }
    nlohmann::json component(const std::string& name) {
        const auto answer = house.as("administrator").get("/api/v1/system");
        EXPECT_EQ(description.problemIn("GET", "/api/v1/system", answer.status, answer.body), std::nullopt);
        const auto components = answer.json().at("components");
        for (const auto& each : components)
            if (each.at("component") == name) return each;
        return {};
    }
};

TEST_F(System, saysOfEachPartWhetherItIsWellAndWhenItLastWas) {
    EXPECT_EQ(component("reports").at("lastSuccessAt"), nullptr);
    house.report(House::submission("1.2.3", Grade::ct1, 12));
    EXPECT_NE(component("reports").at("lastSuccessAt"), nullptr);
    EXPECT_EQ(component("database").at("isWell"), true);
    EXPECT_EQ(component("deadLetters").at("isWell"), true);
    aDeadLetter("one");
    EXPECT_EQ(component("deadLetters").at("isWell"), false);
    EXPECT_EQ(component("deadLetters").at("value"), 1);
    const auto settings = house.as("administrator").get("/api/v1/system").json().at("settings");
    EXPECT_TRUE(
        std::any_of(settings.begin(), settings.end(), [](const auto& each) { return each.at("key") == "http.port"; }));
}

TEST_F(System, changesAnAccountAndEndsItsSessions) {
    const auto& administrator = house.as("administrator");
    const auto& head = house.as("head");
    ASSERT_EQ(head.get("/api/v1/me").status, 200);
    nlohmann::json row;
    for (const auto users = administrator.get("/api/v1/users").json(); const auto& each : users.at("items"))
        if (each.at("name") == "head") row = each;
    const auto route = "/api/v1/users/" + row.at("id").get<std::string>();
    nlohmann::json wanted{{"displayName", "Dr Other Name"},
                          {"roles", row.at("roles")},
                          {"facility", row.at("facility")},
                          {"disabled", false}};
    ASSERT_EQ(administrator.send("PUT", route, wanted.dump()).status, 200);
    EXPECT_EQ(head.get("/api/v1/me").status, 200) << "another name ends nothing";
    wanted["facility"] = "centre-99";
    ASSERT_EQ(administrator.send("PUT", route, wanted.dump()).status, 200);
    EXPECT_EQ(head.get("/api/v1/me").status, 401) << "who may see another facility signs in anew";

    const auto answer = administrator.get(route);
    EXPECT_EQ(description.problemIn("GET", "/api/v1/users/{user}", answer.status, answer.body), std::nullopt);
    const auto detail = answer.json();
    EXPECT_EQ(detail.at("row").at("facility"), "centre-99");
    EXPECT_TRUE(detail.at("sessions").empty());
    const auto& last = detail.at("history").at(0);
    EXPECT_EQ(last.at("what"), "account.changed");
    EXPECT_EQ(last.at("detail").at("facility").at("before"), "centre-12");
    EXPECT_NE(last.at("actor"), "");
    wanted["roles"] = nlohmann::json::array();
    EXPECT_EQ(administrator.send("PUT", route, wanted.dump()).json().at("pointer"), "/roles");
}

TEST_F(System, letsNoAdministratorLockTheLastDoor) {
    const auto& administrator = house.as("administrator");
    nlohmann::json row;
    for (const auto users = administrator.get("/api/v1/users").json(); const auto& each : users.at("items"))
        if (each.at("name") == "administrator") row = each;
    const auto route = "/api/v1/users/" + row.at("id").get<std::string>();
    nlohmann::json wanted{{"displayName", "Administrator"}, {"roles", {"head"}}, {"facility", ""}, {"disabled", false}};
    EXPECT_EQ(administrator.send("PUT", route, wanted.dump()).status, 409);
    wanted["roles"] = {"administrator"};
    wanted["disabled"] = true;
    EXPECT_EQ(administrator.send("PUT", route, wanted.dump()).status, 409);
    EXPECT_EQ(administrator.send("DELETE", route + "/sessions").status, 204);
    EXPECT_EQ(administrator.get("/api/v1/me").status, 401);
}

TEST_F(System, putsAJobThatWasGivenUpBackAllOrNone) {
    const auto id = aDeadLetter("one");
    const auto& administrator = house.as("administrator");
    const std::string route = "/api/v1/jobs/dead-letters/retries";
    EXPECT_EQ(administrator.post(route, {{"ids", {id, "0192f0c4-0000-7000-8000-000000000001"}}}).status, 404);
    EXPECT_EQ(component("deadLetters").at("value"), 1) << "none";
    EXPECT_EQ(administrator.post(route, {{"ids", nlohmann::json::array()}}).status, 422);
    EXPECT_EQ(administrator.post(route, {{"ids", {"not an id"}}}).status, 422);
    EXPECT_EQ(administrator.post(route, {{"ids", {id}}}).status, 204);
    EXPECT_EQ(component("deadLetters").at("value"), 0);
    EXPECT_EQ(house.waitingJobs("renderStudy"), 1);
}

TEST_F(System, discardsAJobWithAReasonAlone) {
    const auto id = aDeadLetter("one");
    const auto& administrator = house.as("administrator");
    const std::string route = "/api/v1/jobs/dead-letters/discards";
    EXPECT_EQ(administrator.post(route, {{"ids", {id}}}).status, 422);
    EXPECT_EQ(administrator.post(route, {{"ids", {id}}, {"reason", "the study was sent anew"}}).status, 204);
    EXPECT_EQ(component("deadLetters").at("value"), 0);
    EXPECT_EQ(house.waitingJobs("renderStudy"), 0);
    const auto events = administrator.get("/api/v1/audit?limit=20").json().at("items");
    EXPECT_TRUE(std::any_of(events.begin(), events.end(), [&](const auto& each) {
        return each.at("what") == "job.discarded" && each.at("subject") == id;
    }));
}

}  // namespace
}  // namespace overread::api
