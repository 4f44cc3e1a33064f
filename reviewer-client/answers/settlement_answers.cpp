#include "reviewer-client/answers/settlement_answers.h"

namespace overread::client {

std::variant<wire::Settlement, SettlementQuestion> completed(const SettlementAnswers& answers,
                                                             std::optional<Grade> disputed) {
    if (disputed && !answers.verdict) return SettlementQuestion::verdict;
    if (!answers.grade) return SettlementQuestion::grade;
    if (disputed) {
        const bool stays = *answers.grade == *disputed;
        if (answers.verdict == PanelVerdict::upheld && !stays) return SettlementQuestion::verdict;
        if (answers.verdict == PanelVerdict::partly && stays) return SettlementQuestion::grade;
    }
    if (answers.reason.find_first_not_of(" \n\t") == std::string::npos) return SettlementQuestion::reason;
    return wire::Settlement{*answers.grade, answers.reason, disputed ? answers.verdict : std::nullopt};
}

bool alertsFacility(Grade reported, Grade settled) {
    return routingClassOf(settled) == RoutingClass::hospital && routingClassOf(reported) != RoutingClass::hospital;
}

}  // namespace overread::client
