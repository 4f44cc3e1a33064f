#include "server/api/clock.h"

#include <Poco/Logger.h>

#include <condition_variable>
#include <mutex>
#include <string>

#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/figure_sums_repository.h"
#include "server/database/idempotency_repository.h"
#include "server/database/session_repository.h"
#include "server/database/transaction.h"
#include "server/workflow/clock_work.h"

namespace overread::api {

namespace {

constexpr std::chrono::hours nightlyRebuild{1};  // UTC; the fewest reports arrive round then

/// Holds the kept sums against the cases, once in each night.
void rebuildFiguresOnceANight(soci::session& session) {
    const auto now = databaseNow(session);
    const auto due = Timestamp{std::chrono::floor<std::chrono::days>(now)} + nightlyRebuild;
    FigureSumsRepository sums{session};
    const auto last = sums.lastRebuild();
    if (now < due || now >= due + std::chrono::hours(6) || (last && last->at >= due)) return;
    const auto differing = sums.rebuild();
    AuditTrail{session}.append(
        {std::nullopt, "figures.rebuilt", "figures", "all", R"({"differing":)" + std::to_string(differing) + "}"});
    if (differing > 0)
        Poco::Logger::get("clock").error("figures: " + std::to_string(differing) +
                                         " kept sums were not those of the cases");
}

}  // namespace

Clock::Clock(Services& services, std::chrono::milliseconds pace)
    : services_(services), pace_(pace), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Clock::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        turn();
        std::unique_lock lock{mutex};
        stopped.wait_for(lock, stop, pace_, [] { return false; });
    }
}

void Clock::turn() {
    attempt("leases", [](soci::session& session) { workflow::expireLeases(session, databaseNow(session)); });
    attempt("escalation", [](soci::session& session) { workflow::escalateOverdue(session, databaseNow(session)); });
    attempt("seal", [](soci::session& session) { AuditTrail{session}.seal(); });
    if (std::chrono::steady_clock::now() < nextCleaning_) return;
    nextCleaning_ = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    attempt("sessions", [](soci::session& session) { SessionRepository{session}.deleteEnded(); });
    attempt("answers", [](soci::session& session) { IdempotencyRepository{session}.deleteOld(); });
    attempt("figures", rebuildFiguresOnceANight);
}

void Clock::attempt(const char* work, const std::function<void(soci::session&)>& step) {
    try {
        Transaction transaction{services_.app};
        step(transaction.session());
        transaction.commit();
    } catch (const std::exception& error) {
        services_.metrics.countClockFault(work);
        // A database that is away is said once by /health/ready; a line every two seconds would bury the rest.
        if (faultOf(error) != DatabaseFault::unavailable)
            Poco::Logger::get("clock").error(std::string(work) + ": " + error.what());
    }
}

}  // namespace overread::api
