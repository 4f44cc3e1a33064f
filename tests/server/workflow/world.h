#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/wire/report.h"
#include "server/database/assignment_repository.h"
#include "server/database/case_repository.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/workflow/reading.h"
#include "tests/support/fresh_database.h"

namespace overread::workflow::tests {

/// A house with a database of its own: reports come in, images come in, jobs are done when the test says so, and the
/// clock stands still until it is moved. Every step runs under the database role of its process.
class World {
public:
    World();

    /// Runs `step(session)` in a transaction of its own and answers what it answers.
    template <class Step>
    auto app(const Step& step) {
        return committed(app_, step);
    }
    template <class Step>
    auto worker(const Step& step) {
        return committed(worker_, step);
    }
    template <class Step>
    auto reading(const Step& step) {
        return committed(reading_, step);
    }
    ConnectionPool& readingPool() { return reading_; }
    ConnectionPool& appPool() { return app_; }
    ConnectionPool& workerPool() { return worker_; }
    [[nodiscard]] const Configuration& configuration() const { return database_.configuration(); }

    UserId person(const std::string& staffCode);
    /// Replaces the plan, which is one without chance at first, for draws that must or must not pick.
    void plan(const qa::Plan& plan);

    static wire::ReportSubmission submission(const std::string& studyUid, Grade grade, double percent);
    /// Receives the report and does the jobs that follow.
    ReportId report(const wire::ReportSubmission& submission);
    /// Objects and series of the study arrive and are indexed.
    StudyId images(const std::string& studyUid);
    /// The indexing of the study's one object, in the caller's transaction: the first half of `images`.
    StudyId objectsIn(soci::session& session, const std::string& studyUid);
    /// The images arrive but no series can be read.
    StudyId unreadableImages(const std::string& studyUid, const std::string& reason);
    void measured(const StudyId& study, double percent, double uncertainty = 3);
    /// Does all jobs of the workflow that wait, and those that they cause. Answers the kinds done.
    std::vector<std::string> doJobs();
    long waitingJobs(const std::string& kind);

    ReportId reportOf(const std::string& studyUid);
    /// A clinician asks for a review of the study's report. Answers the report.
    ReportId requested(const std::string& studyUid);
    /// The one open task of the case.
    AssignmentId openTaskOf(const CaseId& qaCase);
    CaseRecord caseOf(const ReportId& report);
    bool hasCase(const ReportId& report);
    std::optional<std::string> next(const UserId& reviewer, const std::vector<Role>& roles = {Role::reviewer});
    std::string etagOf(const std::string& handle, const UserId& reviewer);
    LockAnswer read(const std::string& handle, const UserId& reviewer, Grade grade, double percent);
    LockAnswer review(const std::string& handle, const UserId& reviewer, const PeerReview& review);
    LockAnswer settlement(const std::string& handle, const UserId& reviewer, Grade grade, const std::string& reason);
    long count(const std::string& table);
    /// Cases in that state.
    long casesIn(CaseState state);
    /// Transactions that wait for what another one holds.
    long waitingForLocks();
    /// Actions of the audit trail about that case, in order.
    std::vector<std::string> auditOf(const CaseId& qaCase);

    Timestamp now;
    UserId integrator;

private:
    template <class Step>
    auto committed(ConnectionPool& pool, const Step& step) {
        Transaction transaction{pool};
        if constexpr (std::is_void_v<decltype(step(transaction.session()))>) {
            step(transaction.session());
            transaction.commit();
        } else {
            auto answer = step(transaction.session());
            transaction.commit();
            return answer;
        }
    }

    overread::tests::FreshDatabase database_;
    ConnectionPool app_;
    ConnectionPool intake_;
    ConnectionPool worker_;
    ConnectionPool reading_;
};

DoubleRead aRead(Grade grade, double percent);

}  // namespace overread::workflow::tests
