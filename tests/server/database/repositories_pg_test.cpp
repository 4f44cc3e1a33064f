#include <gtest/gtest.h>

#include <thread>

#include "core/domain/report.h"
#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/figures_repository.h"
#include "server/database/idempotency_repository.h"
#include "server/database/new_id.h"
#include "server/database/oversight_repository.h"
#include "server/database/person_repository.h"
#include "server/database/plan_repository.h"
#include "server/database/quantification_repository.h"
#include "server/database/report_repository.h"
#include "server/database/series_repository.h"
#include "server/database/study_repository.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::FreshDatabase;

const auto noon = parseRfc3339("2026-10-15T12:00:00Z").value();

class Repositories : public testing::Test {
protected:
    Repositories() : pool_(database_.configuration(), DatabaseRole::app, 4), transaction_(pool_) {}
    soci::session& session() { return transaction_.session(); }

    Report aReport(const std::string& studyUid, const std::string& accession = "") {
        Report report;
        report.id = newId<ReportId>();
        report.studyInstanceUid = studyUid;
        report.accessionNumber = accession;
        report.reporter = PersonRepository(session()).enrol("R-1", "Robert Reporter");
        report.facility = "CENTRE-1";
        report.grade = Grade::ct2;
        report.involvement = Involvement{31.5, 35.0, std::nullopt};
        report.findings.groundGlass = true;
        report.clinicalPicture.temperatureC = 38.2;
        report.clinicalPicture.symptoms = {Symptom::cough, Symptom::anosmia};
        report.routing = RoutingDecision::homeClinic;
        report.clinicalQuestion = "pneumonia?";
        report.text = "Ground glass on both sides, 31 %.";
        report.signedAt = noon;
        return report;
    }
    Study aStudy(const std::string& studyUid, const std::string& accession = "") {
        Study study;
        study.studyInstanceUid = studyUid;
        study.accessionNumber = accession;
        return study;
    }
    Quantification aMeasurement() {
        Quantification quantification;
        quantification.status = Quantification::Status::measured;
        quantification.grade = Grade::ct2;
        quantification.involvement = {31.4, 35.0, 27.1};
        quantification.uncertaintyPercent = 3.2;
        quantification.warnings = {"thick_slices"};
        quantification.series.seriesInstanceUid = "1.2.3.4";
        return quantification;
    }

    FreshDatabase database_;
    ConnectionPool pool_;
    Transaction transaction_;
};

TEST_F(Repositories, enrolAReporterOnce) {
    PersonRepository people(session());
    const auto first = people.enrol("R-9", "");
    EXPECT_EQ(people.enrol("R-9", "Rita"), first);
    EXPECT_EQ(people.find(first)->displayName, "Rita") << "the name that was missing is learnt";
    EXPECT_EQ(people.enrol("R-9", ""), first);
    EXPECT_EQ(people.findByStaffCode("R-9")->displayName, "Rita");
    EXPECT_FALSE(people.findByStaffCode("R-10"));
    EXPECT_THROW((void)people.enrol("", "Nobody"), std::invalid_argument);
}

TEST_F(Repositories, tieAPatientsStudiesTogetherWithoutAName) {
    PersonRepository people(session());
    const auto patient = people.patientPseudonym("HOSPITAL", "12345");
    EXPECT_EQ(people.patientPseudonym("HOSPITAL", "12345"), patient);
    EXPECT_NE(people.patientPseudonym("CLINIC", "12345"), patient);

    StudyRepository studies(session());
    auto earlier = aStudy("1.1");
    earlier.acquiredAt = noon - std::chrono::hours(47);
    auto later = aStudy("1.2");
    later.acquiredAt = noon;
    const auto earlierId = studies.save(earlier, patient);
    const auto laterId = studies.save(later, patient);
    EXPECT_EQ(studies.findEarlier(laterId, 48)->study.id, earlierId);
    EXPECT_FALSE(studies.findEarlier(laterId, 46));
    EXPECT_FALSE(studies.findEarlier(earlierId, 48));
}

