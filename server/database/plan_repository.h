#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <vector>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "qa/plan_preview.h"

namespace soci {
class session;
}

namespace overread {

/// A plan as stored: what it says is JSON that qa/plan.h gives its meaning to.
struct StoredPlan {
    int version = 0;
    std::string settingsJson;
    std::array<std::uint8_t, 32> secret{};
};

/// A version as the QA lead sees it, without its secret.
struct PlanVersion {
    int version = 0;
    std::string settingsJson;
    Timestamp startsAt;
    Timestamp createdAt;
    std::string createdBy;  ///< name; empty: the installation
    std::string reason;
};

/// Plans; a plan is never changed, only followed by the next version. Not for the role overread_reading: who knows the
/// secret can foretell the draws.
class PlanRepository {
public:
    explicit PlanRepository(soci::session& session);

    /// Holds at that moment: the highest version that has begun.
    [[nodiscard]] std::optional<StoredPlan> inForce(Timestamp now) const;
    /// Any version with its secret, for auditors; none for an unknown one.
    [[nodiscard]] std::optional<StoredPlan> find(int version) const;
    /// All of them, the newest first. For overread_app.
    [[nodiscard]] std::vector<PlanVersion> versions() const;
    /// The reports of `days` before now, at most those that there are. For overread_app.
    [[nodiscard]] qa::Volumes volumesOf(int days, Timestamp now) const;
    /// Settings of a version, without its secret: allowed to every role.
    [[nodiscard]] std::optional<std::string> settingsOf(int version) const;
    [[nodiscard]] std::optional<std::string> settingsInForce(Timestamp now) const;
    /// One writer of plans at a time, until the transaction ends.
    void lockPlans();
    /// The next version with a fresh random secret. Returns its number.
    int add(const std::string& settingsJson, const std::optional<UserId>& by, Timestamp startsAt,
            const std::string& reason);
    /// Adds version 1, which holds for all that came before, where there is no plan yet; safe from several processes at
    /// a time.
    void ensure(const std::string& settingsJson);

private:
    soci::session& session_;
};

}  // namespace overread
