#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/domain/id.h"

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

/// Plans; a plan is never changed, only followed by the next version. Not for the role overread_reading: who knows the
/// secret can foretell the draws.
class PlanRepository {
public:
    explicit PlanRepository(soci::session& session);

    [[nodiscard]] std::optional<StoredPlan> latest() const;
    /// Settings of a version, without its secret: allowed to every role.
    [[nodiscard]] std::optional<std::string> settingsOf(int version) const;
    [[nodiscard]] std::optional<std::string> latestSettings() const;
    /// The next version with a fresh random secret. Returns its number.
    int add(const std::string& settingsJson, const std::optional<UserId>& by);
    /// Adds version 1 where there is no plan yet; safe from several processes at a time.
    void ensure(const std::string& settingsJson);

private:
    soci::session& session_;
};

}  // namespace overread
