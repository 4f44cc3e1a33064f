// Pictures of settled cases: who gets them, and when.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "server/database/feedback_repository.h"
#include "server/database/new_id.h"
#include "server/database/quantification_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/rendering_repository.h"
#include "server/database/series_repository.h"
#include "server/image_store/image_store.h"
#include "server/workflow/outside_results.h"
#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"
#include "tests/support/plan_without_chance.h"

namespace overread::api {
namespace {

using nlohmann::json;

class Pictures : public testing::Test {
protected:
    House house;
    OpenApi description;
    UserId reader = house.person("v1");

    Pictures() { house.plan(overread::tests::planWithoutChance()); }

    /// Holds the answer against the description.
    Answer ask(const std::string& who, const std::string& pattern, const std::string& target) {
        auto answer = house.as(who).get(target);
        EXPECT_EQ(description.problemIn("GET", pattern, answer.status, answer.body), std::nullopt) << answer.body;
        return answer;
    }
    Answer ofCase(const std::string& who, const CaseId& id) {
        return ask(who, "/api/v1/cases/{caseId}/pictures", "/api/v1/cases/" + id.text() + "/pictures");
    }
    Answer ofFeedback(const std::string& who, const std::string& id) {
        return ask(who, "/api/v1/feedback/{feedbackId}/pictures", "/api/v1/feedback/" + id + "/pictures");
    }
    /// A reported study with images, measured; its case waits for a reader.
    ReportId aReport(const std::string& studyUid, const std::string& reporter = "r1") {
        auto submission = House::submission(studyUid, Grade::ct1, 12);
        submission.reporter = reporter;
        submission.facility = "centre-12";
        const auto report = house.report(submission);
        study_ = house.images(studyUid);
        house.measured(study_, 13);
        return report;
    }
    CaseId settled(const ReportId& report, Grade grade, double percent) {
        const auto handle = house.next(reader);
        EXPECT_TRUE(handle);
        house.read(*handle, reader, grade, percent);
        house.doJobs();
        return house.caseOf(report).qaCase.id;
    }
    /// As the worker's child leaves them: two slices, three pictures each.
    std::string render() {
        const ImageStore store(house.configuration().storePath);
        return house.worker([&](soci::session& session) {
            RenderingRecord record;
            record.study = study_;
            record.renderingId = newUuid();
            record.seriesId = SeriesRepository{session}.find(study_)->seriesId;
            record.measurement = QuantificationRepository{session}.versionOf(study_);
            record.hasMasks = true;
            record.slices = 2;
            record.offsets = {0, 2, 4, 6, 8, 10, 12};
            RenderingRepository{session}.save(record);
            const auto file = store.picturesFile(record.seriesId, record.renderingId);
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file) << "l0s0m0l1s1m1";
            return record.renderingId;
        });
    }
    StudyId study_;
};

TEST_F(Pictures, areNobodysBeforeTheCaseIsSettled) {
    const auto report = aReport("1.2.3");
    const auto id = house.caseOf(report).qaCase.id;
    EXPECT_EQ(ofCase("lead", id).status, 404);
    EXPECT_EQ(ofCase("head", id).status, 404);
    EXPECT_EQ(house.waitingJobs("renderStudy"), 0);
}

TEST_F(Pictures, areOrderedByTheFirstLookAndShownWhenTheyAreThere) {
    const auto id = settled(aReport("1.2.3"), Grade::ct1, 14);
    EXPECT_EQ(house.waitingJobs("renderStudy"), 0) << "nobody has asked for a concordant case's";
    EXPECT_EQ(ofCase("head", id).json().at("state"), "rendering");
    EXPECT_EQ(ofCase("lead", id).json().at("state"), "rendering");
    EXPECT_EQ(house.waitingJobs("renderStudy"), 1) << "once, however often they look";

    const auto rendering = render();
    const auto ready = ofCase("head", id).json();
    EXPECT_EQ(ready.at("state"), "ready");
    EXPECT_EQ(ready.at("rendering"), rendering);
    EXPECT_EQ(ready.at("slices"), 2);
    EXPECT_EQ(ready.at("slice"), 1) << "where most lesion is";
    EXPECT_EQ(ready.at("hasMasks"), true);
    const auto base = "/api/v1/cases/" + id.text() + "/pictures/" + rendering;
    const auto picture = house.as("head").get(base + "/masks/1");
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.body, "m1");
    EXPECT_EQ(picture.headers.at("content-type"), "image/png");
    EXPECT_EQ(picture.headers.at("cache-control"), "no-store");
    EXPECT_EQ(house.as("head").get(base + "/lung/0").body, "l0");
    EXPECT_EQ(house.as("head").get(base + "/soft/1").body, "s1");
    for (const auto* other : {"/masks/2", "/masks/-1", "/masks/x", "/bone/0"})
        EXPECT_EQ(house.as("head").get(base + other).status, 404) << other;
    EXPECT_EQ(house.as("head").get("/api/v1/cases/" + id.text() + "/pictures/" + newUuid() + "/lung/0").status, 404);

