// How long a reader waits for the next task: 500 reviewers who report too, 10,000 open assignments, a month of finished
// ones behind them; beside a bare select of one row in the same run.
//   OVERREAD_DATABASE_CONNECTION=... assignment_benchmark
#include <string>
#include <vector>

#include "bench/reading/timing.h"
#include "server/database/columns.h"
#include "server/database/pool.h"
#include "server/database/reviewer_repository.h"
#include "server/database/transaction.h"
#include "server/workflow/assigning.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/showing.h"
#include "tests/support/fresh_database.h"

namespace overread::bench {
namespace {

constexpr int reviewers = 500;
constexpr int openTasks = 10'000;
constexpr int finishedTasks = 200'000;

std::string idOf(const std::string& prefix, const std::string& number) {
    return "('" + prefix + "' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
}

/// People p, reports r with their cases c and tasks a, all numbered; every tenth task is a peer review.
std::string filling() {
    const std::string all = std::to_string(openTasks + finishedTasks);
    const std::string open = std::to_string(openTasks);
    const std::string people = std::to_string(reviewers);
    const std::string person = idOf("00000001-0000-7000-8000-", "n % " + people);
    const std::string reader = idOf("00000001-0000-7000-8000-", "(n * 7 + 3) % " + people);
    const std::string report = idOf("00000002-0000-7000-8000-", "n");
    const std::string qaCase = idOf("00000003-0000-7000-8000-", "n");
    const std::string task = idOf("00000004-0000-7000-8000-", "n");
    const std::string numbers = " from generate_series(0, " + all + " - 1) n; ";
    // Of the open ones every third is reserved for somebody, and all of those are due first.
    const std::string isOpen = "n < " + open;
    const std::string isReserved = isOpen + " and n % 3 = 0";
    return "insert into identity.person (id, staff_code, display_name) select " +
           idOf("00000001-0000-7000-8000-", "n") + ", 'P-' || n, 'Dr ' || n from generate_series(0, " + people +
           " - 1) n; "
           "insert into qa.shift (reviewer, starts_at, ends_at) select id, now() - interval '4 hours', "
           "now() + interval '4 hours' from identity.person; "
           "insert into qa.report (id, study_instance_uid, reporter, current_version) select " +
           report + ", '1.2.' || n, " + person + ", 1" + numbers +
           "insert into qa.report_version (report_id, version, facility, grade, findings, clinical_picture, "
           "states_pneumonia, signed_at) select " +
           report + ", 1, 'centre', 'CT-2', '{}', '{}', true, now() - n * interval '13 seconds'" + numbers +
           "insert into qa.qa_case (id, report_id, report_version, reporter, state, first_task, opened_at, due_at, "
           "reported_grade) "
           "select " +
           qaCase + ", " + report + ", 1, " + person + ", case when " + isOpen +
           " then 'awaitingReader' else 'feedbackSent' end, 'doubleRead', now() - n * interval '13 seconds', now(), "
           "'CT-2'" +
           numbers +
           "insert into qa.assignment (id, case_id, reporter, kind, state, reviewer, handle, label, etag, due_at, "
           "tie_break, "
           "reserved_for, created_at, taken_at, finished_at, expected_minutes) select " +
           task + ", " + qaCase + ", " + person +
           ", case when n % 10 = 0 then 'peerReview' else 'doubleRead' end, case when " + isOpen +
           " then 'waiting' else 'done' end, case when not (" + isOpen + ") then " + reader +
           " end, md5(n::text), 'A2B3', 'e', case when " + isReserved +
           " then now() else now() + n * interval '1 second' end, n, case when " + isReserved + " then " + reader +
           " end, now() - interval '5 minutes', case when not (" + isOpen +
           ") then now() - n * interval '13 seconds' end, case when not (" + isOpen +
           ") then now() - n * interval '13 seconds' + interval '5 minutes' end, 9" + numbers + "analyze;";
}

UserId reviewerOf(int number) {
    char text[37];
    std::snprintf(text, sizeof text, "00000001-0000-7000-8000-%012x", number);
    return UserId::parse(text);
}

class House {
public:
    House() {
        pool_.emplace(database_.configuration(), DatabaseRole::app, 2);
        reading_.emplace(database_.configuration(), DatabaseRole::reading, 2);
        database_.executeAsSuperuser(filling());
        in(*pool_, [](soci::session& session) {
            workflow::addPlan(session, qa::Plan{}, std::nullopt, databaseNow(session), "benchmark");
        });
    }

