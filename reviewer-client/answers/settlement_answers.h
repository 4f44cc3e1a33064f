#pragma once
#include <optional>
#include <string>
#include <variant>

#include "core/domain/grade.h"
#include "core/wire/assignment.h"

namespace overread::client {

/// What the arbiter has answered so far, after the own blind read.
struct SettlementAnswers {
    std::optional<Grade> grade;
    std::string reason;
    bool operator==(const SettlementAnswers&) const = default;
};

enum class SettlementQuestion { grade, reason };

[[nodiscard]] std::variant<wire::Settlement, SettlementQuestion> completed(const SettlementAnswers& answers);

/// True where the settled grade sends a patient to hospital whom the report sent home or away.
[[nodiscard]] bool alertsFacility(Grade reported, Grade settled);

}  // namespace overread::client
