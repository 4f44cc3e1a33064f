#include "qa/case_life.h"

#include <algorithm>
#include <array>

namespace overread::qa {
namespace {

struct Transition {
    CaseState from;
    CaseEvent event;
    CaseState to;
};

using S = CaseState;
using E = CaseEvent;

/// Whatever does not stand here is refused.
constexpr auto transitions = std::to_array<Transition>({
    {S::awaitingImages, E::imagesArrived, S::awaitingReader},
    {S::awaitingReader, E::taskTaken, S::reading},
    {S::reading, E::taskReturned, S::awaitingReader},
    {S::reading, E::readLocked, S::read},
    {S::read, E::furtherReadAsked, S::awaitingReader},
    {S::read, E::foundConcordant, S::concordant},
    {S::read, E::foundDiscordant, S::discordant},
    {S::concordant, E::sentToArbitration, S::inArbitration},  // mixed in, so that arbitration does not tell of discord
    {S::discordant, E::sentToArbitration, S::inArbitration},
    {S::discordant, E::settled, S::settled},  // insignificant: the rule settles
    {S::inArbitration, E::settled, S::settled},
    {S::concordant, E::closed, S::closed},
    {S::settled, E::closed, S::closed},
    {S::closed, E::feedbackSent, S::feedbackSent},
    {S::feedbackSent, E::acknowledged, S::acknowledged},
    {S::feedbackSent, E::disputed, S::disputed},
    {S::disputed, E::panelOpened, S::panel},
    {S::panel, E::upheld, S::upheld},
    {S::panel, E::overturned, S::overturned},
    {S::acknowledged, E::disputed, S::disputed},  // seen first, then thought over: the term runs on
    // Until a read is locked.
    {S::awaitingImages, E::cancelled, S::cancelled},
    {S::awaitingReader, E::cancelled, S::cancelled},
    {S::reading, E::cancelled, S::cancelled},
});

}  // namespace

std::variant<CaseState, WrongState> stateAfter(CaseState state, CaseEvent event) {
    const auto found = std::find_if(transitions.begin(), transitions.end(),
                                    [&](const Transition& each) { return each.from == state && each.event == event; });
    if (found == transitions.end()) return WrongState{state, event};
    return found->to;
}

std::variant<Case, WrongState> caseAfter(const Case& qaCase, CaseEvent event) {
    const auto state = stateAfter(qaCase.state, event);
    if (const auto* refused = std::get_if<WrongState>(&state)) return *refused;
    Case next = qaCase;
    next.state = std::get<CaseState>(state);
    return next;
}

}  // namespace overread::qa