    template <class Step>
    static void in(ConnectionPool& pool, const Step& step) {
        Transaction transaction{pool};
        step(transaction.session());
        transaction.commit();
    }

    /// Milliseconds of a request for each reviewer, the transaction included.
    template <class Ask>
    std::vector<double> ofEach(const Ask& ask) {
        std::vector<double> times;
        for (int i = -5; i < reviewers; ++i) {
            const double time = millisecondsOf([&] {
                in(*reading_, [&](soci::session& session) { ask(session, reviewerOf((i + reviewers) % reviewers)); });
            });
            if (i >= 0) times.push_back(time);  // the first ones prepare the statements
        }
        return times;
    }

    void sql(const std::string& text) { database_.executeAsSuperuser(text); }

private:
    tests::FreshDatabase database_;
    std::optional<ConnectionPool> pool_, reading_;
};

void show(const char* what, const std::vector<double>& times, double bare) {
    std::printf("%-58s %8.2f %8.2f %8.2f %8.1f\n", what, median(times), quantile(times, 0.95), quantile(times, 1),
                median(times) / bare);
}

int run() {
    House house;
    const std::vector<Role> roles{Role::reviewer};
    int given = 0;
    const auto next = [&](soci::session& session, const UserId& reviewer) {
        if (workflow::nextAssignment(session, reviewer, roles, databaseNow(session))) ++given;
    };
    std::printf("%d reviewers on shift, %d open assignments (a third reserved, due first), %d finished\n", reviewers,
                openTasks, finishedTasks);
    std::printf("%-58s %8s %8s %8s %8s\n", "milliseconds", "median", "p95", "most", "x bare");
    const auto bare = house.ofEach([](soci::session& session, const UserId& reviewer) {
        std::string state;
        (void)fetchRow(session, "select state from qa.assignment where id = :id", std::tie(state), reviewer);
    });
    show("bare select of one row, begin and commit", bare, median(bare));
    // What the disk takes: a task that is given is on it.
    show("bare update of one row, begin and commit", house.ofEach([](soci::session& session, const UserId& reviewer) {
        execute(session,
                "update qa.assignment set workstation = 'w' where id = (select id from qa.assignment "
                "where reviewer = :reviewer limit 1)",
                reviewer);
    }),
         median(bare));
    show("next assignment", house.ofEach(next), median(bare));
    std::printf("%-58s %8d\n", "tasks given", given);
    show("worklist", house.ofEach([&](soci::session& session, const UserId& reviewer) {
        (void)workflow::worklistOf(session, reviewer, roles, databaseNow(session));
    }),
         median(bare));

    // A quiet hour: few tasks and all of them new, so that the load of everybody on shift is compared.
    house.sql(
        "update qa.assignment set state = 'cancelled' where state = 'waiting' and tie_break % 100 <> 1; "
        "update qa.assignment set state = 'cancelled', lease_token = null, lease_until = null where state = 'held'; "
        "update qa.assignment set created_at = now() where state = 'waiting'; "
        "update qa.assignment set finished_at = now() where finished_at > now() - interval '2 hours'; "
        "analyze qa.assignment");
    given = 0;
    show("next assignment in a quiet hour: the load is compared", house.ofEach(next), median(bare));
    std::printf("%-58s %8d\n", "tasks given", given);
    return 0;
}

}  // namespace
}  // namespace overread::bench

int main() {
    return overread::bench::run();
}