    house.measured(study_, 15);
    EXPECT_EQ(ofCase("head", id).json().at("state"), "rendering") << "the masks are another measurement's by now";
    const auto trail = house.auditOf(id);
    EXPECT_EQ(std::count(trail.begin(), trail.end(), "pictures.viewed"), 4);
}

TEST_F(Pictures, areMadeBeforeAnybodyAsksWhereTheReadsDiffer) {
    (void)settled(aReport("1.2.3"), Grade::ct2, 40);
    EXPECT_EQ(house.waitingJobs("renderStudy"), 1);
}

TEST_F(Pictures, areForTheOwnFacilityAndTheOwnFeedbackAlone) {
    const auto id = settled(aReport("1.2.3"), Grade::ct1, 14);
    const auto rendering = render();
    EXPECT_EQ(ofCase("other.head", id).status, 404);
    const auto ofTheCase = "/api/v1/cases/" + id.text() + "/pictures/" + rendering + "/lung/0";
    EXPECT_EQ(house.as("other.head").get(ofTheCase).status, 404);
    EXPECT_EQ(house.as("radiologist").get(ofTheCase).status, 404);

    const auto inbox = house.as("radiologist").get("/api/v1/feedback").json().at("items");
    ASSERT_EQ(inbox.size(), 1u);
    const auto feedback = inbox[0].at("id").get<std::string>();
    EXPECT_EQ(ofFeedback("radiologist", feedback).json().at("rendering"), rendering);
    const auto ofTheFeedback = "/api/v1/feedback/" + feedback + "/pictures/" + rendering + "/lung/1";
    EXPECT_EQ(house.as("radiologist").get(ofTheFeedback).body, "l1");

    const auto another = settled(aReport("1.2.4", "r2"), Grade::ct1, 14);
    const auto theirs =
        house.app([&](soci::session& session) { return FeedbackRepository{session}.findForCase(another)->id.text(); });
    EXPECT_EQ(ofFeedback("radiologist", theirs).status, 404);
}

TEST_F(Pictures, ofTheHouseStandBesideWhatOutsideServicesMeasuredForTheLeadAlone) {
    const auto report = aReport("1.2.3");
    const auto open = house.caseOf(report).qaCase.id;
    const auto results = [&](const std::string& who, const CaseId& id) {
        return ask(who, "/api/v1/cases/{caseId}/outside-results", "/api/v1/cases/" + id.text() + "/outside-results");
    };
    EXPECT_EQ(results("lead", open).status, 404) << "not before the case is settled";
    const auto id = settled(report, Grade::ct1, 14);
    house.worker([&](soci::session& session) {
        OutsideResultRecord record;
        record.id = newUuid();
        record.objectId = ReceiptRepository{session}.objectsOf(study_).at(0);
        record.study = study_;
        record.kind = "seg";
        record.service = "LungNet";
        record.involvement.totalPercent = 33;
        record.lesionDice = 0.5;
        workflow::recordOutsideResult(session, record, house.now);
    });
    const auto items = results("lead", id).json().at("items");
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].at("service"), "LungNet");
    EXPECT_EQ(items[0].at("grade"), "CT-2");
    EXPECT_EQ(items[0].at("pointsApart"), 20) << "33 beside our 13";
    EXPECT_EQ(items[0].at("lesionDice"), 0.5);
    EXPECT_EQ(results("head", id).status, 404);
}

TEST_F(Pictures, areMissingWithAReasonWhereNoSeriesCouldBeRead) {
    auto submission = House::submission("1.2.9", Grade::ct1, 12);
    submission.facility = "centre-12";
    const auto report = house.report(submission);
    (void)house.unreadableImages("1.2.9", "no_ct");
    const auto id = settled(report, Grade::ct1, 13);
    const auto answer = ofCase("head", id).json();
    EXPECT_EQ(answer.at("state"), "unavailable");
    EXPECT_EQ(answer.at("reason"), "no_images");
    EXPECT_EQ(house.waitingJobs("renderStudy"), 0);
}

}  // namespace
}  // namespace overread::api
