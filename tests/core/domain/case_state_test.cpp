#include "core/domain/case_state.h"

#include <gtest/gtest.h>

namespace overread {
namespace {

TEST(CaseState, isNoAnswerWhileADisputeIsOpen) {
    EXPECT_TRUE(isSettled(CaseState::acknowledged));
    EXPECT_TRUE(isSettled(CaseState::upheld));
    EXPECT_FALSE(isSettled(CaseState::disputed));
    EXPECT_FALSE(isSettled(CaseState::panel));
    EXPECT_FALSE(isSettled(CaseState::cancelled));
    EXPECT_FALSE(isSettled(CaseState::read));
}

TEST(CaseState, hasANameForEveryState) {
    for (int state = 0; state <= static_cast<int>(CaseState::cancelled); ++state) {
        const auto name = nameOf(static_cast<CaseState>(state));
        EXPECT_FALSE(name.empty()) << state;
        EXPECT_EQ(valueNamed<CaseState>(name), static_cast<CaseState>(state));
    }
}

}  // namespace
}  // namespace overread
