#include "core/domain/grade_basis.h"

#include <gtest/gtest.h>

#include "core/domain/grade.h"

namespace overread {
namespace {

TEST(GradeBasis, ofTheTotalLeavesTheSidesAlone) {
    EXPECT_EQ(decidingPercent({30, 55, 5}, GradeBasis::total), 30);
}

TEST(GradeBasis, ofTheWorseLungTakesItsPercentage) {
    EXPECT_EQ(decidingPercent({30, 55, 5}, GradeBasis::worseLung), 55);
    EXPECT_EQ(decidingPercent({30, 5, 55}, GradeBasis::worseLung), 55);
    EXPECT_EQ(gradeOf(decidingPercent({30, 5, 55}, GradeBasis::worseLung), GradeLimits{}), Grade::ct3);
}

TEST(GradeBasis, ofTheWorseLungIsTheTotalWhereNoSideIsKnown) {
    EXPECT_EQ(decidingPercent({30, std::nullopt, std::nullopt}, GradeBasis::worseLung), 30);
    EXPECT_EQ(decidingPercent({30, std::nullopt, 10}, GradeBasis::worseLung), 30);
}

}  // namespace
}  // namespace overread