TEST_F(Repositories, completeAStudyAndNeverForgetAFact) {
    StudyRepository studies(session());
    auto study = aStudy("1.2.3", "A-1");
    study.ageYears = 54;
    study.sex = Sex::female;
    study.facility = "CENTRE-1";
    const auto id = studies.save(study, "");
    EXPECT_EQ(studies.save(aStudy("1.2.3"), ""), id);

    const auto found = studies.require(id);
    EXPECT_EQ(found.study.ageYears, 54);
    EXPECT_EQ(found.study.sex, Sex::female);
    EXPECT_EQ(found.study.accessionNumber, "A-1");
    EXPECT_EQ(found.study.acquiredAt, std::nullopt);
    EXPECT_FALSE(found.isIndexed);
    EXPECT_EQ(studies.findByAccession("A-1").size(), 1u);
    EXPECT_TRUE(studies.findByAccession("").empty());

    EXPECT_EQ(studies.findChoice(id), std::nullopt);
    const SeriesChoice choice{ChoiceReason::noneUsable, {{"1.2.3.1", false, 248, 1, "", "unknown", "not_ct"}}, 0};
    studies.setIndexed(id, 248, "not_ct", "an MR study", choice);
    EXPECT_EQ(studies.findChoice(id), choice);
    EXPECT_TRUE(studies.require(id).isIndexed);
    EXPECT_EQ(studies.require(id).imagesRefusalReason, "not_ct");
    EXPECT_THROW((void)studies.require(newId<StudyId>()), NotFound);
}

TEST_F(Repositories, bringBackAReportAsItCame) {
    ReportRepository reports(session());
    const auto report = aReport("1.2.3");
    reports.add(report, std::nullopt);

    const auto found = reports.require(report.id);
    EXPECT_EQ(found.version, 1);
    EXPECT_EQ(found.grade, Grade::ct2);
    EXPECT_EQ(found.involvement, report.involvement);
    EXPECT_EQ(found.findings, report.findings);
    EXPECT_EQ(found.clinicalPicture, report.clinicalPicture);
    EXPECT_EQ(found.routing, RoutingDecision::homeClinic);
    EXPECT_EQ(found.text, report.text);
    EXPECT_EQ(found.signedAt, noon);
    EXPECT_EQ(reports.countInMonth(report.reporter, "2026-10-01"), 1);
    EXPECT_EQ(reports.countInMonth(report.reporter, "2026-09-01"), 0);
    EXPECT_EQ(reports.count(report.reporter), 1);
}

TEST_F(Repositories, keepEveryVersionOfAReport) {
    ReportRepository reports(session());
    auto report = aReport("1.2.3");
    reports.add(report, std::nullopt);
    report.version = 2;
    report.grade = Grade::ct3;
    report.involvement = std::nullopt;
    reports.add(report, std::nullopt);

    EXPECT_EQ(reports.require(report.id).version, 2);
    EXPECT_EQ(reports.require(report.id).involvement, std::nullopt);
    EXPECT_EQ(reports.require(report.id, 1).grade, Grade::ct2);
    EXPECT_THROW((void)reports.require(report.id, 3), NotFound);
    EXPECT_THROW(reports.add(report, std::nullopt), StaleVersion) << "another request wrote version 2 already";
    EXPECT_EQ(reports.count(report.reporter), 1) << "an amendment is no further report";
}

TEST_F(Repositories, findTheReportThatAnotherOneAmends) {
    ReportRepository reports(session());
    auto byAccession = aReport("", "A-7");
    reports.add(byAccession, std::nullopt);
    EXPECT_EQ(reports.findForAmendment("", "A-7", byAccession.reporter)->id, byAccession.id);
    EXPECT_EQ(reports.findForAmendment("1.7", "A-7", byAccession.reporter)->id, byAccession.id)
        << "the first version named no study UID";
    EXPECT_FALSE(reports.findForAmendment("1.7", "", byAccession.reporter));
    const auto somebodyElse = PersonRepository(session()).enrol("R-2", "Other");
    EXPECT_FALSE(reports.findForAmendment("", "A-7", somebodyElse));

    auto byUid = aReport("1.8", "A-7");
    reports.add(byUid, std::nullopt);
    EXPECT_EQ(reports.findForAmendment("1.8", "A-7", byUid.reporter)->id, byUid.id) << "the UID decides";
    EXPECT_THROW(reports.add(aReport("1.8"), std::nullopt), StaleVersion) << "a second first version is refused";
}

