#include "core/domain/case_state.h"

namespace overread {

bool isSettled(CaseState state) {
    switch (state) {
        case CaseState::awaitingImages:
        case CaseState::awaitingReader:
        case CaseState::reading:
        case CaseState::read:
        case CaseState::discordant:
        case CaseState::inArbitration:
        case CaseState::cancelled:
            return false;
        // A dispute is open again: until the panel has decided it counts in nothing.
        case CaseState::disputed:
        case CaseState::panel:
            return false;
        case CaseState::concordant:
        case CaseState::settled:
        case CaseState::closed:
        case CaseState::feedbackSent:
        case CaseState::acknowledged:
        case CaseState::upheld:
        case CaseState::overturned:
            return true;
    }
    return false;
}

}  // namespace overread
