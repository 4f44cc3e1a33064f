#include "core/domain/routing.h"

#include <gtest/gtest.h>

namespace overread {
namespace {

TEST(Routing, followsTheTableOfGrades) {
    EXPECT_EQ(routingOf(Grade::ct0), RoutingDecision::primaryCare);
    EXPECT_EQ(routingOf(Grade::ct1), RoutingDecision::homeTelemonitoring);
    EXPECT_EQ(routingOf(Grade::ct2), RoutingDecision::homeClinic);
    EXPECT_EQ(routingOf(Grade::ct3), RoutingDecision::admission);
    EXPECT_EQ(routingOf(Grade::ct4), RoutingDecision::emergency);
}

TEST(Routing, ofAGradeLiesInTheClassOfThatGrade) {
    for (const auto grade : {Grade::ct0, Grade::ct1, Grade::ct2, Grade::ct3, Grade::ct4})
        EXPECT_EQ(routingClassOf(routingOf(grade)), routingClassOf(grade)) << nameOf(grade);
}

TEST(Routing, isReadByItsNameAlone) {
    EXPECT_EQ(valueNamed<RoutingDecision>("admission"), RoutingDecision::admission);
    EXPECT_EQ(valueNamed<RoutingDecision>("Admission"), std::nullopt);
    EXPECT_EQ(valueNamed<RoutingDecision>(""), std::nullopt);
}

}  // namespace
}  // namespace overread
