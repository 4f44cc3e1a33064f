#pragma once
#include <string_view>
#include <variant>

#include "core/domain/case.h"
#include "core/domain/case_state.h"
#include "core/domain/named.h"

namespace overread::qa {

/// What can happen to a case. product.md, section 6.
enum class CaseEvent {
    imagesArrived,
    taskTaken,     ///< a reviewer holds the first task
    taskReturned,  ///< the lease ended or the task was put aside
    readLocked,
    furtherReadAsked,  ///< a stricter reason joined while a milder task was being done
    foundConcordant,
    foundDiscordant,
    sentToArbitration,
    settled,  ///< by the arbiter, or by the rule where none is needed
    closed,
    feedbackSent,
    acknowledged,
    disputed,
    panelOpened,
    upheld,
    overturned,
    cancelled
};
}  // namespace overread::qa

template <>
struct overread::Names<overread::qa::CaseEvent> {
    using E = overread::qa::CaseEvent;
    static constexpr auto table =
        std::to_array<std::pair<E, std::string_view>>({{E::imagesArrived, "imagesArrived"},
                                                       {E::taskTaken, "taskTaken"},
                                                       {E::taskReturned, "taskReturned"},
                                                       {E::readLocked, "readLocked"},
                                                       {E::furtherReadAsked, "furtherReadAsked"},
                                                       {E::foundConcordant, "foundConcordant"},
                                                       {E::foundDiscordant, "foundDiscordant"},
                                                       {E::sentToArbitration, "sentToArbitration"},
                                                       {E::settled, "settled"},
                                                       {E::closed, "closed"},
                                                       {E::feedbackSent, "feedbackSent"},
                                                       {E::acknowledged, "acknowledged"},
                                                       {E::disputed, "disputed"},
                                                       {E::panelOpened, "panelOpened"},
                                                       {E::upheld, "upheld"},
                                                       {E::overturned, "overturned"},
                                                       {E::cancelled, "cancelled"}});
};

namespace overread::qa {

/// The event cannot happen to a case in this state. An outcome, not a fault: the API answers 409.
struct WrongState {
    CaseState state = CaseState::awaitingImages;
    CaseEvent event = CaseEvent::imagesArrived;
    bool operator==(const WrongState&) const = default;
};

/// The state after the event, by the table in case_life.cpp.
[[nodiscard]] std::variant<CaseState, WrongState> stateAfter(CaseState state, CaseEvent event);

/// The case after the event; nothing but its state is changed.
[[nodiscard]] std::variant<Case, WrongState> caseAfter(const Case& qaCase, CaseEvent event);

}  // namespace overread::qa