TEST_F(Repositories, keepReportsThatWaitForTheirImages) {
    ReportRepository reports(session());
    const auto byUid = aReport("1.2.3");
    const auto byAccession = aReport("", "A-7");
    reports.add(byUid, std::nullopt);
    reports.add(byAccession, std::nullopt);
    const auto study = StudyRepository(session()).save(aStudy("1.2.3", "A-7"), "");

    ASSERT_EQ(reports.waitingFor("1.2.3", "A-7").size(), 2u);
    EXPECT_EQ(reports.waitingFor("1.2.4", "").size(), 0u);
    reports.linkToStudy(byUid.id, study);
    EXPECT_EQ(reports.waitingFor("1.2.3", "A-7").size(), 1u);
    EXPECT_EQ(reports.studyOf(byUid.id), study);
    EXPECT_EQ(reports.studyOf(byAccession.id), std::nullopt);
    ASSERT_EQ(reports.forStudy(study).size(), 1u);
}

TEST_F(Repositories, serveAFrameWithoutReadingTheSeries) {
    const auto study = StudyRepository(session()).save(aStudy("1.2.3"), "");
    SeriesRepository seriesRepository(session());
    SeriesRecord series;
    series.seriesId = newUuid();
    series.study = study;
    series.seriesInstanceUid = "1.2.3.4";
    series.kernel = "B70f";
    series.image.rows = 512;
    series.image.columns = 512;
    series.image.slices = 2;
    series.image.spacingMm = {0.7, 0.7, 1.25};
    series.image.kernelClass = "sharp";
    series.image.format.transferSyntaxUid = "1.2.840.10008.1.2.4.70";
    series.frameOffsets = {0, 1000, 5'000'000'000};
    seriesRepository.save(series);

    const auto frames = seriesRepository.frames(study);
    ASSERT_TRUE(frames);
    EXPECT_EQ(frames->seriesId, series.seriesId);
    EXPECT_EQ(frames->offsets, series.frameOffsets);
    EXPECT_FALSE(seriesRepository.masks(study));

    seriesRepository.saveMasks(series.seriesId, {0, 10, 30}, 1);
    EXPECT_EQ(seriesRepository.masks(study)->offsets, (std::vector<std::uint64_t>{0, 10, 30}));
    EXPECT_EQ(seriesRepository.find(study)->sliceWithMostLesion, 1);
    EXPECT_EQ(seriesRepository.find(study)->image.kernelClass, "sharp");

    auto another = series;
    another.seriesId = newUuid();
    seriesRepository.save(another);
    EXPECT_TRUE(seriesRepository.find(study)->maskOffsets.empty()) << "the masks of the earlier choice are gone";
    EXPECT_THROW(seriesRepository.saveMasks(series.seriesId, {0, 10, 30}, 1), StaleVersion);
}

TEST_F(Repositories, keepTheLatestMeasurement) {
    const auto study = StudyRepository(session()).save(aStudy("1.2.3"), "");
    QuantificationRepository quantifications(session());
    EXPECT_FALSE(quantifications.find(study));
    Quantification refused;
    refused.status = Quantification::Status::refused;
    refused.reason = "too_few_slices";
    quantifications.save(study, "", refused);
    EXPECT_EQ(quantifications.find(study)->reason, "too_few_slices");
    quantifications.save(study, "", aMeasurement());
    const auto found = quantifications.find(study);
    EXPECT_EQ(found->status, Quantification::Status::measured);
    EXPECT_EQ(found->involvement, aMeasurement().involvement);
    EXPECT_EQ(found->warnings, aMeasurement().warnings);
}

TEST_F(Repositories, followAPlanWithTheNextVersion) {
    PlanRepository plans(session());
    const auto start = *parseRfc3339("2026-11-24T12:00:00Z");
    EXPECT_FALSE(plans.inForce(start));
    plans.ensure(R"({"randomRate": 0.05})");
    plans.ensure(R"({"randomRate": 0.99})");
    const auto first = plans.inForce(start).value();
    EXPECT_EQ(first.version, 1);
    EXPECT_EQ(first.settingsJson, R"({"randomRate": 0.05})");
    EXPECT_EQ(plans.add(R"({"randomRate": 0.1})", std::nullopt, start, "fewer"), 2);
    EXPECT_EQ(plans.inForce(start - std::chrono::seconds{1})->version, 1);
    EXPECT_EQ(plans.inForce(start)->version, 2);
    EXPECT_NE(plans.inForce(start)->secret, first.secret);
    EXPECT_EQ(plans.find(1)->secret, first.secret);
    EXPECT_EQ(plans.versions().front().reason, "fewer");
    EXPECT_EQ(plans.settingsOf(1), first.settingsJson);
    EXPECT_EQ(plans.settingsOf(3), std::nullopt);
}

TEST_F(Repositories, answerARepeatedRequestLikeTheFirst) {
    IdempotencyRepository keys(session());
    const auto person = newId<UserId>();
    ASSERT_TRUE(std::holds_alternative<IdempotencyRepository::First>(keys.claim(person, "k", "POST /read {1}")));
    keys.remember(person, "k", "POST /read {1}", {201, R"({"ETag": "x"})", "body"});

    const auto again = keys.claim(person, "k", "POST /read {1}");
    ASSERT_TRUE(std::holds_alternative<StoredAnswer>(again));
    EXPECT_EQ(std::get<StoredAnswer>(again).status, 201);
    EXPECT_EQ(std::get<StoredAnswer>(again).body, "body");
    EXPECT_TRUE(std::holds_alternative<IdempotencyRepository::OtherRequest>(keys.claim(person, "k", "POST /read {2}")));
    EXPECT_TRUE(
        std::holds_alternative<IdempotencyRepository::First>(keys.claim(newId<UserId>(), "k", "POST /read {1}")))
        << "another person's key is another key";
}

TEST(Idempotency, letsOneOfManyEqualRequestsDoTheWork) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::reading, 8);
    const auto person = newId<UserId>();
    std::atomic<int> effects{0};
    std::atomic<int> answers{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                Transaction transaction(pool);
                IdempotencyRepository keys(transaction.session());
                const auto found = keys.claim(person, "k", "request");
                if (std::holds_alternative<StoredAnswer>(found)) {
                    ++answers;
                    return;
                }
                ++effects;
                keys.remember(person, "k", "request", {201, "{}", "body"});
                transaction.commit();
            });
    }
    EXPECT_EQ(effects, 1);
    EXPECT_EQ(answers, 7);
}

