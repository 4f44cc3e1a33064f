#include "reviewer-client/answers/settlement_answers.h"

namespace overread::client {

std::variant<wire::Settlement, SettlementQuestion> completed(const SettlementAnswers& answers) {
    if (!answers.grade) return SettlementQuestion::grade;
    if (answers.reason.find_first_not_of(" \n\t") == std::string::npos) return SettlementQuestion::reason;
    return wire::Settlement{*answers.grade, answers.reason};
}

bool alertsFacility(Grade reported, Grade settled) {
    return routingClassOf(settled) == RoutingClass::hospital && routingClassOf(reported) != RoutingClass::hospital;
}

}  // namespace overread::client
