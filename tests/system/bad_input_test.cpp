#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/dicom/series_index.h"
#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/wire/administration.h"
#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"
#include "core/wire/page.h"
#include "core/wire/problem.h"
#include "core/wire/report.h"
#include "server/simulation/api_client.h"
#include "server/simulation/dicom_sender.h"
#include "tests/server/intake/raw_sender.h"
#include "tests/support/running_system.h"
#include "tests/support/temporary_folder.h"

// Bad input, end to end: sent as the outside world sends it, and looked at as people see it.
namespace overread::tests {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using simulation::ApiClient;
using simulation::newIdempotencyKey;

template <class T>
T parsed(const simulation::Answer& answer) {
    return json::parse(answer.body).get<T>();
}

class BadInput : public testing::Test {
protected:
    BadInput() {
        hospital_ = system_.addPerson("hospital", {Role::integrator});
        lead_ = system_.addPerson("lead", {Role::qaLead});
        reader_ = system_.addPerson("reader-1", {Role::reviewer});
        otherReader_ = system_.addPerson("reader-2", {Role::reviewer});
    }

    [[nodiscard]] ApiClient signedIn(const RunningSystem::Person& person) const {
        ApiClient api("127.0.0.1", system_.httpPort());
        api.signIn(person.name, person.password);
        return api;
    }

    static wire::ReportSubmission aReport(const std::string& studyInstanceUid, Grade grade) {
        wire::ReportSubmission report;
        report.studyInstanceUid = studyInstanceUid;
        report.reporter = "R-01";
        report.facility = "clinic-1";
        report.grade = grade;
        report.involvement = Involvement{grade == Grade::ct0 ? 0.0 : 30.0, std::nullopt, std::nullopt};
        report.routing = routingOf(grade);
        report.signedAt = *parseRfc3339("2026-11-24T09:00:00Z");
        return report;
    }
    wire::ReportReceipt sendReport(const wire::ReportSubmission& report) {
        const json body = report;
        auto hospital = signedIn(hospital_);
        return parsed<wire::ReportReceipt>(hospital.post("/api/v1/reports", body.dump()));
    }

    /// Sends a small phantom and answers its study UID.
    std::string sendPhantom(std::uint64_t seed, const std::string& modality = "CT") {
        auto identity = inventedIdentity(seed);
        identity.modality = modality;
        PhantomOptions options;
        options.matrix = 128;
        options.sliceThicknessMm = 8;
        options.seed = seed;
        const auto folder = folder_.path() / std::to_string(seed);
        writeSeries(makePhantom(options).volume, identity, folder);
        const auto result = simulation::sendByCStore(dicom::filesUnder({folder}), "127.0.0.1", system_.dicomPort(),
                                                     system_.configuration().dicomAeTitle);
        EXPECT_EQ(result.notSent, 0) << result.problem;
        return identity.studyInstanceUid;
    }

    /// The QA lead's row of the study, once it fulfils the wish; fails the test after a minute.
    template <class Wish>
    wire::CaseRow rowOnce(const std::string& studyInstanceUid, const Wish& wish) {
        auto lead = signedIn(lead_);
        const auto until = std::chrono::steady_clock::now() + 60s;
        wire::CaseRow last;
        while (std::chrono::steady_clock::now() < until) {
            for (const auto& row : parsed<wire::Page<wire::CaseRow>>(lead.get("/api/v1/studies")).items)
                if (row.studyInstanceUid == studyInstanceUid) {
                    last = row;
                    if (wish(row)) return row;
                }
            std::this_thread::yield();
        }
        ADD_FAILURE() << "never came: " << json(last).dump();
        return last;
    }
    wire::CaseRow rowOnceReadable(const std::string& studyInstanceUid) {
        return rowOnce(studyInstanceUid, [](const auto& row) {
            return row.state == "awaitingReader" && row.measured.status != Quantification::Status::pending;
        });
    }

