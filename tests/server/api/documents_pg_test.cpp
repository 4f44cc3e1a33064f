#include <gtest/gtest.h>

#include <limits>

#include "server/api/export_gate.h"
#include "server/api/problems.h"
#include "server/database/audit_trail.h"
#include "tests/server/api/house.h"
#include "tests/support/plan_without_chance.h"

namespace overread::api {
namespace {

using nlohmann::json;
constexpr auto hostileComment = "<img src=\"file:///etc/passwd\">";

/// A house where one report of pneumonia of r1 belonged in hospital, with a comment that tries to be more than text.
class Documents : public testing::Test {
protected:
    House house;
    std::string caseId;

    Documents() {
        house.plan(overread::tests::planWithoutChance());
        auto submission = House::submission("1.2.2", Grade::ct1, 12);
        submission.facility = "centre-12";
        submission.reporter = "r1";
        house.report(submission);
        house.measured(house.images("1.2.2"), 60);
        house.doJobs();
        const auto reader = house.person("v1");
        house.read(house.next(reader).value(), reader, Grade::ct3, 60);
        house.doJobs();
        const auto arbiter = house.person("a1");
        const auto handle = house.next(arbiter, {Role::arbiter}).value();
        house.read(handle, arbiter, Grade::ct3, 57);
        house.settlement(handle, arbiter, Grade::ct3, hostileComment);
        house.doJobs();
        caseId = house.as("lead").get("/api/v1/cases").json().at("items").at(0).at("caseId");
    }
    Answer get(const std::string& who, const std::string& target) { return house.as(who).get("/api/v1" + target); }
    std::string fileOf(const std::string& who, const std::string& target) {
        const auto answer = get(who, target);
        EXPECT_EQ(answer.status, 200) << target << ' ' << answer.body;
        EXPECT_TRUE(answer.headers.contains("content-disposition") &&
                    answer.headers.at("content-disposition").starts_with("attachment; filename=\""))
            << target;
        return answer.body;
    }
    json detailOfLastExport() {
        for (const auto& recorded : house.app([](soci::session& session) {
                 return AuditTrail{session}.before(std::numeric_limits<std::int64_t>::max(), 100);
             }))
            if (recorded.event.action == "document.exported") return json::parse(recorded.event.detailJson);
        return {};
    }
};

TEST_F(Documents, sayTheNumbersOfThePageInEveryFormat) {
    const auto profile = get("head", "/figures/profile?reporter=r1").json();
    EXPECT_EQ(profile.at("settled").at("events"), 1);
    const auto csv = fileOf("head", "/documents/quality-report?reporter=r1&format=csv");
    EXPECT_NE(csv.find(",doubleRead,significantRaw,1,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",doubleRead,reviewed,1,"), std::string::npos) << csv;
    const auto html = fileOf("head", "/documents/quality-report?reporter=r1&language=ru");
    EXPECT_NE(html.find("Пока 1 проверка."), std::string::npos) << html;
    EXPECT_NE(html.find("<svg "), std::string::npos);
    const auto pdf = fileOf("head", "/documents/quality-report?reporter=r1&format=pdf");
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_NE(pdf.rfind("%%EOF"), std::string::npos) << "cut off";
}

TEST_F(Documents, ofADepartmentListItsRadiologists) {
    const auto html = fileOf("head", "/documents/quality-report");
    EXPECT_NE(html.find("centre-12"), std::string::npos);
    EXPECT_NE(html.find("Radiologists, by name"), std::string::npos);
    EXPECT_NE(fileOf("lead", "/documents/quality-report").find("All facilities"), std::string::npos);
}

TEST_F(Documents, areForWhomTheyAreAbout) {
    EXPECT_NE(fileOf("radiologist", "/documents/my-quality-report").find("Dr First (r1)"), std::string::npos);
    EXPECT_EQ(get("radiologist", "/documents/quality-report?reporter=r1").status, 404);
    EXPECT_EQ(get("radiologist", "/documents/my-quality-report?reporter=v1").status, 422);
    EXPECT_EQ(get("other.head", "/documents/quality-report?facility=centre-12").status, 404);
    EXPECT_EQ(get("other.head", "/documents/cases?format=csv&facility=centre-12").status, 404);
    EXPECT_EQ(get("other.head", "/cases/" + caseId + "/letter").status, 404);
    const auto foreign = fileOf("other.head", "/documents/quality-report?reporter=r1&format=csv");
    EXPECT_NE(foreign.find(",doubleRead,reviewed,,"), std::string::npos) << "nothing of another facility: " << foreign;
    EXPECT_EQ(get("administrator", "/documents/quality-report").status, 404);
    EXPECT_EQ(get("reviewer", "/documents/quality-report").status, 404);
}

TEST_F(Documents, tellTheReporterInALetterWhatDiffers) {
    const auto feedback = get("radiologist", "/feedback").json().at("items").at(0).at("id").get<std::string>();
    const auto own = fileOf("radiologist", "/feedback/" + feedback + "/letter");
    EXPECT_NE(own.find("The settled grade differs from your report."), std::string::npos) << own;
    EXPECT_NE(own.find("&lt;img src=&quot;file:///etc/passwd&quot;&gt;"), std::string::npos) << own;
    EXPECT_EQ(own.find("<img"), std::string::npos);
    for (const auto* hidden : {"1.2.2", ">a1", " a1", ">v1", " v1", "Arbiter"})
        EXPECT_EQ(own.find(hidden), std::string::npos) << hidden;
    EXPECT_TRUE(fileOf("head", "/cases/" + caseId + "/letter?format=pdf&language=ru").starts_with("%PDF-"));
    EXPECT_EQ(get("radiologist", "/feedback/" + caseId + "/letter").status, 404);
    EXPECT_EQ(get("radiologist", "/feedback/" + feedback + "/letter?format=csv").json().at("pointer"), "/format");
}

TEST_F(Documents, listTheCasesThatAPageListsWithoutTheirPatients) {
    const auto csv = fileOf("head", "/documents/cases?outcome=significantDiscrepancy&format=csv");
    EXPECT_NE(csv.find("\r\n" + caseId + ",r1,centre-12,"), std::string::npos) << csv;
    EXPECT_EQ(csv.find("1.2.2"), std::string::npos);
    EXPECT_EQ(fileOf("head", "/documents/cases?outcome=concordant&format=csv").find(caseId), std::string::npos);
    EXPECT_EQ(get("head", "/documents/cases?limit=5").json().at("pointer"), "/limit");
}

TEST_F(Documents, makeALearningSetForWhoLearns) {
    const auto made =
        house.as("lead").post("/api/v1/learning-sessions",
                              {{"title", "Ground glass"}, {"heldAt", "2026-12-01T10:00:00Z"}, {"cases", {caseId}}});
    ASSERT_EQ(made.status, 201) << made.body;
    const auto target = "/learning-sessions/" + made.json().at("row").at("id").get<std::string>() + "/document";
    for (const auto* who : {"lead", "radiologist", "reviewer"}) {
        const auto html = fileOf(who, target);
        EXPECT_NE(html.find("Which grade would you give?"), std::string::npos) << who;
        EXPECT_EQ(html.find(caseId), std::string::npos) << who;
    }
    EXPECT_NE(fileOf("lead", target + "?format=csv").find("\r\n1,CT-1,CT-3,significantDiscrepancy,"),
              std::string::npos);
    EXPECT_EQ(get("administrator", target).status, 404);
}

TEST_F(Documents, leaveATraceWithTheirPurpose) {
    fileOf("head", "/documents/quality-report?reporter=r1&format=csv&purpose=talk&from=2026-01&to=2026-03");
    const auto detail = detailOfLastExport();
    ASSERT_FALSE(detail.is_null());
    EXPECT_EQ(detail.at("document"), "qualityReport");
    EXPECT_EQ(detail.at("purpose"), "talk");
    EXPECT_EQ(detail.at("format"), "csv");
    EXPECT_EQ(detail.at("from"), "2026-01");
    EXPECT_EQ(get("head", "/documents/quality-report?purpose=curiosity").json().at("pointer"), "/purpose");
    EXPECT_EQ(get("head", "/documents/quality-report?format=docx").json().at("pointer"), "/format");
    EXPECT_EQ(get("head", "/documents/quality-report?language=de").json().at("pointer"), "/language");
}

TEST(ExportGate, letsTwoOfOneAndFourInAllThrough) {
    ExportGate gate;
    const auto person = [](int number) {
        return UserId::parse("0192f0c4-0000-7000-8000-00000000000" + std::to_string(number));
    };
    {
        const ExportGate::Pass first(gate, person(1));
        const ExportGate::Pass second(gate, person(1));
        EXPECT_THROW(ExportGate::Pass(gate, person(1)), Refusal);
        const ExportGate::Pass third(gate, person(2));
        const ExportGate::Pass fourth(gate, person(3));
        EXPECT_THROW(ExportGate::Pass(gate, person(4)), Refusal);
    }
    EXPECT_NO_THROW(ExportGate::Pass(gate, person(4)));
}

}  // namespace
}  // namespace overread::api
