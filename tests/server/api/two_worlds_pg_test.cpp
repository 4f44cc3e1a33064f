// Blind stays blind: the same images in two houses that differ only in what is hidden from a reader. Everything that
// the reader's client receives until the lock is compared call by call.
#include <gtest/gtest.h>

#include <regex>

#include "qa/selection.h"
#include "server/database/columns.h"
#include "tests/server/api/house.h"
#include "tests/support/plan_without_chance.h"

namespace overread::api {
namespace {

using nlohmann::json;

/// What differs between the worlds: who reported what about which study, and what the measurement says.
struct Hidden {
    std::string studyUid;
    std::string reporter;
    std::string reporterName;
    std::string facility;
    std::string grade;
    double percent;
    std::string text;
    double measuredPercent;
};
const Hidden oneWorld{"1.2.3", "r1", "Dr First", "centre-12", "CT-0", 0, "Clear lungs.", 61};
const Hidden otherWorld{"1.2.840.99999.7.7.7",
                        "r2345",
                        "Dr Otherwise-Hyphenated",
                        "centre-99",
                        "CT-4",
                        85,
                        "Diffuse ground glass and consolidation, effusion on both sides.",
                        3};

/// Random by design, or a moment of the run: replaced before the comparison. Nothing else may differ.
std::string withoutAllowed(std::string text, const json& assignment) {
    for (const auto* field : {"handle", "label", "etag"})
        if (const auto value = assignment.value(field, std::string{}); !value.empty())
            for (auto at = text.find(value); at != std::string::npos; at = text.find(value))
                text.replace(at, value.size(), std::string{"<"} + field + ">");
    text = std::regex_replace(text, std::regex{R"("etag":"[^"]{10,}")"}, R"("etag":"<etag>")");
    text = std::regex_replace(text, std::regex{R"("label":"[2-9A-Z]{4}")"}, R"("label":"<label>")");
    text = std::regex_replace(text, std::regex{R"("id":"[^"]{12}")"}, R"("id":"<of the problem>")");
    return std::regex_replace(text, std::regex{R"(20\d\d-\d\d-\d\dT[0-9:.]+Z)"}, "<moment>");
}

struct Line {
    std::string call;
    std::string answer;
};

/// A reader at work until the lock, and everything that they are told.
class Sitting {
public:
    Sitting(House& house, const std::string& who) : client_(house.as(who)) {}

    std::vector<Line> untilTheLock() {
        const auto here = taken();
        ask("GET", "/api/v1/worklist");
        ask("GET", here);
        ask("POST", here + "/opening");
        for (const auto* slice :
             {"/frames/0", "/frames/1", "/frames/2", "/frames?slices=0,1", "/prior/frames?slices=0"})
            ask("GET", here + slice);
        for (const auto* hidden : {"/masks/0", "/reveal"}) ask("GET", here + hidden);
        ask("POST", here + "/lease");
        ask("PUT", here + "/draft", json{{"draft", "ground glass?"}}.dump());
        ask("GET", here);
        // What a curious reader tries.
        for (const auto* side : {"/api/v1/cases", "/api/v1/studies", "/api/v1/figures/radiologists",
                                 "/api/v1/figures/my-reading", "/api/v1/alerts", "/api/v1/feedback", "/api/v1/audit"})
            ask("GET", side);
        const bool isReview = assignment_.at("kind") == "peerReview";
        const json read{{"grade", "CT-1"},
                        {"involvement", {{"totalPercent", 12}}},
                        {"findings", {{"groundGlass", true}}},
                        {"quality", "diagnostic"},
                        {"confidence", 3}};
        ask("POST", here + (isReview ? "/review" : "/read"), isReview ? R"({"score":1})" : read.dump(),
            {{"If-Match", '"' + json::parse(lastShown_).at("etag").get<std::string>() + '"'},
             {"Idempotency-Key", "one and only"}});
        return lines_;
    }

    /// A task that is put aside for good, and what is there to be taken then.
    std::vector<Line> untilItIsPutAside() {
        ask("DELETE", taken() + "/lease?reason=known");
        ask("GET", "/api/v1/worklist");
        ask("POST", "/api/v1/assignments/next");
        ask("POST", "/api/v1/assignments/next");
        ask("GET", "/api/v1/worklist");
        return lines_;
    }

private:
    /// The address of the next task.
    std::string taken() {
        ask("GET", "/api/v1/worklist");
        return "/api/v1/assignments/" + ask("POST", "/api/v1/assignments/next").json().at("handle").get<std::string>();
    }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
               const Headers& headers = {}) {
        auto answer = client_.send(method, target, body, headers);
        if (method == "GET" && answer.status == 200 && target.rfind("/api/v1/assignments/", 0) == 0 &&
            target.find('/', 20) == std::string::npos)
            lastShown_ = answer.body;
        if (target == "/api/v1/assignments/next" && answer.status == 200) assignment_ = answer.json();
        std::string told = std::to_string(answer.status) + '\n';
        for (const auto& [name, value] : answer.headers)
            if (name != "date" && name != "etag" && name != "x-request-id") told += name + ": " + value + '\n';
        lines_.push_back(
            {method + ' ' + withoutAllowed(target, assignment_), withoutAllowed(told + answer.body, assignment_)});
        return answer;
    }

    const HttpClient& client_;
    json assignment_ = json::object();
    std::string lastShown_;
    std::vector<Line> lines_;
};

void live(House& house, const Hidden& hidden) {
    auto submission = House::submission(hidden.studyUid, *gradeNamed(hidden.grade), hidden.percent);
    submission.reporter = hidden.reporter;
    submission.reporterName = hidden.reporterName;
    submission.facility = hidden.facility;
    submission.text = hidden.text;
    house.report(submission);
    const auto study = house.images(hidden.studyUid);
    house.writeFrames(study, 'a');
    house.measured(study, hidden.measuredPercent);
}

void expectTheSame(const std::vector<Line>& one, const std::vector<Line>& other) {
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].call, other[i].call);
        EXPECT_EQ(one[i].answer, other[i].answer) << one[i].call;
    }
}

TEST(TwoWorlds, lookTheSameToADoubleReaderUntilTheLock) {
    House one;
    House other;
    live(one, oneWorld);      // CT-0, contradicted by the measurement
    live(other, otherWorld);  // CT-4, mandatory
    const auto told = Sitting{one, "reviewer"}.untilTheLock();
    ASSERT_GT(told.size(), 20u);
    EXPECT_EQ(told.back().answer.substr(0, 3), "201") << told.back().answer;
    expectTheSame(told, Sitting{other, "reviewer"}.untilTheLock());
}

TEST(TwoWorlds, lookTheSameToAnArbiterUntilTheirOwnBlindReadIsLocked) {
    const auto discordant = [](House& house, Grade grade, double percent, double share) {
        auto plan = overread::tests::planWithoutChance();
        plan.concordantInArbitrationShare = share;
        house.plan(plan);
        live(house, {"1.2.3", "r1", "Dr First", "centre-12", "CT-1", 10, "A little.", 11});
        const auto reader = house.person("v9");
        const auto handle = house.next(reader);
        EXPECT_TRUE(handle.has_value());
        (void)house.read(*handle, reader, grade, percent);
        house.doJobs();
    };
    House one;
    House other;
    discordant(one, Grade::ct3, 60, 0);    // goes there because the two differ
    discordant(other, Grade::ct1, 11, 1);  // mixed in, so that arbitration does not tell of discord
    const auto told = Sitting{one, "arbiter"}.untilTheLock();
    EXPECT_EQ(told.back().answer.substr(0, 3), "201") << told.back().answer;
    expectTheSame(told, Sitting{other, "arbiter"}.untilTheLock());
}

TEST(TwoWorlds, lookTheSameToAPeerReviewerUntilTheLock) {
    House one;
    House other;
    const std::string text = "Clear lungs.";
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1;
    one.plan(plan);  // drawn at random
    live(one, {"1.2.3", "r1", "Dr First", "centre-12", "CT-0", 0, text, 0});
    live(other, {"1.2.840.99999.7.7.7", "r2345", "Dr Otherwise-Hyphenated", "centre-99", "CT-0", 0, text, 2.5});
    other.requested("1.2.840.99999.7.7.7");  // a clinician does not believe it
    const auto told = Sitting{one, "reviewer"}.untilTheLock();
    ASSERT_GT(told.size(), 20u);
    EXPECT_EQ(told.back().answer.substr(0, 3), "201") << told.back().answer;
    expectTheSame(told, Sitting{other, "reviewer"}.untilTheLock());
}

/// Two houses in which `firstReader` has settled a case today and the reader gets the last of two tasks first: a case
/// that is as new as the other one, or the settled one once more.
struct HiddenTask {
    const char* firstReader;
    AssignmentKind kind;
};

void live(House& house, const HiddenTask& task, bool isHidden) {
    const bool isReview = task.kind == AssignmentKind::peerReview;
    const auto report = [&](const std::string& uid) {
        live(house, {uid, "r1", "Dr First", "centre-12", isReview ? "CT-0" : "CT-1", isReview ? 0. : 10., "As seen.",
                     isReview ? 1. : 11.});
        return isReview ? house.requested(uid) : house.reportOf(uid);
    };
    const auto settled = report("1.2.1");
    const auto first = house.person(task.firstReader);
    const auto handle = house.next(first).value();
    if (isReview)
        (void)house.review(handle, first, PeerReview{});
    else
        (void)house.read(handle, first, Grade::ct1, 12);
    house.doJobs();
    ASSERT_EQ(house.caseOf(settled).qaCase.state, CaseState::feedbackSent);
    (void)report("1.2.2");
    std::string last;
    if (isHidden) {
        const qa::Plan plan;
        const auto repeatedBy = task.firstReader == std::string{"v1"} ? std::optional{first} : std::nullopt;
        last = house
                   .app([&](soci::session& session) {
                       return AssignmentRepository{session}.addHidden(house.caseOf(settled).qaCase.id, task.kind,
                                                                      qa::firstTaskDue(task.kind, house.now, plan),
                                                                      qa::expectedMinutes(task.kind, plan), repeatedBy);
                   })
                   .value()
                   .text();
    } else {
        const auto newest = house.caseOf(report("1.2.3")).qaCase.id;
        last = house.openTaskOf(newest).text();
    }
    house.app([&](soci::session& session) {
        execute(session, "update qa.assignment set tie_break = case when id = :id then 1 else 2 end", last);
    });
}

TEST(TwoWorlds, lookTheSameToWhoeverGetsAHiddenTaskUntilTheLockAndWhenItIsPutAside) {
    for (const auto& task :
         {HiddenTask{"v9", AssignmentKind::doubleRead}, HiddenTask{"v1", AssignmentKind::doubleRead},
          HiddenTask{"v9", AssignmentKind::peerReview}, HiddenTask{"v1", AssignmentKind::peerReview}})
        for (const auto sitting : {&Sitting::untilTheLock, &Sitting::untilItIsPutAside}) {
            // What others may read goes to them: it is a repeat that has nobody else.
            if (sitting == &Sitting::untilItIsPutAside && task.firstReader == std::string{"v9"}) continue;
            SCOPED_TRACE(std::string{nameOf(task.kind)} + " first read by " + task.firstReader +
                         (sitting == &Sitting::untilTheLock ? ", locked" : ", put aside"));
            House ordinary;
            House hiding;
            live(ordinary, task, false);
            live(hiding, task, true);
            Sitting one{ordinary, "reviewer"};
            Sitting other{hiding, "reviewer"};
            expectTheSame((one.*sitting)(), (other.*sitting)());
            EXPECT_EQ(hiding.count("qa.hidden_answer"), sitting == &Sitting::untilTheLock ? 1 : 0);
        }
}

}  // namespace
}  // namespace overread::api
