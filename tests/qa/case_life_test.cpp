#include "qa/case_life.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace overread::qa {
namespace {

using S = CaseState;
using E = CaseEvent;

/// The state after all events; fails where one is refused.
CaseState stateAfterAll(CaseState state, std::initializer_list<E> events) {
    for (const auto event : events) {
        const auto next = stateAfter(state, event);
        if (const auto* refused = std::get_if<WrongState>(&next)) {
            ADD_FAILURE() << nameOf(refused->event) << " is refused in " << nameOf(refused->state);
            return state;
        }
        state = std::get<CaseState>(next);
    }
    return state;
}

TEST(CaseLife, goesFromTheImagesToAnAcknowledgedConcordance) {
    EXPECT_EQ(stateAfterAll(S::awaitingImages, {E::imagesArrived, E::taskTaken, E::readLocked, E::foundConcordant,
                                                E::closed, E::feedbackSent, E::acknowledged}),
              S::acknowledged);
}

TEST(CaseLife, goesThroughArbitrationToAnOverturnedDispute) {
    EXPECT_EQ(stateAfterAll(S::awaitingReader, {E::taskTaken, E::taskReturned, E::taskTaken, E::readLocked,
                                                E::foundDiscordant, E::sentToArbitration, E::settled, E::closed,
                                                E::feedbackSent, E::disputed, E::panelOpened, E::overturned}),
              S::overturned);
}

TEST(CaseLife, settlesAnInsignificantDiscrepancyWithoutAnArbiter) {
    EXPECT_EQ(stateAfterAll(S::read, {E::foundDiscordant, E::settled, E::closed}), S::closed);
}

TEST(CaseLife, mixesAConcordantCaseIntoArbitration) {
    EXPECT_EQ(stateAfterAll(S::read, {E::foundConcordant, E::sentToArbitration, E::settled}), S::settled);
}

TEST(CaseLife, asksForTheDoubleReadThatJoinedDuringAPeerReview) {
    EXPECT_EQ(stateAfterAll(S::read, {E::furtherReadAsked, E::taskTaken, E::readLocked}), S::read);
}

TEST(CaseLife, isCancelledUntilAReadIsLockedAndNeverAfter) {
    for (const auto& [state, name] : Names<CaseState>::table) {
        const bool may = state == S::awaitingImages || state == S::awaitingReader || state == S::reading;
        EXPECT_EQ(std::holds_alternative<CaseState>(stateAfter(state, E::cancelled)), may) << name;
    }
}

// Every pair that is not in this table is refused: 16 states x 17 events, each looked at.
TEST(CaseLife, refusesEveryEventFromAWrongState) {
    const std::map<E, std::set<S>> allowed{
        {E::imagesArrived, {S::awaitingImages}},
        {E::taskTaken, {S::awaitingReader}},
        {E::taskReturned, {S::reading}},
        {E::readLocked, {S::reading}},
        {E::furtherReadAsked, {S::read}},
        {E::foundConcordant, {S::read}},
        {E::foundDiscordant, {S::read}},
        {E::sentToArbitration, {S::concordant, S::discordant}},
        {E::settled, {S::discordant, S::inArbitration}},
        {E::closed, {S::concordant, S::settled}},
        {E::feedbackSent, {S::closed}},
        {E::acknowledged, {S::feedbackSent}},
        {E::disputed, {S::feedbackSent, S::acknowledged}},
        {E::panelOpened, {S::disputed}},
        {E::upheld, {S::panel}},
        {E::overturned, {S::panel}},
        {E::cancelled, {S::awaitingImages, S::awaitingReader, S::reading}},
    };
    ASSERT_EQ(allowed.size(), Names<CaseEvent>::table.size());
    for (const auto& [event, eventName] : Names<CaseEvent>::table)
        for (const auto& [state, stateName] : Names<CaseState>::table) {
            const auto next = stateAfter(state, event);
            if (allowed.at(event).contains(state))
                EXPECT_TRUE(std::holds_alternative<CaseState>(next)) << eventName << " in " << stateName;
            else
                EXPECT_EQ(std::get<WrongState>(next), (WrongState{state, event})) << eventName << " in " << stateName;
        }
}

TEST(CaseLife, changesNothingOfTheCaseButItsState) {
    Case qaCase;
    qaCase.state = S::read;
    qaCase.version = 4;
    qaCase.greatCall = true;
    const auto next = std::get<Case>(caseAfter(qaCase, E::foundConcordant));
    EXPECT_EQ(next.state, S::concordant);
    EXPECT_EQ(next.version, 4);
    EXPECT_TRUE(next.greatCall);
}

}  // namespace
}  // namespace overread::qa
