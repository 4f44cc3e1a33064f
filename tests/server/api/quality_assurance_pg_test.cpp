#include <gtest/gtest.h>

#include "server/database/columns.h"
#include "tests/server/api/described_house.h"

namespace overread::api {
namespace {

using nlohmann::json;

constexpr auto soon = "2098-12-01T00:00:00Z";
constexpr auto later = "2098-12-31T00:00:00Z";

class QualityAssurance : public DescribedHouse {
protected:
    Answer change(const std::string& who, const std::string& method, const std::string& pattern,
                  const std::string& target, const json& body, const std::string& etag = {}) {
        Headers headers;
        if (!etag.empty()) headers["If-Match"] = '"' + etag + '"';
        return ask(who, method, pattern, target, body.is_null() ? std::string{} : body.dump(), headers);
    }
    /// A case of r1 that was read as reported and whose feedback was sent.
    std::string settledCase(const std::string& uid) {
        report(aReport(uid, "CT-1", 12));
        house.images(uid);
        lock("reviewer", takeNext("reviewer"), "read", aRead("CT-1", 13), uid);
        house.doJobs();
        for (const auto answer = get("lead", "/api/v1/cases").json(); const auto& row : answer.at("items"))
            if (row.at("studyInstanceUid") == uid) return row.at("caseId");
        return {};
    }
    std::string personId(const std::string& name) {
        for (const auto answer = get("lead", "/api/v1/people").json(); const auto& row : answer.at("items"))
            if (row.at("name") == name) return row.at("id");
        ADD_FAILURE() << "nobody is called " << name;
        return {};
    }
};

TEST_F(QualityAssurance, plansAreListedPreviewedAndFollowed) {
    const auto plans = get("lead", "/api/v1/plans").json().at("items");
    ASSERT_FALSE(plans.empty());
    EXPECT_EQ(plans[0].at("inForce"), true);
    const auto preview = change("lead", "POST", "/api/v1/plans/preview", "/api/v1/plans/preview",
                                {{"settings", {{"randomRate", 0.25}}}});
    ASSERT_EQ(preview.status, 200);
    const json wanted{{"settings", {{"randomRate", 0.25}}},
                      {"startsAt", soon},
                      {"reason", "more before winter"},
                      {"previewed", preview.json().at("previewed")},
                      {"follows", plans[0].at("version")}};
    EXPECT_EQ(change("lead", "POST", "/api/v1/plans", "/api/v1/plans", wanted).status, 201);
    EXPECT_EQ(change("lead", "POST", "/api/v1/plans", "/api/v1/plans", wanted).status, 412);
    const auto after = get("lead", "/api/v1/plans").json().at("items");
    EXPECT_EQ(after[0].at("changes")[0].at("setting"), "randomRate");
    EXPECT_EQ(after[0].at("inForce"), false) << "it has not begun";
    EXPECT_EQ(
        change("lead", "POST", "/api/v1/plans/preview", "/api/v1/plans/preview", {{"settings", {{"randomRat", 0.25}}}})
            .json()
            .at("pointer"),
        "/settings/randomRat");
}

TEST_F(QualityAssurance, tasksAreOverseenAndMoved) {
    (void)house.as("reviewer");
    report(aReport("1.2.3", "CT-1", 12));
    house.images("1.2.3");
    const auto rows = get("lead", "/api/v1/oversight/assignments?state=waiting").json().at("items");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_TRUE(get("head", "/api/v1/oversight/assignments").json().at("items").empty()) << "nothing is overdue";
    const auto base = "/api/v1/oversight/assignments/" + rows[0].at("id").get<std::string>();
    const auto candidates =
        ask("lead", "GET", "/api/v1/oversight/assignments/{assignmentId}/candidates", base + "/candidates")
            .json()
            .at("items");
    ASSERT_EQ(candidates.size(), 1u);
    const auto reader = candidates[0].at("reviewer").get<std::string>();
    const auto move = [&](const std::string& to) {
        return change("lead", "PUT", "/api/v1/oversight/assignments/{assignmentId}/reviewer", base + "/reviewer",
                      {{"reviewer", to}, {"reason", "knows thick slices"}});
    };
    EXPECT_EQ(move(reader).status, 204);
    EXPECT_EQ(get("lead", "/api/v1/oversight/assignments").json().at("items")[0].at("reservedFor"), reader);
    EXPECT_EQ(get("lead", "/api/v1/reviewers").json().at("items")[0].at("waitingReserved"), 1);

    const auto qualify = [&](const json& kinds) {
        return change("administrator", "PUT", "/api/v1/reviewers/{reviewer}/qualifications",
                      "/api/v1/reviewers/" + reader + "/qualifications", {{"qualifications", kinds}});
    };
    EXPECT_EQ(qualify(json::array({"peerReview"})).status, 204);
    const auto forbidden = move(reader);
    EXPECT_EQ(forbidden.status, 409);
    EXPECT_EQ(forbidden.problem(), "ruleForbids");
    EXPECT_EQ(forbidden.json().at("detail"), "notQualified");
    EXPECT_EQ(qualify(json::array({"reading"})).status, 422);
    EXPECT_EQ(get("head", "/api/v1/oversight/today").json().at("overdueDoubleReads"), 0);
}

TEST_F(QualityAssurance, shiftsAndPresenceAreKept) {
    (void)house.as("reviewer");
    const auto reader = personId("Reviewer One");
    const json shift{{"reviewer", reader}, {"startsAt", soon}, {"endsAt", "2098-12-01T08:00:00Z"}};
    const auto added = change("administrator", "POST", "/api/v1/shifts", "/api/v1/shifts", shift);
    ASSERT_EQ(added.status, 201);
    EXPECT_EQ(change("lead", "POST", "/api/v1/shifts", "/api/v1/shifts", shift).json().at("pointer"), "/startsAt");
    EXPECT_EQ(get("reviewer", "/api/v1/shifts").json().at("items").size(), 1u);
    EXPECT_EQ(get("reviewer", "/api/v1/worklist").json().at("nextShiftAt"), soon);
    const auto target = "/api/v1/shifts/" + added.json().at("id").get<std::string>();
    EXPECT_EQ(change("lead", "DELETE", "/api/v1/shifts/{shiftId}", target, nullptr).status, 204);
    EXPECT_EQ(change("lead", "DELETE", "/api/v1/shifts/{shiftId}", target, nullptr).status, 404);

    EXPECT_EQ(change("reviewer", "PUT", "/api/v1/worklist/availability", "/api/v1/worklist/availability",
                     {{"available", false}})
                  .status,
              204);
    EXPECT_EQ(get("reviewer", "/api/v1/worklist").json().at("available"), false);
    EXPECT_EQ(get("reviewer", "/api/v1/me/calibration").json().at("weeks").size(), 0u);
}

TEST_F(QualityAssurance, keepsWhatAReaderChoseForTheClientWithTheAccount) {
    const auto path = "/api/v1/me/settings";
    EXPECT_EQ(get("reviewer", path).json().at("settings"), "");
    for (const auto* chosen : {"keys: one", "keys: two"}) {
        EXPECT_EQ(change("reviewer", "PUT", path, path, {{"settings", chosen}}).status, 204);
        EXPECT_EQ(get("reviewer", path).json().at("settings"), chosen);
    }
    EXPECT_EQ(get("arbiter", path).json().at("settings"), "") << "another's are another's";
    EXPECT_EQ(change("reviewer", "PUT", path, path, {{"settings", std::string(20'001, 'x')}}).status, 422);
}

TEST_F(QualityAssurance, showsAReviewerTheirMinutesByHourBesideWhatThePlanExpects) {
    settledCase("1.2.3");
    house.app([](soci::session& session) {
        // Yesterday at half past eight in the evening, for seven minutes.
        execute(
            session,
            "update qa.assignment set finished_at = date_trunc('day', now(), 'UTC') - interval '3 hours 30 minutes', "
            "taken_at = date_trunc('day', now(), 'UTC') - interval '3 hours 37 minutes' where state = 'done'");
    });
    const auto pace = get("reviewer", "/api/v1/me/pace").json();
    ASSERT_EQ(pace.at("hours").size(), 1u);
    EXPECT_EQ(pace.at("hours")[0].at("kind"), "doubleRead");
    EXPECT_EQ(pace.at("hours")[0].at("n"), 1);
    EXPECT_EQ(pace.at("hours")[0].at("hour"), 20);
    EXPECT_NEAR(pace.at("hours")[0].at("medianMinutes").get<double>(), 7, 1e-6);
    EXPECT_EQ(pace.at("doubleReadExpected"), 9);
    EXPECT_EQ(get("arbiter", "/api/v1/me/pace").json().at("hours").size(), 0u) << "another's are another's";
}

TEST_F(QualityAssurance, showsAReviewerTheirOwnSettledReadsOnceADayIsOver) {
    settledCase("1.2.3");
    const auto reads = [&](const std::string& who, const std::string& filter = {}) {
        return ask(who, "GET", "/api/v1/me/reads", "/api/v1/me/reads" + filter).json().at("items");
    };
    EXPECT_EQ(reads("reviewer").size(), 0u) << "today a case that is hidden among them would tell by being settled";
    house.app([](soci::session& session) {
        execute(session, "update qa.assignment set finished_at = finished_at - interval '2 days'");
    });
    const auto own = reads("reviewer");
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own[0].at("kind"), "doubleRead");
    EXPECT_EQ(own[0].at("grade"), "CT-1");
    EXPECT_EQ(own[0].at("settledGrade"), "CT-1");
    EXPECT_EQ(reads("reviewer", "?kind=doubleRead&limit=1").size(), 1u);
    EXPECT_EQ(reads("reviewer", "?kind=peerReview").size(), 0u);
    EXPECT_EQ(reads("reviewer", "?arbitrated=true").size(), 0u);
    EXPECT_EQ(reads("arbiter").size(), 0u) << "another's reads are another's";
    EXPECT_EQ(ask("reviewer", "GET", "/api/v1/assignments/{handle}/reveal",
                  "/api/v1/assignments/" + own[0].at("handle").get<std::string>() + "/reveal")
                  .status,
              200);
    for (const auto* wrong : {"?kind=all", "?arbitrated=perhaps", "?cursor=mine", "?reader=other"})
        EXPECT_EQ(ask("reviewer", "GET", "/api/v1/me/reads", std::string("/api/v1/me/reads") + wrong).status, 422)
            << wrong;
}

TEST_F(QualityAssurance, aDisputeReachesAPanelAndComesBack) {
    const auto id = settledCase("1.2.3");
    const auto row = get("radiologist", "/api/v1/feedback").json().at("items")[0];
    const auto base = "/api/v1/feedback/" + row.at("id").get<std::string>();
    EXPECT_EQ(ask("radiologist", "GET", "/api/v1/feedback/{feedbackId}", base).json().at("report").at("text"),
              "ground glass");
    EXPECT_EQ(change("radiologist", "POST", "/api/v1/feedback/{feedbackId}/dispute", base + "/dispute",
                     {{"question", "more than that"}}, row.at("etag"))
                  .status,
              201);
    EXPECT_EQ(get("lead", "/api/v1/disputes?state=open").json().at("items")[0].at("state"), "waiting");
    EXPECT_EQ(get("lead", "/api/v1/oversight/today").json().at("disputes"), 1);

    auto task = takeNext("arbiter");
    ASSERT_FALSE(task.is_null());
    const auto blind = lock("arbiter", task, "read", aRead("CT-3", 60), "blind").json();
    task["etag"] = blind.at("etag");
    EXPECT_EQ(lock("arbiter", task, "settlement", {{"grade", "CT-3"}, {"reason", "more"}}, "none").json().at("pointer"),
              "/verdict");
    EXPECT_EQ(
        lock("arbiter", task, "settlement", {{"grade", "CT-3"}, {"reason", "more"}, {"verdict", "partly"}}, "s").status,
        201);
    house.doJobs();
    const auto after = get("radiologist", "/api/v1/feedback").json().at("items")[0];
    EXPECT_EQ(after.at("panel").at("verdict"), "partly");
    EXPECT_EQ(after.at("settledGrade"), "CT-3");
    const auto alert = get("head", "/api/v1/alerts").json().at("items");
    ASSERT_EQ(alert.size(), 1u) << "the panel's grade is the first that belongs in hospital";
    EXPECT_EQ(alert[0].at("told")[0].at("step"), "facilityDuty");
    const auto detail = ask("lead", "GET", "/api/v1/cases/{caseId}", "/api/v1/cases/" + id).json();
    EXPECT_EQ(detail.at("dispute").at("gradeAfter"), "CT-3");
    EXPECT_EQ(change("lead", "POST", "/api/v1/cases/{caseId}/cancellation", "/api/v1/cases/" + id + "/cancellation",
                     {{"reason", "late"}}, detail.at("etag"))
                  .problem(),
              "notNow");
}

TEST_F(QualityAssurance, aReviewIsAskedForByWhoeverMay) {
    report(aReport("1.2.3", "CT-0", 0));
    house.images("1.2.3");
    const auto row = get("radiologist", "/api/v1/reports").json().at("items")[0];
    EXPECT_EQ(get("head", "/api/v1/reports").json().at("items")[0].at("accessionNumber"), "");
    const auto target = "/api/v1/reports/" + row.at("reportId").get<std::string>() + "/review-request";
    const auto wish = [&](const std::string& who) {
        return change(who, "POST", "/api/v1/reports/{reportId}/review-request", target,
                      {{"reason", "the patient came back"}, {"onBehalfOf", "clinician"}});
    };
    EXPECT_EQ(wish("other.head").status, 404);
    EXPECT_EQ(wish("head").status, 204);
    EXPECT_EQ(wish("radiologist").problem(), "alreadyLocked");
    EXPECT_EQ(takeNext("reviewer").at("kind"), "peerReview");
}

TEST_F(QualityAssurance, measuresAreOpenedChangedAndClosed) {
    const auto id = settledCase("1.2.3");
    const auto owner = personId("Dr First");
    const json wanted{{"kind", "educational"},
                      {"reporter", "r1"},
                      {"owner", owner},
                      {"dueAt", later},
                      {"cause", "under-calls"},
                      {"cases", {id}},
                      {"followUp", {{"from", soon}, {"until", later}, {"share", 0.5}}}};
    const auto opened = change("head", "POST", "/api/v1/measures", "/api/v1/measures", wanted);
    ASSERT_EQ(opened.status, 201);
    EXPECT_EQ(opened.json().at("facility"), "centre-12");
    const auto base = "/api/v1/measures/" + opened.json().at("id").get<std::string>();
    EXPECT_EQ(ask("other.head", "GET", "/api/v1/measures/{measureId}", base).status, 404);
    EXPECT_EQ(ask("lead", "GET", "/api/v1/measures/{measureId}", base).json().at("cases").size(), 1u);
    const auto changed = change("head", "PUT", "/api/v1/measures/{measureId}", base,
                                {{"owner", owner}, {"dueAt", soon}}, opened.json().at("etag"));
    ASSERT_EQ(changed.status, 200);
    EXPECT_EQ(change("head", "POST", "/api/v1/measures/{measureId}/closing", base + "/closing", {{"result", "seen"}},
                     opened.json().at("etag"))
                  .status,
              412);
    EXPECT_EQ(change("head", "POST", "/api/v1/measures/{measureId}/closing", base + "/closing", {{"result", "seen"}},
                     changed.json().at("etag"))
                  .status,
              201);
    EXPECT_EQ(get("head", "/api/v1/measures?state=open").json().at("items").size(), 0u);
    auto foreign = wanted;
    foreign["cases"] = {"00000000-0000-7000-8000-000000000001"};
    EXPECT_EQ(change("head", "POST", "/api/v1/measures", "/api/v1/measures", foreign).json().at("pointer"), "/cases");
}

TEST_F(QualityAssurance, learningSessionsNameNobodyToThoseWhoLearn) {
    const auto id = settledCase("1.2.3");
    const auto owner = personId("Dr First");
    const auto opened = change("head", "POST", "/api/v1/learning-sessions", "/api/v1/learning-sessions",
                               {{"title", "Thick slices"}, {"heldAt", soon}, {"cases", {id}}});
    ASSERT_EQ(opened.status, 201);
    const auto base = "/api/v1/learning-sessions/" + opened.json().at("row").at("id").get<std::string>();
    const std::string pattern = "/api/v1/learning-sessions/{sessionId}";
    const auto action = change("head", "POST", pattern + "/actions", base + "/actions",
                               {{"text", "read the protocol"}, {"owner", owner}, {"dueAt", later}});
    ASSERT_EQ(action.status, 201);
    EXPECT_EQ(change("radiologist", "POST", pattern + "/attendance", base + "/attendance", {{"persons", json::array()}})
                  .status,
              204);
    EXPECT_EQ(
        change("radiologist", "POST", pattern + "/attendance", base + "/attendance", {{"persons", {owner}}}).status,
        422);
    const auto learner = ask("radiologist", "GET", pattern, base).json();
    EXPECT_EQ(learner.at("cases")[0].at("caseId"), "");
    EXPECT_EQ(learner.at("cases")[0].at("settledGrade"), "CT-1");
    EXPECT_TRUE(learner.at("attendance").empty());
    EXPECT_EQ(learner.at("row").at("attendedByMe"), true);
    EXPECT_EQ(ask("head", "GET", pattern, base).json().at("attendance")[0].at("name"), "Dr First");
    const auto done = base + "/actions/" + action.json().at("id").get<std::string>() + "/completion";
    EXPECT_EQ(change("head", "POST", pattern + "/actions/{actionId}/completion", done, nullptr).status, 204);
    EXPECT_EQ(get("head", "/api/v1/learning-sessions").json().at("items")[0].at("actionsOpen"), 0);
    // Whoever learns sees the images, and the case is told by its position alone.
    const auto pictures = ask("radiologist", "GET", pattern + "/cases/{position}/pictures", base + "/cases/1/pictures");
    ASSERT_EQ(pictures.status, 200);
    EXPECT_NE(pictures.json().at("state"), "ready") << "the test has no worker that draws";
    for (const auto* nothing : {"/cases/2/pictures", "/cases/0/pictures", "/cases/x/pictures"})
        EXPECT_EQ(house.as("radiologist").get(base + nothing).status, 404) << nothing;
    EXPECT_EQ(house.as("other.head").get(base + "/cases/1/pictures").status, 404) << "a session of another facility";
}

TEST_F(QualityAssurance, checklistsKeepEveryAnswer) {
    settledCase("1.2.3");
    const std::string list = "/api/v1/checklists";
    const json wanted{
        {"kind", "readiness"}, {"facility", "centre-12"}, {"owner", personId("Dr First")}, {"dueAt", soon}};
    const auto opened = change("head", "POST", list, list, wanted);
    ASSERT_EQ(opened.status, 201);
    EXPECT_EQ(opened.json().at("items").size(), 7u);
    const auto one = list + '/' + opened.json().at("row").at("id").get<std::string>();
    const std::string pattern = list + "/{checklistId}/items/{position}/answers";
    const auto answer = [&](const std::string& who, const std::string& position, const json& body) {
        return change(who, "POST", pattern, one + "/items/" + position + "/answers", body);
    };
    EXPECT_EQ(answer("head", "2", {{"answer", "notMet"}}).json().at("pointer"), "/note");
    EXPECT_EQ(answer("head", "2", {{"answer", "notMet"}, {"note", "two days"}}).status, 201);
    const auto after = answer("lead", "2", {{"answer", "met"}});
    ASSERT_EQ(after.status, 201);
    EXPECT_EQ(after.json().at("row").at("answered"), 1);
    EXPECT_EQ(after.json().at("row").at("notMet"), 0) << "the latest answer holds";
    const auto item = ask("head", "GET", list + "/{checklistId}", one).json().at("items").at(1);
    EXPECT_EQ(item.at("answers").size(), 2u);
    EXPECT_EQ(item.at("answers").at(1).at("note"), "two days");
    EXPECT_EQ(answer("head", "8", {{"answer", "met"}}).status, 404);
    EXPECT_EQ(house.as("other.head").get(one).status, 404);
    auto foreign = wanted;
    foreign["facility"] = "centre-99";
    EXPECT_EQ(change("head", "POST", list, list, foreign).json().at("pointer"), "/facility");
    EXPECT_EQ(get("lead", list).json().at("items").size(), 1u);
}

TEST_F(QualityAssurance, countsTheFeedbackOfTheMonth) {
    settledCase("1.2.3");
    const auto summary = get("radiologist", "/api/v1/feedback-summary").json();
    EXPECT_EQ(summary.at("cases"), 1);
    EXPECT_EQ(summary.at("concordant"), 1);
    EXPECT_EQ(summary.at("unseen"), 1);
    const auto id = get("radiologist", "/api/v1/feedback").json().at("items")[0].at("id").get<std::string>();
    const auto detail = ask("radiologist", "GET", "/api/v1/feedback/{feedbackId}", "/api/v1/feedback/" + id).json();
    EXPECT_EQ(detail.at("settledInvolvement").at("totalPercent"), 13) << "what was read where the grade was settled";
    EXPECT_TRUE(detail.at("settledFindings").is_object());
    EXPECT_EQ(detail.dump().find("reviewer"), std::string::npos) << "and by nobody";
}

}  // namespace
}  // namespace overread::api
