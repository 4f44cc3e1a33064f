#pragma once
#include <optional>
#include <string>
#include <variant>

#include "core/domain/grade.h"
#include "core/domain/panel.h"
#include "core/wire/assignment.h"

namespace overread::client {

/// What the arbiter has answered so far, after the own blind read.
struct SettlementAnswers {
    std::optional<PanelVerdict> verdict;  ///< of a panel alone
    std::optional<Grade> grade;
    std::string reason;
    bool operator==(const SettlementAnswers&) const = default;
};

enum class SettlementQuestion { verdict, grade, reason };

/// `disputed`: the settled grade that a panel looks at; none: nothing was disputed. A panel says first whether the
/// settlement stands; where it does the grade stays, where neither was right it is another.
[[nodiscard]] std::variant<wire::Settlement, SettlementQuestion> completed(const SettlementAnswers& answers,
                                                                           std::optional<Grade> disputed);

/// True where the settled grade sends a patient to hospital whom the report sent home or away.
[[nodiscard]] bool alertsFacility(Grade reported, Grade settled);

}  // namespace overread::client
