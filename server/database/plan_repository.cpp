#include "server/database/plan_repository.h"

#include <sodium.h>

#include <algorithm>

#include "server/database/columns.h"

namespace overread {

PlanRepository::PlanRepository(soci::session& session) : session_(session) {}

std::optional<StoredPlan> PlanRepository::latest() const {
    StoredPlan plan;
    std::string secret;
    if (!fetchRow(session_,
                  "select p.version, p.settings::text, s.secret from qa.plan p "
                  "join qa.plan_secret s on s.version = p.version order by p.version desc limit 1",
                  std::tie(plan.version, plan.settingsJson, secret)))
        return std::nullopt;
    const auto bytes = bytesFromColumn(secret);
    std::copy_n(bytes.begin(), std::min(bytes.size(), plan.secret.size()), plan.secret.begin());
    return plan;
}

std::optional<std::string> PlanRepository::settingsOf(int version) const {
    std::string settings;
    if (!fetchRow(session_, "select settings::text from qa.plan where version = :version", std::tie(settings), version))
        return std::nullopt;
    return settings;
}

std::optional<std::string> PlanRepository::latestSettings() const {
    std::string settings;
    if (!fetchRow(session_, std::string("select settings::text from qa.plan order by version desc limit 1"),
                  std::tie(settings)))
        return std::nullopt;
    return settings;
}

int PlanRepository::add(const std::string& settingsJson, const std::optional<UserId>& by) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::array<std::uint8_t, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    int version = 0;
    if (!fetchRow(session_,
                  "insert into qa.plan (version, settings, created_by) "
                  "select coalesce(max(version), 0) + 1, :settings::jsonb, :by::uuid from qa.plan returning version",
                  std::tie(version), settingsJson, by))
        throw std::runtime_error("a plan was not written");
    execute(session_, "insert into qa.plan_secret (version, secret) values (:version, :secret::bytea)", version,
            bytesColumn(secret.data(), secret.size()));
    return version;
}

void PlanRepository::ensure(const std::string& settingsJson) {
    // Any number that nobody else uses: two processes that start together make one plan.
    execute(session_, "select pg_advisory_xact_lock(4207849488)");
    if (!latestSettings()) add(settingsJson, std::nullopt);
}

}  // namespace overread
