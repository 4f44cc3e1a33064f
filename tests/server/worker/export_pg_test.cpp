// Our measurement on its way to an archive, which is DCMTK's storescp: never before settlement, never unasked.
#include <arpa/inet.h>
#include <signal.h>

#include "server/database/result_repository.h"
#include "tests/server/worker/working.h"

namespace overread::tests {
namespace {

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(socket);
    return ntohs(address.sin_port);
}

class Export : public Working {
protected:
    Export() : port_(freePort()) { fs::create_directory(scratch_.path() / "archive"); }
    ~Export() override { stopArchive(); }

    void startArchive() {
        const auto folder = (scratch_.path() / "archive").string();
        archive_ = ::fork();
        if (archive_ == 0) {
            ::execlp("storescp", "storescp", "-q", "-aet", "ARCHIVE", "-od", folder.c_str(),
                     std::to_string(port_).c_str(), nullptr);
            ::_exit(127);
        }
    }
    void stopArchive() {
        if (archive_ > 0) {
            ::kill(archive_, SIGKILL);
            ::waitpid(archive_, nullptr, 0);
        }
        archive_ = 0;
    }
    Configuration withDestination() const {
        auto configuration = configuration_;
        for (auto& setting : configuration.origins)
            if (setting.key == "export.destinations") setting.value = "ARCHIVE@127.0.0.1:" + std::to_string(port_);
        return configuration;
    }
    void measureAPhantom() {
        receive(phantom({.involvementPercent = 30, .sliceThicknessMm = 8, .seed = 41, .matrix = 128}));
        work(configuration_);
    }
    void work(const Configuration& configuration) {
        Worker worker(configuration, OVERREAD_WORKER);
        worker.start();
        ASSERT_TRUE(waitUntilDone());
    }
    /// A case of the study alone: what it was made of is not asked about here.
    void aCase(const std::string& state, bool isSettled) {
        database_.executeAsSuperuser(
            "set session_replication_role = replica; insert into qa.qa_case (id, report_id, report_version, study_id, "
            "reporter, state, first_task, outcome, settled_grade, reported_grade, settled_at, opened_at, due_at) "
            "select "
            "gen_random_uuid(), gen_random_uuid(), 1, id, gen_random_uuid(), '" +
            state + "', 'doubleRead', " +
            (isSettled ? "'concordant', 'CT-2', 'CT-2', now()" : "null, null, null, null") +
            ", now(), now() from qa.study");
    }
    void setCases(const std::string& state) {
        database_.executeAsSuperuser("update qa.qa_case set state = '" + state +
                                     "', outcome = 'concordant', "
                                     "settled_grade = 'CT-2', reported_grade = 'CT-2', settled_at = now()");
    }
    /// As the end of a case does.
    void close() {
        Transaction transaction(pool_);
        JobQueue(transaction.session()).add("exportResults", study()->study.id.text());
        transaction.commit();
    }
    std::size_t archived() {
        const fs::directory_iterator files(scratch_.path() / "archive");
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }

    int port_;
    pid_t archive_ = 0;
};

TEST_F(Export, sendsNothingWhileNoDestinationIsConfigured) {
    startArchive();
    measureAPhantom();
    aCase("closed", true);
    close();
    work(configuration_);
    EXPECT_EQ(numberOf("select count(*) from qa.result_object"), 0);
    EXPECT_EQ(archived(), 0u);
}

TEST_F(Export, sendsNothingWhileACaseOfTheStudyIsOpenAndBothObjectsAfterwards) {
    startArchive();
    measureAPhantom();
    aCase("closed", true);
    aCase("reading", false);
    close();
    work(withDestination());
    EXPECT_EQ(numberOf("select count(*) from qa.result_object"), 0) << "its readers could find it in the archive";
    EXPECT_EQ(archived(), 0u);

    setCases("feedbackSent");
    close();
    work(withDestination());
    EXPECT_EQ(archived(), 2u);
    EXPECT_EQ(numberOf("select count(*) from qa.result_delivery where state = 'sent'"), 2);
    EXPECT_EQ(numberOf("select count(*) from audit.event where action = 'result.sent'"), 2);
    close();
    work(withDestination());
    EXPECT_EQ(numberOf("select count(*) from qa.result_object"), 2) << "the same measurement leaves once";
    EXPECT_EQ(deadLetters().size(), 0u);
}

TEST_F(Export, waitsForAnArchiveThatIsAwayAndForADisputeToEnd) {
    measureAPhantom();
    aCase("closed", true);
    close();
    const auto configuration = withDestination();
    Worker worker(configuration, OVERREAD_WORKER);
    worker.start();
    while (numberOf("select count(*) from jobs.job where kind = 'sendResult' and last_error like 'no association%'") <
           2)
        wakeup_.wait(100ms);
    setCases("disputed");
    startArchive();
    letTimePass();
    while (numberOf("select count(*) from jobs.job where kind = 'sendResult' and last_error like 'a case%'") < 2)
        wakeup_.wait(100ms);
    EXPECT_EQ(archived(), 0u);
    setCases("upheld");
    while (isWorkLeft()) {
        letTimePass();
        wakeup_.wait(100ms);
    }
    EXPECT_EQ(archived(), 2u);
    EXPECT_EQ(deadLetters().size(), 0u);
}

}  // namespace
}  // namespace overread::tests
