#include "qa/panel.h"

namespace overread::qa {
namespace {

bool fits(PanelVerdict verdict, bool sameGrade, Outcome outcome) {
    switch (verdict) {
        case PanelVerdict::upheld:
            return sameGrade;
        case PanelVerdict::overturned:
            return outcome == Outcome::concordant;
        case PanelVerdict::partly:
            return !sameGrade && outcome != Outcome::concordant;
    }
    return false;
}

}  // namespace

std::optional<ReadProblem> problemOf(const PanelAnswer& answer, const DoubleRead& ownBlindRead, Grade settledBefore,
                                     Outcome outcome) {
    if (const auto problem = problemOf(answer.settlement, ownBlindRead)) return problem;
    if (answer.settlement.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return ReadProblem{"/reason", "the reason of the panel"};
    if (!answer.verdict) return ReadProblem{"/verdict", "upheld, overturned or partly: this case was disputed"};
    if (!fits(*answer.verdict, answer.settlement.grade == settledBefore, outcome))
        return ReadProblem{"/verdict",
                           "a verdict that fits the grade: upheld keeps the settled grade, overturned finds the report "
                           "right, partly gives another grade than both"};
    return std::nullopt;
}

}  // namespace overread::qa