    TemporaryFolder folder_;
    RunningSystem system_;
    RunningSystem::Person hospital_, lead_, reader_, otherReader_;
};

DoubleRead aRead() {
    DoubleRead read;
    read.grade = Grade::ct2;
    read.involvement.totalPercent = 31;
    read.findings.groundGlass = true;
    return read;
}

TEST_F(BadInput, aTruncatedFileIsAVisibleRefusalAndItsReportIsReadAllTheSame) {
    const auto identity = inventedIdentity(7);
    PhantomOptions options;
    options.matrix = 64;
    options.sliceThicknessMm = 10;
    const auto folder = folder_.path() / "truncated";
    writeSeries(slicesOf(makePhantom(options).volume, 0, 1), identity, folder);
    std::ifstream file(folder / "0001.dcm", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    // What goes over the line is the data set behind preamble, prefix and meta group (whose length stands in its first
    // element), here without its second half.
    std::uint32_t metaLength = 0;
    std::memcpy(&metaLength, whole.data() + 140, sizeof metaLength);
    const auto dataSet = whole.substr(144 + metaLength);

    RawSender sender(system_.dicomPort());
    ASSERT_TRUE(
        sender.associate({"OVERREAD", "SCANNER", "1.2.840.10008.5.1.4.1.1.2", {"1.2.840.10008.1.2.1"}}).accepted);
    EXPECT_EQ(sender.store("1.2.3.4.5", dataSet.substr(0, dataSet.size() / 2)), 0) << "kept as it came";
    sender.release();
    sendReport(aReport(identity.studyInstanceUid, Grade::ct2));

    const auto row = rowOnceReadable(identity.studyInstanceUid);
    EXPECT_EQ(row.measured.status, Quantification::Status::refused);
    EXPECT_EQ(row.measured.reason, "truncated_file");
}

TEST_F(BadInput, anMrStudyIsRefusedByNameAndItsReportIsReadAllTheSame) {
    const auto study = sendPhantom(8, "MR");
    sendReport(aReport(study, Grade::ct2));
    const auto row = rowOnceReadable(study);
    EXPECT_EQ(row.measured.status, Quantification::Status::refused);
    EXPECT_EQ(row.measured.reason, "not_ct");

    auto reader = signedIn(reader_);
    const auto assignment = parsed<wire::Assignment>(reader.post("/api/v1/assignments/next", ""));
    EXPECT_FALSE(assignment.series);
    EXPECT_EQ(assignment.imagesProblem, "not_ct") << "the reader is told why there is no image";
}

TEST_F(BadInput, anUnknownGradeIsRefusedWithItsPlaceAndNothingIsKept) {
    json body = aReport("1.2.3", Grade::ct2);
    body["grade"] = "CT-7";
    auto hospital = signedIn(hospital_);
    const auto answer = hospital.request("POST", "/api/v1/reports", body.dump());
    EXPECT_EQ(answer.status, 422);
    const auto problem = parsed<wire::Problem>(answer);
    EXPECT_EQ(problem.type, "urn:overread:problem:malformed");
    EXPECT_EQ(problem.pointer, "/grade");
    auto lead = signedIn(lead_);
    EXPECT_TRUE(parsed<wire::Page<wire::CaseRow>>(lead.get("/api/v1/studies")).items.empty());
}

TEST_F(BadInput, aReportWhoseStudyNeverComesWaitsAndSaysForWhat) {
    const auto receipt = sendReport(aReport("1.2.3.4", Grade::ct3));
    EXPECT_FALSE(receipt.imagesMatched);
    const auto row = rowOnce("1.2.3.4", [](const auto& each) { return each.state == "awaitingImages"; });
    EXPECT_EQ(row.measured.status, Quantification::Status::pending);
    EXPECT_EQ(row.reasons, std::vector{SelectionReason::mandatory});
    auto reader = signedIn(reader_);
    EXPECT_EQ(reader.request("POST", "/api/v1/assignments/next").status, 204)
        << "nobody is given a case without images";
    EXPECT_FALSE(sendReport(aReport("1.2.3.4", Grade::ct3)).amended) << "the same report again is no second version";
}

TEST_F(BadInput, aWrongPasswordAndAnUnknownNameGetOneAnswer) {
    ApiClient api("127.0.0.1", system_.httpPort());
    const auto tried = [&](const std::string& name, const std::string& password) {
        const json body{{"name", name}, {"password", password}, {"transport", "bearer"}};
        const auto answer = api.request("POST", "/api/v1/sessions", body.dump());
        auto problem = json::parse(answer.body);
        problem.erase("id");  // differs by design: one per occurrence
        return std::pair(answer.status, problem);
    };
    const auto wrong = tried(reader_.name, "not this one, surely");
    EXPECT_EQ(wrong.first, 401);
    EXPECT_EQ(wrong, tried("nobody", "not this one, surely"));
    EXPECT_EQ(api.request("GET", "/api/v1/worklist").status, 401);
}

TEST_F(BadInput, aReadThatIsSubmittedTwiceCountsOnce) {
    const auto study = sendPhantom(9);
    sendReport(aReport(study, Grade::ct2));
    rowOnceReadable(study);
    auto reader = signedIn(reader_);
    const auto assignment = parsed<wire::Assignment>(reader.post("/api/v1/assignments/next", ""));
    const auto path = "/api/v1/assignments/" + assignment.handle + "/read";
    const json body = aRead();
    const ApiClient::Headers headers{{"If-Match", "\"" + assignment.etag + "\""},
                                     {"Idempotency-Key", newIdempotencyKey()}};

    const auto first = reader.request("POST", path, body.dump(), headers);
    const auto again = reader.request("POST", path, body.dump(), headers);
    auto otherKey = headers;
    otherKey["Idempotency-Key"] = newIdempotencyKey();
    const auto second = reader.request("POST", path, body.dump(), otherKey);

    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_TRUE(second.status == 409 || second.status == 412) << second.status << second.body;
    const auto row = rowOnce(study, [](const auto& each) { return each.outcome.has_value(); });
    EXPECT_EQ(row.reads, 1);
    EXPECT_EQ(row.outcome, Outcome::concordant);
}

TEST_F(BadInput, aReadAfterItsLeaseEndedIsRefusedAndSomebodyElseReads) {
    const auto study = sendPhantom(10);
    sendReport(aReport(study, Grade::ct2));
    rowOnceReadable(study);
    auto late = signedIn(reader_);
    const auto lost = parsed<wire::Assignment>(late.post("/api/v1/assignments/next", ""));
    const json draft = wire::Draft{"half a thought", {}};
    late.request("PUT", "/api/v1/assignments/" + lost.handle + "/draft", draft.dump()).orThrow();
    system_.database().executeAsSuperuser("update qa.assignment set lease_until = now() - interval '1 minute'");

    const json body = aRead();
    const auto path = "/api/v1/assignments/" + lost.handle + "/read";
    const ApiClient::Headers headers{{"If-Match", "\"" + lost.etag + "\""}, {"Idempotency-Key", newIdempotencyKey()}};
    EXPECT_EQ(late.request("POST", path, body.dump(), headers).status, 404);

    auto other = signedIn(otherReader_);
    std::optional<wire::Assignment> taken;
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!taken && std::chrono::steady_clock::now() < until) {
        const auto answer = other.request("POST", "/api/v1/assignments/next").orThrow();
        if (answer.status == 200) taken = parsed<wire::Assignment>(answer);
    }
    ASSERT_TRUE(taken) << "the task did not come back to the pool";
    EXPECT_NE(taken->handle, lost.handle);
    EXPECT_EQ(taken->draft, "") << "the draft belongs to whoever typed it";
    other.change("/api/v1/assignments/" + taken->handle + "/read", body.dump(), taken->etag);
    const auto row = rowOnce(study, [](const auto& each) { return each.outcome.has_value(); });
    EXPECT_EQ(row.reads, 1);
}

}  // namespace
}  // namespace overread::tests
