#include "server/database/plan_repository.h"

#include <sodium.h>

#include <algorithm>

#include "server/database/columns.h"

namespace overread {

namespace {

template <class Value>
std::optional<StoredPlan> fetchPlan(soci::session& session, const std::string& condition, const Value& value) {
    StoredPlan plan;
    std::string secret;
    if (!fetchRow(session,
                  "select p.version, p.settings::text, s.secret from qa.plan p "
                  "join qa.plan_secret s on s.version = p.version " +
                      condition,
                  std::tie(plan.version, plan.settingsJson, secret), value))
        return std::nullopt;
    const auto bytes = bytesFromColumn(secret);
    std::copy_n(bytes.begin(), std::min(bytes.size(), plan.secret.size()), plan.secret.begin());
    return plan;
}

}  // namespace

PlanRepository::PlanRepository(soci::session& session) : session_(session) {}

std::optional<StoredPlan> PlanRepository::inForce(Timestamp now) const {
    return fetchPlan(session_, "where p.starts_at <= :now::timestamptz order by p.version desc limit 1", now);
}

std::optional<StoredPlan> PlanRepository::find(int version) const {
    return fetchPlan(session_, "where p.version = :version", version);
}

std::vector<PlanVersion> PlanRepository::versions() const {
    std::vector<PlanVersion> all;
    PlanVersion plan;
    forEachRow(session_,
               "select p.version, p.settings::text, p.starts_at, p.created_at, coalesce(o.display_name, ''), p.reason "
               "from qa.plan p left join identity.person o on o.id = p.created_by order by p.version desc",
               std::tie(plan.version, plan.settingsJson, plan.startsAt, plan.createdAt, plan.createdBy, plan.reason),
               [&] { all.push_back(plan); });
    return all;
}

qa::Volumes PlanRepository::volumesOf(int days, Timestamp now) const {
    qa::Volumes volumes;
    const Timestamp from = now - std::chrono::days{days};
    long long others = 0;
    long long mandatory = 0;
    forEachRow(
        session_,
        "select count(*) filter (where v.grade <> 'CT-0' or v.states_pneumonia), "
        "count(*) filter (where v.grade = 'CT-0' and not v.states_pneumonia) "
        "from qa.report r join qa.report_version v on v.report_id = r.id and v.version = 1 "
        "where r.created_at >= :from::timestamptz group by r.reporter",
        std::tie(mandatory, others),
        [&] {
            volumes.mandatory += static_cast<long>(mandatory);
            if (others > 0) volumes.othersPerReporter.push_back(static_cast<long>(others));
        },
        from);
    long long flagged = 0;
    (void)fetchRow(
        session_,
        // A house of a few hours says what a day of it would be at the least, not what a minute would extrapolate to.
        "select case when min(r.created_at) is null then 0 else greatest(1, least(:days, "
        "extract(epoch from now() - min(r.created_at)) / 86400)) end::float8, "
        "(select count(*) from qa.selection s where s.reason = 'automatedDiscrepancy' and s.selected "
        "and s.decided_at >= :from::timestamptz and not exists (select from qa.selection m "
        "where m.report_id = s.report_id and m.reason = 'mandatory')) "
        "from qa.report r where r.created_at >= :again::timestamptz",
        std::tie(volumes.days, flagged), static_cast<double>(days), from, from);
    volumes.flagged = static_cast<long>(flagged);
    std::string task;
    double share = 0;
    forEachRow(
        session_,
        "select first_task, avg((outcome = 'significantDiscrepancy')::int)::float8 from qa.qa_case "
        "where settled_at >= :from::timestamptz group by first_task",
        std::tie(task, share),
        [&] {
            (task == "doubleRead" ? volumes.discordantShareOfDoubleReads : volumes.discordantShareOfPeerReviews) =
                share;
        },
        from);
    return volumes;
}

std::optional<std::string> PlanRepository::settingsOf(int version) const {
    std::string settings;
    if (!fetchRow(session_, "select settings::text from qa.plan where version = :version", std::tie(settings), version))
        return std::nullopt;
    return settings;
}

std::optional<std::string> PlanRepository::settingsInForce(Timestamp now) const {
    std::string settings;
    if (!fetchRow(session_,
                  "select settings::text from qa.plan where starts_at <= :now::timestamptz "
                  "order by version desc limit 1",
                  std::tie(settings), now))
        return std::nullopt;
    return settings;
}

void PlanRepository::lockPlans() {
    // Any number that nobody else uses: two processes that start together make one plan.
    execute(session_, "select pg_advisory_xact_lock(4207849488)");
}

int PlanRepository::add(const std::string& settingsJson, const std::optional<UserId>& by, Timestamp startsAt,
                        const std::string& reason) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::array<std::uint8_t, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    int version = 0;
    if (!fetchRow(session_,
                  "insert into qa.plan (version, settings, created_by, starts_at, reason) "
                  "select coalesce(max(version), 0) + 1, :settings::jsonb, :by::uuid, :starts::timestamptz, :reason "
                  "from qa.plan returning version",
                  std::tie(version), settingsJson, by, startsAt, reason))
        throw std::runtime_error("a plan was not written");
    execute(session_, "insert into qa.plan_secret (version, secret) values (:version, :secret::bytea)", version,
            bytesColumn(secret.data(), secret.size()));
    return version;
}

void PlanRepository::ensure(const std::string& settingsJson) {
    lockPlans();
    constexpr Timestamp beforeEverything = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
    if (!settingsOf(1)) add(settingsJson, std::nullopt, beforeEverything, "");
}

}  // namespace overread