/// Writes settled cases past the workflow: here only their sums matter.
class Figures : public Repositories {
protected:
    struct Settled {
        std::string design = "doubleRead";
        std::string reported = "CT-2";
        std::string settled = "CT-2";
        std::string outcome = "concordant";
        std::optional<double> probability = 1;
        std::string settledAt = "2026-10-20T00:00:00Z";
        bool greatCall = false;
    };
    CaseId add(const Settled& settled) {
        const auto report = aReport("1." + std::to_string(++count_));
        ReportRepository(session()).add(report, std::nullopt);
        reporter_ = report.reporter;
        const auto id = newId<CaseId>();
        execute(session(),
                "insert into qa.qa_case (id, report_id, report_version, reporter, state, first_task, outcome, "
                "settled_grade, great_call, opened_at, due_at, settled_at, facility, reported_grade, "
                "inclusion_probability, design_probability) values (:id, :report, 1, :reporter, 'closed', :task, "
                ":outcome, :settled, :great, :opened, :due, :settledAt, 'CENTRE-1', :reported, :p, :p2)",
                id, report.id, report.reporter, settled.design, settled.outcome, settled.settled, settled.greatCall,
                noon, noon, settled.settledAt, settled.reported, settled.probability, settled.probability);
        return id;
    }
    std::vector<RadiologistSums> october(const std::string& facility = "") {
        return FiguresRepository(session()).radiologists({parseRfc3339("2026-10-01T00:00:00Z").value(),
                                                          parseRfc3339("2026-11-01T00:00:00Z").value(), facility,
                                                          std::nullopt});
    }

    UserId reporter_;
    int count_ = 0;
};

