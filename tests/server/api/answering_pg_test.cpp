#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "core/wire/domain_json.h"
#include "server/api/image_grants.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/series_repository.h"
#include "server/database/study_repository.h"
#include "server/image_store/image_store.h"
#include "tests/server/api/described_house.h"

namespace overread::api {
namespace {

using nlohmann::json;

using Answering = DescribedHouse;

TEST_F(Answering, refusesAReportThatDoesNotSayWhatItShould) {
    const auto unknownGrade = report(aReport("1.2.3", "CT-7", 12));
    EXPECT_EQ(unknownGrade.status, 422);
    EXPECT_EQ(unknownGrade.problem(), "malformed");
    EXPECT_EQ(unknownGrade.json().at("pointer"), "/grade");

    auto named = aReport("1.2.3", "CT-1", 12);
    named["patientName"] = "Ivanova";
    EXPECT_EQ(report(named).json().at("pointer"), "/patientName");
    auto future = aReport("1.2.3", "CT-1", 12);
    future["signedAt"] = "2099-01-01T00:00:00Z";
    EXPECT_EQ(report(future).json().at("pointer"), "/signedAt");

    const auto& integrator = house.as("integrator");
    EXPECT_EQ(integrator.send("POST", "/api/v1/reports", "{not json").status, 400);
    EXPECT_EQ(integrator.send("POST", "/api/v1/reports", "{\"grade\":\"CT-1\",\"grade\":\"CT-0\"}").status, 400);
    EXPECT_EQ(integrator.send("POST", "/api/v1/reports").status, 415);
    EXPECT_EQ(get("lead", "/api/v1/studies").json().at("items").size(), 0u) << "nothing of what was refused remains";
}

TEST_F(Answering, takesAReportOnceAndItsAmendmentAsTheNextVersion) {
    const auto first = report(aReport("1.2.3", "CT-1", 12));
    EXPECT_EQ(first.status, 201);
    const auto again = report(aReport("1.2.3", "CT-1", 12));
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.json().at("reportId"), first.json().at("reportId"));
    const auto amended = report(aReport("1.2.3", "CT-2", 30));
    EXPECT_EQ(amended.status, 201);
    EXPECT_EQ(amended.json().at("version"), 2);
    EXPECT_EQ(amended.json().at("amended"), true);
    EXPECT_EQ(get("lead", "/api/v1/studies").json().at("items").size(), 1u);
}

TEST_F(Answering, showsAReaderNothingThatUnblindsBeforeTheLock) {
    report(aReport("1.2.3", "CT-1", 12));
    house.measured(house.images("1.2.3"), 13);
    const auto assignment = takeNext("reviewer");
    ASSERT_FALSE(assignment.is_null());
    EXPECT_TRUE(assignment.at("report").is_null());
    EXPECT_TRUE(assignment.at("arbitration").is_null());
    for (const auto* hidden : {"\"r1\"", "Dr First", "centre-12", "1.2.3", "CT-1", "ground glass\""})
        EXPECT_EQ(assignment.dump().find(hidden), std::string::npos) << hidden << " in " << assignment.dump();

    const auto handle = assignment.at("handle").get<std::string>();
    EXPECT_EQ(ask("reviewer", "GET", "/api/v1/assignments/{handle}/reveal", "/api/v1/assignments/" + handle + "/reveal")
                  .status,
              409);
    EXPECT_EQ(house.as("reviewer").get("/api/v1/assignments/" + handle + "/masks/0").status, 404);
    EXPECT_EQ(house.as("arbiter").get("/api/v1/assignments/" + handle).status, 404) << "another's task is not there";
}

std::string framed(char first) {
    std::string bytes{"\x20\0\0\0", 4};
    for (int i = 0; i < 32; ++i) bytes += static_cast<char>(first + i);
    return bytes;
}

TEST_F(Answering, sendsFramesAsTheyAreStored) {
    report(aReport("1.2.3", "CT-1", 12));
    house.writeFrames(house.images("1.2.3"), 0);

    const auto path = "/api/v1/assignments/" + takeNext("reviewer").at("handle").get<std::string>() + "/frames";
    const auto frame = house.as("reviewer").get(path + "/1");
    EXPECT_EQ(frame.status, 200);
    EXPECT_EQ(frame.headers.at("content-type"), "application/octet-stream");
    EXPECT_EQ(frame.headers.at("cache-control"), "no-store");
    EXPECT_EQ(frame.body, framed(32).substr(4));
    for (const auto* n : {"2", "-1", "1.5", "x", "99999999999999999999"})
        EXPECT_EQ(house.as("reviewer").get(path + '/' + n).status, 404) << n;
    EXPECT_EQ(house.as("arbiter").get(path + "/1").status, 404);
}

TEST_F(Answering, sendsSeveralFramesInTheOrderAskedWithOneEventForALook) {
    report(aReport("1.2.3", "CT-1", 12));
    const auto study = house.images("1.2.3");
    house.writeFrames(study, 0);

    const auto path = "/api/v1/assignments/" + takeNext("reviewer").at("handle").get<std::string>() + "/frames?slices=";
    const auto frames = house.as("reviewer").get(path + "1,0,1");
    EXPECT_EQ(frames.status, 200);
    EXPECT_EQ(frames.body, framed(32) + framed(0) + framed(32));
    EXPECT_EQ(house.as("reviewer").get(path + "0,2").status, 404);
    for (const auto* refused : {"", "1,", ",1", "1,x", "-1", "1.5"})
        EXPECT_EQ(house.as("reviewer").get(path + refused).status, 422) << refused;
    std::string many = "0";
    for (int i = 1; i < 65; ++i) many += ",0";
    EXPECT_EQ(house.as("reviewer").get(path + many).status, 422);
    EXPECT_EQ(house.as("reviewer").get(path + many.substr(2)).status, 200);
    EXPECT_EQ(house.as("arbiter").get(path + "0").status, 404);
    constexpr int requests = 20;
    for (int i = 0; i < requests; ++i) EXPECT_EQ(house.as("reviewer").get(path + "0").body, framed(0));

    const auto events =
        house.app([&](soci::session& session) { return AuditTrail{session}.about("study", study.text()); });
    const auto looks =
        std::ranges::count_if(events, [](const auto& each) { return each.event.action == "images.fetched"; });
    EXPECT_GE(looks, 1);
    EXPECT_LT(looks, requests) << "a look of a few seconds is one event, not one for each request";
}

TEST_F(Answering, checksForMasksWhateverWasGrantedForFrames) {
    report(aReport("1.2.3", "CT-1", 12));
    house.writeFrames(house.images("1.2.3"), 0);
    const auto path = "/api/v1/assignments/" + takeNext("reviewer").at("handle").get<std::string>();
    EXPECT_EQ(house.as("reviewer").get(path + "/frames?slices=0").status, 200);
    EXPECT_EQ(house.as("reviewer").get(path + "/masks?slices=0").status, 404);
    EXPECT_EQ(house.as("reviewer").get(path + "/prior/frames?slices=0").status, 404);
    EXPECT_EQ(house.as("arbiter").get(path + "/frames?slices=0").status, 404);
    EXPECT_EQ(house.nobody().get(path + "/frames?slices=0").status, 401);
}

TEST(ImageGrants, lastSecondsForWhatWasAskedAndNothingElse) {
    ImageGrants grants;
    const auto start = ImageGrants::Clock::now();
    grants.remember("frames of a task", std::make_shared<ImageGrants::Grant>(), start);
    EXPECT_NE(grants.find("frames of a task", start + ImageGrants::lasts / 2), nullptr);
    EXPECT_EQ(grants.find("masks of a task", start), nullptr);
    EXPECT_EQ(grants.find("frames of a task", start + ImageGrants::lasts), nullptr);
}

TEST_F(Answering, showsOfThePriorStudyItsFramesAndItsDistanceInDaysAlone) {
    using namespace std::chrono_literals;
    const auto acquired = [&](const std::string& uid, std::chrono::hours ago) {
        Study study;
        study.studyInstanceUid = uid;
        study.acquiredAt = house.now - ago;
        house.worker([&](soci::session& session) { return StudyRepository{session}.save(study, {}); });
    };
    house.writeFrames(house.images("1.2.1"), 0);
    house.writeFrames(house.images("1.2.2"), 64);
    house.unreadableImages("1.2.4", "no_images");  // closer, but nothing of it can be shown
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    acquired("1.2.1", 90 * 24h);
    acquired("1.2.2", 10 * 24h + 5h);
    acquired("1.2.4", 5 * 24h);
    acquired("1.2.3", 0h);

    const auto assignment = takeNext("reviewer");
    EXPECT_EQ(assignment.at("prior").at("daysBefore"), 10);
    EXPECT_EQ(assignment.at("prior").at("series"), assignment.at("series")) << "of the same make";
    EXPECT_EQ(assignment.at("prior").size(), 2u);
    const auto path = "/api/v1/assignments/" + assignment.at("handle").get<std::string>() + "/prior/frames?slices=0";
    EXPECT_EQ(house.as("reviewer").get(path).body, framed(64));
    EXPECT_EQ(house.as("arbiter").get(path).status, 404);
}

TEST_F(Answering, countsNoReadingTimeWhileATaskIsOnlyReserved) {
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    const auto assignment = takeNext("reviewer");
    const auto path = "/api/v1/assignments/" + assignment.at("handle").get<std::string>() + "/opening";
    const auto takenAt = [&] {
        return house.reading([&](soci::session& session) {
            std::string at;
            session << "select max(taken_at)::text from qa.assignment", soci::into(at);
            return at;
        });
    };
    const auto reserved = takenAt();
    const auto opened = ask("reviewer", "POST", "/api/v1/assignments/{handle}/opening", path);
    EXPECT_EQ(opened.status, 200);
    EXPECT_GE(opened.json().at("leaseUntil").get<std::string>(), assignment.at("leaseUntil").get<std::string>());
    EXPECT_GT(takenAt(), reserved);
    EXPECT_EQ(house.as("arbiter").send("POST", path).status, 404);
}

TEST_F(Answering, locksAReadOnceHoweverOftenItIsSent) {
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    const auto assignment = takeNext("reviewer");
    const auto path = "/api/v1/assignments/" + assignment.at("handle").get<std::string>() + "/read";
    const auto& reviewer = house.as("reviewer");

    EXPECT_EQ(reviewer.post(path, aRead("CT-1", 14), {{"Idempotency-Key", "k0"}}).status, 428) << "no If-Match";
    EXPECT_EQ(reviewer.post(path, aRead("CT-1", 14), {{"If-Match", "\"x\""}}).status, 428) << "no Idempotency-Key";
    EXPECT_EQ(reviewer.post(path, aRead("CT-1", 14), {{"If-Match", "\"x\""}, {"Idempotency-Key", "k1"}}).problem(),
              "stale");
    EXPECT_EQ(lock("reviewer", assignment, "read", aRead("CT-9", 14), "k2").json().at("pointer"), "/grade");
    EXPECT_EQ(lock("reviewer", assignment, "read", aRead("CT-3", 14), "k3").json().at("pointer"), "/gradeReason");

    const auto first = lock("reviewer", assignment, "read", aRead("CT-1", 14), "k4");
    EXPECT_EQ(first.status, 201) << first.body;
    const auto again = lock("reviewer", assignment, "read", aRead("CT-1", 14), "k4");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    const auto otherKey = lock("reviewer", assignment, "read", aRead("CT-1", 14), "k5");
    EXPECT_TRUE(otherKey.status == 409 || otherKey.status == 412) << otherKey.status;
    EXPECT_EQ(lock("reviewer", assignment, "read", aRead("CT-2", 30), "k4").problem(), "keyReused");
    EXPECT_EQ(house.count("qa.read"), 1);
}

TEST_F(Answering, hasOneEffectOfFiftyRequestsAtTheSameTime) {
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    const auto assignment = takeNext("reviewer");
    const auto path = "/api/v1/assignments/" + assignment.at("handle").get<std::string>() + "/read";
    const Headers headers{{"If-Match", assignment.at("etag").get<std::string>()}, {"Idempotency-Key", "one"}};
    std::vector<Answer> answers(50);
    {
        std::vector<std::jthread> senders;
        for (auto& answer : answers)
            senders.emplace_back([&] { answer = house.as("reviewer").post(path, aRead("CT-1", 14), headers); });
    }
    for (const auto& answer : answers) {
        EXPECT_EQ(answer.status, 201) << answer.body;
        EXPECT_EQ(answer.body, answers.front().body);
    }
    EXPECT_EQ(house.count("qa.read"), 1);
}

TEST_F(Answering, keepsADraftAndReturnsATaskToThePool) {
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    const auto handle = takeNext("reviewer").at("handle").get<std::string>();
    const auto task = "/api/v1/assignments/" + handle;
    EXPECT_EQ(
        ask("reviewer", "PUT", "/api/v1/assignments/{handle}/draft", task + "/draft", R"({"draft":"{\"slice\":3}"})")
            .status,
        204);
    EXPECT_EQ(ask("reviewer", "GET", "/api/v1/assignments/{handle}", task).json().at("draft"), R"({"slice":3})");
    EXPECT_EQ(ask("reviewer", "POST", "/api/v1/assignments/{handle}/lease", task + "/lease").status, 200);
    EXPECT_EQ(get("reviewer", "/api/v1/worklist").json().at("held").size(), 1u);
    EXPECT_EQ(ask("reviewer", "DELETE", "/api/v1/assignments/{handle}/lease", task + "/lease?reason=later").status,
              204);
    EXPECT_EQ(house.as("reviewer").get(task).status, 404);
    EXPECT_EQ(lock("reviewer", {{"handle", handle}, {"etag", "e"}}, "read", aRead("CT-1", 14), "k").status, 404)
        << "a read after its lease ended";
}

TEST_F(Answering, bringsASignificantDiscrepancyToTheHeadAndTheReporter) {
    report(aReport("1.2.3", "CT-1", 12));
    house.measured(house.images("1.2.3"), 58);
    EXPECT_EQ(lock("reviewer", takeNext("reviewer"), "read", aRead("CT-3", 60), "r").status, 201);
    house.doJobs();
    const auto blind = takeNext("arbiter");
    ASSERT_FALSE(blind.is_null());
    EXPECT_EQ(blind.at("kind"), "arbitration");
    EXPECT_EQ(lock("arbiter", blind, "settlement", {{"grade", "CT-3"}, {"reason", "early"}}, "a0").problem(), "notNow");
    const auto locked = lock("arbiter", blind, "read", aRead("CT-3", 57), "a1");
    EXPECT_EQ(locked.json().at("finished"), false);
    const auto task = "/api/v1/assignments/" + blind.at("handle").get<std::string>();
    const auto open = ask("arbiter", "GET", "/api/v1/assignments/{handle}", task).json();
    EXPECT_EQ(open.at("arbitration").at("readB").at("grade"), "CT-3");
    EXPECT_EQ(lock("arbiter", open, "settlement", {{"grade", "CT-3"}, {"reason", "consolidation"}}, "a2").status, 201);
    EXPECT_EQ(ask("arbiter", "GET", "/api/v1/assignments/{handle}/reveal", task + "/reveal").status, 200);
    EXPECT_EQ(
        ask("arbiter", "POST", "/api/v1/assignments/{handle}/notes", task + "/notes", R"({"text":"seen"})").status,
        204);
    house.doJobs();

    const auto cases = get("head", "/api/v1/cases").json();
    ASSERT_EQ(cases.at("items").size(), 1u);
    const auto row = cases.at("items").at(0);
    EXPECT_EQ(row.at("outcome"), "significantDiscrepancy");
    EXPECT_EQ(row.at("settledGrade"), "CT-3");
    EXPECT_EQ(row.at("studyInstanceUid"), "") << "for the QA lead alone";
    const auto caseId = row.at("caseId").get<std::string>();
    const auto detail = ask("head", "GET", "/api/v1/cases/{caseId}", "/api/v1/cases/" + caseId).json();
    EXPECT_EQ(detail.at("selections").at(0).at("probability"), 1);
    const auto& choice = detail.at("seriesChoice");
    EXPECT_EQ(choice.at("reason"), "softest");
    EXPECT_EQ(choice.at("candidates").at(2).at("refusal"), "localizer");
    for (const auto& series : choice.at("candidates")) EXPECT_EQ(series.at("seriesInstanceUid"), "");
    EXPECT_EQ(house.as("other.head").get("/api/v1/cases/" + caseId).status, 404) << "another facility";
    EXPECT_EQ(get("other.head", "/api/v1/cases").json().at("items").size(), 0u);
    const auto audit = get("administrator", "/api/v1/audit?limit=500").body;
    EXPECT_NE(audit.find("case.viewed"), std::string::npos);

    const auto figures = get("head", "/api/v1/figures/radiologists").json();
    EXPECT_EQ(figures.at("items").at(0).at("doubleReads").at("significantRaw").at("events"), 1);
    EXPECT_EQ(figures.at("items").at(0).at("doubleReads").at("confusion").at(1).at(3), 1);

    const auto alert = get("head", "/api/v1/alerts").json().at("items").at(0);
    EXPECT_EQ(get("other.head", "/api/v1/alerts").json().at("items").size(), 0u);
    const auto acknowledge = [&](const std::string& who, const std::string& etag) {
        return ask(who, "POST", "/api/v1/alerts/{alertId}/acknowledgement",
                   "/api/v1/alerts/" + alert.at("id").get<std::string>() + "/acknowledgement",
                   R"({"how":"duty doctor by telephone"})", {{"If-Match", etag}})
            .status;
    };
    const auto etag = alert.at("etag").get<std::string>();
    EXPECT_EQ(acknowledge("other.head", etag), 404);
    EXPECT_EQ(acknowledge("head", "older"), 412);
    EXPECT_EQ(acknowledge("head", etag), 201);
    EXPECT_EQ(acknowledge("lead", etag), 409);

    const auto feedback = get("radiologist", "/api/v1/feedback").json().at("items").at(0);
    EXPECT_EQ(feedback.at("settledGrade"), "CT-3");
    EXPECT_EQ(feedback.dump().find("Reviewer One"), std::string::npos);
    const auto dispute =
        ask("radiologist", "POST", "/api/v1/feedback/{feedbackId}/dispute",
            "/api/v1/feedback/" + feedback.at("id").get<std::string>() + "/dispute",
            R"({"question":"Is this not old?"})", {{"If-Match", feedback.at("etag").get<std::string>()}});
    EXPECT_EQ(dispute.status, 201) << dispute.body;
}

TEST_F(Answering, describesPeopleAndOperationAsTheFileSays) {
    for (const auto* target : {"/api/v1/users", "/api/v1/jobs", "/api/v1/audit", "/api/v1/audit/verification"})
        EXPECT_EQ(get("administrator", target).status, 200) << target;
    EXPECT_EQ(get("lead", "/api/v1/plan").status, 200);
    EXPECT_EQ(get("lead", "/api/v1/audit/verification").json().at("intact"), true);

    const json user{{"name", "new.reader"},
                    {"displayName", "New Reader"},
                    {"staffCode", ""},
                    {"roles", {"reviewer"}},
                    {"password", "a password of many letters"}};
    const auto added = ask("administrator", "POST", "/api/v1/users", "/api/v1/users", user.dump());
    EXPECT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.body.find("password"), std::string::npos);
    EXPECT_EQ(ask("administrator", "POST", "/api/v1/users", "/api/v1/users", user.dump()).json().at("pointer"),
              "/name");
}

}  // namespace
}  // namespace overread::api
