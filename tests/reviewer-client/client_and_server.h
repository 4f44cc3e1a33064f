#pragma once
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/wire/report.h"
#include "server/database/columns.h"
#include "server/database/transaction.h"
#include "server/simulation/api_client.h"
#include "server/simulation/dicom_sender.h"
#include "server/simulation/staged_study.h"
#include "tests/support/running_system.h"
#include "tests/support/temporary_folder.h"

// Qt's words (emit, signals) last.
#include <QTest>

#include "reviewer-client/answers/draft.h"
#include "reviewer-client/language/language.h"
#include "tests/reviewer-client/reader_at_the_screen.h"

namespace overread::client::tests {

/// Every screen that is made meanwhile is in that language.
struct InLanguage {
    explicit InLanguage(Language language) { useLanguage(language); }
    ~InLanguage() { useLanguage(Language::english); }
    InLanguage(const InLanguage&) = delete;
    InLanguage& operator=(const InLanguage&) = delete;
};

/// The client against the real server, database, listener and worker: nothing here is pretended.
class ClientAndServer : public testing::Test {
protected:
    /// One for each test: what an earlier one left waiting would be the next case of a later one.
    struct House {
        overread::tests::RunningSystem system;
        overread::tests::TemporaryFolder studies;
        overread::tests::RunningSystem::Person hospital = system.addPerson("hospital", {Role::integrator});
        int persons = 0;
        int sent = 0;
    };

    /// A reviewer of this test alone.
    overread::tests::RunningSystem::Person aReader(const std::vector<Role>& roles = {Role::reviewer}) {
        return house_->system.addPerson("reader-" + std::to_string(++house_->persons), roles);
    }

    void report(const wire::ReportSubmission& submission) {
        simulation::ApiClient hospital("127.0.0.1", house_->system.httpPort());
        hospital.signIn(house_->hospital.name, house_->hospital.password);
        const nlohmann::json body = submission;
        hospital.post("/api/v1/reports", body.dump());
    }

    void send(const simulation::StagedStudy& study) {
        const auto sent = simulation::sendByCStore(study.files, "127.0.0.1", house_->system.dicomPort(), "OVERREAD");
        ASSERT_EQ(sent.notSent, 0) << sent.problem;
        report(study.report);
    }

    simulation::StagedStudy stage(const simulation::Scene& scene) {
        ++house_->sent;
        return simulation::stagePhantom(scene, house_->sent, house_->studies.path() / std::to_string(house_->sent));
    }

    /// A phantom of a patient of its own, sent with a report of that grade, which makes a double read (CT-0: where a
    /// routing decision contradicts it, a peer review).
    simulation::StagedStudy sendPhantom(double truthPercent, Grade reported, double statedPercent,
                                        std::optional<RoutingDecision> routing = std::nullopt) {
        simulation::Scene scene;
        scene.truthPercent = truthPercent;
        scene.reportedGrade = reported;
        scene.statedPercent = statedPercent;
        scene.routing = routing;
        auto study = stage(scene);
        send(study);
        return study;
    }

    /// What was typed last and has reached the server. Read as answers, not searched for a number: that stands in one
    /// of eight random names of a workstation too.
    DoubleReadAnswers draftOnTheServer() {
        ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        std::string text;
        (void)fetchRow(transaction.session(), "select draft from qa.draft order by saved_at desc limit 1",
                       std::tie(text));
        return draftFrom(text).value_or(Draft{}).read;
    }

    /// Waits until so many studies are measured: a quick reader is faster, and would see "not measured yet".
    void awaitMeasured(long studies) {
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
                Transaction transaction(pool);
                long measured = 0;
                (void)fetchRow(transaction.session(),
                               "select count(*) from qa.quantification where status = 'measured'", std::tie(measured));
                return measured == studies;
            },
            120'000));
    }

    /// Waits for the feedback that the reporter gets, and disputes it as the pages do.
    void dispute(const overread::tests::RunningSystem::Person& reporter, const std::string& question, int slice) {
        simulation::ApiClient pages("127.0.0.1", house_->system.httpPort());
        pages.signIn(reporter.name, reporter.password);
        nlohmann::json feedback;
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                const auto items = nlohmann::json::parse(pages.get("/api/v1/feedback").body).at("items");
                if (!items.empty()) feedback = items.at(0);
                return !items.empty();
            },
            120'000));
        const nlohmann::json body{{"question", question}, {"slice", slice}};
        (void)pages
            .change("/api/v1/feedback/" + feedback.at("id").get<std::string>() + "/dispute", body.dump(),
                    feedback.at("etag").get<std::string>())
            .orThrow();
    }

    ReaderAtTheScreen atTheScreen() { return {house_->system.url(), drafts_.path()}; }
    /// `server`: another address than the house's own, for example a line in front of it.
    ReaderAtTheScreen signedIn(const overread::tests::RunningSystem::Person& person, const std::string& server = {},
                               const QString& drafts = {}) {
        ReaderAtTheScreen reader(server.empty() ? house_->system.url() : server,
                                 drafts.isEmpty() ? drafts_.path() : drafts);
        reader.signIn(person.name, person.password);
        EXPECT_TRUE(reader.isAtWorklist());
        return reader;
    }

    QTemporaryDir drafts_;
    std::unique_ptr<House> house_ = std::make_unique<House>();
};

}  // namespace overread::client::tests