TEST_F(Figures, keepTheDesignsApartAndLeaveOutWhatIsNoSample) {
    for (int i = 0; i < 3; ++i) add({});
    add({"doubleRead", "CT-1", "CT-3", "significantDiscrepancy"});
    add({"doubleRead", "CT-0", "CT-0", "concordant", 0.005});
    add({"peerReview", "CT-0", "CT-0", "concordant", 0.045, "2026-10-20T00:00:00Z", true});
    add({"peerReview", "CT-0", "CT-1", "significantDiscrepancy", std::nullopt});
    add({"doubleRead", "CT-2", "CT-2", "concordant", 1, "2026-09-30T23:59:59Z"});

    const auto all = october();

    ASSERT_EQ(all.size(), 1u);
    const auto& sums = all.front();
    EXPECT_EQ(sums.staffCode, "R-1");
    EXPECT_EQ(sums.name, "Robert Reporter");
    EXPECT_EQ(sums.greatCalls, 1);
    long doubleReads = 0;
    long peerReviews = 0;
    for (const auto& group : sums.settled)
        (group.design == AssignmentKind::doubleRead ? doubleReads : peerReviews) += group.count;
    EXPECT_EQ(doubleReads, 5);
    EXPECT_EQ(peerReviews, 1) << "the one by request alone counts in no rate";
    const auto& pneumonia = sums.settled.back();
    EXPECT_EQ(sums.settled.size(), 4u);
    EXPECT_EQ(pneumonia.design, AssignmentKind::peerReview);
    EXPECT_DOUBLE_EQ(pneumonia.inclusionProbability, 0.045);
    EXPECT_TRUE(october("CENTRE-2").empty());
}

TEST_F(Figures, tellHowManyFlaggedCasesWereUpheld) {
    PlanRepository(session()).ensure("{}");
    const auto flag = [&](const CaseId& id) {
        execute(
            session(),
            "insert into qa.selection (report_id, reason, plan_version, probability, selected, first_task, case_id) "
            "select report_id, 'automatedDiscrepancy', 1, 1, true, 'doubleRead', id from qa.qa_case where id = :id",
            id);
    };
    flag(add({}));
    flag(add({"doubleRead", "CT-1", "CT-3", "significantDiscrepancy"}));
    add({});

    const auto sums = october().front();
    EXPECT_EQ(sums.discrepanciesFlagged, 2);
    EXPECT_EQ(sums.discrepanciesUpheld, 1);
}

TEST_F(Figures, listReportsPageByPageNewestFirst) {
    for (int i = 0; i < 5; ++i) add({});
    ReportRepository(session()).add(aReport("1.99"), std::nullopt);
    const OversightRepository oversight(session());
    CaseFilter all;
    const auto first = oversight.casePage(all, "", 4);
    ASSERT_EQ(first.items.size(), 4u);
    ASSERT_TRUE(first.nextCursor);
    const auto second = oversight.casePage(all, *first.nextCursor, 4);
    ASSERT_EQ(second.items.size(), 2u);
    EXPECT_FALSE(second.nextCursor);
    EXPECT_EQ(first.items.front().reporterName, "Robert Reporter");
    EXPECT_EQ(first.items.front().reportedInvolvement->totalPercent, 31.5);
    EXPECT_THROW((void)oversight.casePage(all, "nonsense", 4), std::invalid_argument);

    CaseFilter settled;
    settled.which = CaseFilter::Which::settled;
    settled.from = parseRfc3339("2026-10-01T00:00:00Z");
    settled.reporter = "R-1";
    settled.design = AssignmentKind::doubleRead;
    EXPECT_EQ(oversight.casePage(settled, "", 10).items.size(), 5u);
    settled.outcome = Outcome::significantDiscrepancy;
    EXPECT_TRUE(oversight.casePage(settled, "", 10).items.empty());
}

TEST_F(Figures, openTheCaseBehindANumber) {
    const auto id = add({"doubleRead", "CT-1", "CT-3", "significantDiscrepancy"});
    const OversightRepository oversight(session());
    const auto detail = oversight.caseDetail(id);
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->row.caseId, id.text());
    EXPECT_EQ(detail->row.settledGrade, Grade::ct3);
    EXPECT_EQ(detail->row.state, "closed");
    EXPECT_EQ(detail->row.measured.status, Quantification::Status::pending);
    EXPECT_FALSE(oversight.caseDetail(newId<CaseId>()));
}

}  // namespace
}  // namespace overread
