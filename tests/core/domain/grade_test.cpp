#include "core/domain/grade.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace overread {
namespace {

TEST(Grade, followsTheLimitsOfTheTable) {
    struct Example {
        double involvementPercent;
        Grade grade;
    };
    for (const auto& [involvement, grade] :
         {Example{0, Grade::ct0}, Example{0.1, Grade::ct1}, Example{24.9, Grade::ct1}, Example{25, Grade::ct1},
          Example{25.1, Grade::ct2}, Example{49.9, Grade::ct2}, Example{50, Grade::ct2}, Example{50.1, Grade::ct3},
          Example{74.9, Grade::ct3}, Example{75, Grade::ct4}, Example{100, Grade::ct4}})
        EXPECT_EQ(gradeOf(involvement, GradeLimits{}), grade) << involvement << " %";
}

TEST(Grade, followsConfiguredLimits) {
    const GradeLimits stricter{.ct1End = 20, .ct2End = 40, .ct4Start = 60};
    EXPECT_EQ(gradeOf(20.1, stricter), Grade::ct2);
    EXPECT_EQ(gradeOf(60, stricter), Grade::ct4);
}

TEST(Grade, isRefusedOutsideZeroToHundred) {
    for (const double involvement : {-0.1, 100.1, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_THROW((void)gradeOf(involvement, GradeLimits{}), std::domain_error) << involvement;
}

TEST(Grade, isNamedAsOnScreens) {
    EXPECT_EQ(nameOf(Grade::ct3), "CT-3");
    EXPECT_EQ(gradeNamed("CT-4"), Grade::ct4);
    for (const auto* text : {"CT-5", "ct-1", "CT1", "", "CT-"}) EXPECT_EQ(gradeNamed(text), std::nullopt) << text;
}

TEST(Grade, dividesHomeFromHospitalBetweenTwoAndThree) {
    EXPECT_EQ(routingClassOf(Grade::ct0), RoutingClass::noPneumonia);
    EXPECT_EQ(routingClassOf(Grade::ct1), RoutingClass::home);
    EXPECT_EQ(routingClassOf(Grade::ct2), RoutingClass::home);
    EXPECT_EQ(routingClassOf(Grade::ct3), RoutingClass::hospital);
    EXPECT_EQ(routingClassOf(Grade::ct4), RoutingClass::hospital);
}

}  // namespace
}  // namespace overread
