#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"
#include "core/wire/page.h"
#include "core/wire/parse.h"
#include "core/wire/problem.h"
#include "core/wire/report.h"
#include "core/wire/session.h"

namespace overread::wire {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

const Timestamp noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;

DoubleRead aRead() {
    DoubleRead read;
    read.grade = Grade::ct3;
    read.gradeReason = GradeReason::grewByHalf;
    read.involvement = {41.5, 44, 38.25};
    read.findings = {true, true, false, true, Distribution::peripheral, "lymphoma?"};
    read.quality = ImageQuality::limited;
    read.qualityReasons = {"motion"};
    read.confidence = 2;
    read.text = "Матовое стекло, \"both\" sides\nand effusion";
    return read;
}

PeerReview aReview() {
    PeerReview review;
    review.score = RadpeerScore::shouldBeMade;
    review.significance = Significance::likely;
    review.errorKind = ErrorKind::perception;
    review.technicalRemarks = {TechnicalRemark::motion, TechnicalRemark::coverage};
    review.greatCall = true;
    review.markedSlice = 121;
    review.comment = "effusion missed";
    return review;
}

Quantification aMeasurement() {
    Quantification measured;
    measured.status = Quantification::Status::measured;
    measured.grade = Grade::ct2;
    measured.involvement = {31.4, 35.0, 27.1};
    measured.groundGlassMl = 1200;
    measured.consolidationMl = 90;
    measured.lungMl = {4100, 2200, 1900};
    measured.uncertaintyPercent = 3.2;
    measured.confidence = Quantification::Confidence::low;
    measured.warnings = {"free_breathing"};
    measured.series = {"1.2.3", 248, 512, 512, {0.7, 0.7, 1.25}, "B70f"};
    measured.seconds = {0.4, 1.5, 1.9};
    return measured;
}

CaseRow aRow() {
    CaseRow row;
    row.caseId = "0192f0c4-0000-7000-8000-000000000001";
    row.studyInstanceUid = "1.2.840.1";
    row.reporter = "R-17";
    row.reporterName = "Анна Ильина";
    row.facility = "F12";
    row.reportedGrade = Grade::ct1;
    row.reportedInvolvement = Involvement{12, std::nullopt, 9};
    row.measured = aMeasurement();
    row.reasons = {SelectionReason::mandatory, SelectionReason::automatedDiscrepancy};
    row.state = "settled";
    row.reads = 2;
    row.outcome = Outcome::significantDiscrepancy;
    row.settledGrade = Grade::ct3;
    row.greatCall = true;
    row.alert = true;
    row.settledAt = noon;
    row.reportedAt = noon - 2h;
    return row;
}

/// What was written reads back, and writes the same again: no field is lost in either direction.
template <class T>
void expectRoundTrip(const T& value) {
    const json once = value;
    const json twice = parseStrictly(once.dump()).template get<T>();
    EXPECT_EQ(once, twice);
}

TEST(Wire, readsBackWhatItWroteOfReads) {
    expectRoundTrip(aRead());
    expectRoundTrip(DoubleRead{});
    expectRoundTrip(aReview());
    expectRoundTrip(PeerReview{});
    expectRoundTrip(Settlement{Grade::ct4, "both sides"});
    expectRoundTrip(Locked{"4F7K", "e1", false});
    expectRoundTrip(Note{"seen"});
}

TEST(Wire, readsBackWhatItWroteOfTheMeasurement) {
    expectRoundTrip(aMeasurement());
    expectRoundTrip(Quantification{});
    Quantification refused;
    refused.status = Quantification::Status::refused;
    refused.reason = "not_chest_ct";
    expectRoundTrip(refused);
    EXPECT_TRUE(json(refused).at("involvementPercent").is_null()) << "a refusal must never read as 0 %";
}

TEST(Wire, readsBackWhatItWroteOfAssignments) {
    Assignment assignment;
    assignment.handle = "h";
    assignment.label = "4F7K";
    assignment.etag = "e";
    assignment.kind = AssignmentKind::arbitration;
    assignment.due = noon;
    assignment.leaseUntil = noon + 30min;
    assignment.ageYears = 58;
    assignment.sex = Sex::female;
    assignment.clinicalQuestion = "cough";
    ImageSeries series;
    series.rows = series.columns = 512;
    series.slices = 248;
    series.spacingMm = {0.7, 0.7, 1.25};
    series.kernelClass = "sharp";
    series.lossy = true;
    series.rowDirection = {-1, 0, 0};
    series.columnDirection = {0, -0.8, 0.6};
    series.format.transferSyntaxUid = "1.2.840.10008.1.2.4.70";
    series.format.padding = -2000;
    assignment.series = series;
    assignment.prior = Prior{series, 41};
    assignment.report = ReviewedReport{Grade::ct1, Involvement{12, 10, 14}, {}, "text"};
    assignment.arbitration = ArbitrationView{aRead(), aRead(), false, aRead(), aMeasurement(), std::nullopt};
    assignment.draft = R"({"slice": 3})";
    expectRoundTrip(assignment);
    Assignment bare;
    bare.due = bare.leaseUntil = noon;
    expectRoundTrip(bare);
    Worklist worklist;
    worklist.waiting = 3;
    worklist.nearestDue = noon;
    worklist.held = {{"h", "4F7K", AssignmentKind::peerReview, noon, noon + 1h, 4}};
    worklist.putAside = {{"9C2D", AssignmentKind::doubleRead, "imagesMissing"}};
    worklist.readsToday = 7;
    worklist.minutesPerRead = 4.5;
    worklist.available = false;
    worklist.nextShiftAt = noon + 8h;
    expectRoundTrip(worklist);
    expectRoundTrip(Reveal{AssignmentKind::doubleRead, Outcome::concordant, Grade::ct2, "sameClassWithinLimits", 6.5,
                           aRead(), aRead(), true, aMeasurement(), 121, true});
    expectRoundTrip(Lease{noon, "e2"});
    expectRoundTrip(Draft{"{}", "w1"});
}

TEST(Wire, readsBackWhatItWroteOfOversight) {
    CaseDetail detail;
    detail.row = aRow();
    detail.selections = {{SelectionReason::random, "R-17|ct0|2026-11", 0.05, 3, AssignmentKind::peerReview},
                         {SelectionReason::request, "", std::nullopt, 3, AssignmentKind::peerReview}};
    detail.reads = {aRead()};
    detail.reviews = {aReview()};
    detail.settlementReason = "arbiter";
    detail.steps = {{noon, "caseOpened"}};
    detail.seriesChoice = {ChoiceReason::thinnest,
                           {{"1.2.3.1", true, 248, 1.25, "B30f", "soft", ""},
                            {"1.2.3.2", false, 60, 5, "B30f", "soft", ""},
                            {"1.2.3.3", false, 2, 0, "", "unknown", "localizer"}},
                           1};
    detail.course = {30, 10, 22.5, Grade::ct3, "notRecovering"};
    expectRoundTrip(detail);
    expectRoundTrip(Page<CaseRow>{{aRow(), aRow()}, "b3BhcXVl", noon});
    RadiologistFigures figures;
    figures.reporter = "R-17";
    figures.doubleReads.settled = 36;
    figures.doubleReads.significantWeighted = {36, 2, 0.031, 0.016, 0.059};
    figures.doubleReads.kappa = -0.1;
    figures.doubleReads.confusion[1][3] = 2;
    figures.doubleReads.reviewsStillNeeded = 64;
    expectRoundTrip(FiguresOfRadiologists{{figures}, noon - 24h, noon, noon});
    expectRoundTrip(Page<AlertRow>{{AlertRow{"a",
                                             "c",
                                             "F12",
                                             Grade::ct1,
                                             Grade::ct3,
                                             noon,
                                             noon + 30min,
                                             noon,
                                             "Dr X",
                                             "telephone",
                                             2,
                                             {{"facilityDuty", noon}, {"dutyDoctor", noon + 30min}},
                                             noon + 2h,
                                             Grade::ct3,
                                             "e"}},
                                   std::nullopt,
                                   noon});
    expectRoundTrip(Page<FeedbackRow>{
        {FeedbackRow{"f", "1.2", Grade::ct1, Grade::ct3, Outcome::significantDiscrepancy, false, "look again", noon,
                     noon + 120h, "disputed", 121, "prior CT was elsewhere", "Is this not old?",
                     FeedbackRow::Panel{PanelVerdict::upheld, Grade::ct3, "new since", noon}, "e"}},
        std::nullopt,
        noon});
    expectRoundTrip(Dispute{"Why?", 12});
    expectRoundTrip(AlertAcknowledgement{"telephone"});
}

TEST(Wire, readsBackWhatItWroteOfPeopleAndOperation) {
    expectRoundTrip(SignIn{"lead", "a long pass phrase", "cookie"});
    expectRoundTrip(SessionOpened{"token", noon, {"Анна", {Role::qaLead, Role::head}}});
    expectRoundTrip(UserRow{"id", "lead", "L-1", "Lead", {Role::qaLead}, "", false});
    expectRoundTrip(NewUser{"lead", "L-1", "Lead", {Role::qaLead}, "", "fifteen letters"});
    expectRoundTrip(JobsView{{{"indexStudy", "waiting", 3, noon}}, {{"7", "quantifyStudy", 2, "killed", noon}}, noon});
    expectRoundTrip(AuditRow{1, noon, "L-1", "signedIn", "account", "id"});
    expectRoundTrip(AuditVerification{false, 10, 2, 4, noon});
    expectRoundTrip(PlanView{1, 0.05, 2, 0.1, 20, 12});
    expectRoundTrip(Problem{"urn:overread:problem:malformed", "t", 422, "d", "/grade", "id"});
}

}  // namespace
}  // namespace overread::wire
