#pragma once
#include "core/domain/named.h"

namespace overread {

/// Where a case is on its way. The quantification is a fact beside the case, not a step of it.
enum class CaseState {
    awaitingImages,
    awaitingReader,
    reading,
    read,
    concordant,
    discordant,
    inArbitration,
    settled,
    closed,
    feedbackSent,
    acknowledged,
    disputed,
    panel,
    upheld,
    overturned,
    cancelled
};

template <>
struct Names<CaseState> {
    static constexpr auto table =
        std::to_array<std::pair<CaseState, std::string_view>>({{CaseState::awaitingImages, "awaitingImages"},
                                                               {CaseState::awaitingReader, "awaitingReader"},
                                                               {CaseState::reading, "reading"},
                                                               {CaseState::read, "read"},
                                                               {CaseState::concordant, "concordant"},
                                                               {CaseState::discordant, "discordant"},
                                                               {CaseState::inArbitration, "inArbitration"},
                                                               {CaseState::settled, "settled"},
                                                               {CaseState::closed, "closed"},
                                                               {CaseState::feedbackSent, "feedbackSent"},
                                                               {CaseState::acknowledged, "acknowledged"},
                                                               {CaseState::disputed, "disputed"},
                                                               {CaseState::panel, "panel"},
                                                               {CaseState::upheld, "upheld"},
                                                               {CaseState::overturned, "overturned"},
                                                               {CaseState::cancelled, "cancelled"}});
};

/// True once the case has an answer that a statistic may use.
[[nodiscard]] bool isSettled(CaseState state);

}  // namespace overread
