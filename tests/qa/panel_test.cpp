#include "qa/panel.h"

#include <gtest/gtest.h>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

DoubleRead ownRead(Grade grade) {
    DoubleRead read;
    read.grade = grade;
    return read;
}

std::string pointerOf(const std::optional<ReadProblem>& problem) {
    return problem ? problem->pointer : "";
}

TEST(Panel, saysWhatFitsItsGrade) {
    using enum PanelVerdict;
    using enum Outcome;
    struct Example {
        PanelVerdict verdict;
        Grade before;
        Grade now;
        Outcome outcome;
        bool fits;
    };
    for (const auto& [verdict, before, now, outcome, fits] : std::initializer_list<Example>{
             {upheld, Grade::ct3, Grade::ct3, significantDiscrepancy, true},
             {upheld, Grade::ct3, Grade::ct1, concordant, false},
             {overturned, Grade::ct3, Grade::ct1, concordant, true},
             {overturned, Grade::ct3, Grade::ct2, insignificantDiscrepancy, false},
             {overturned, Grade::ct3, Grade::ct3, significantDiscrepancy, false},
             {partly, Grade::ct3, Grade::ct2, insignificantDiscrepancy, true},
             {partly, Grade::ct3, Grade::ct3, significantDiscrepancy, false},
             {partly, Grade::ct3, Grade::ct1, concordant, false},
             // A peer review scored 2a: the reported grade stood, and the discrepancy was another.
             {overturned, Grade::ct1, Grade::ct1, concordant, true},
             {upheld, Grade::ct1, Grade::ct1, concordant, true},
         }) {
        const PanelAnswer answer{{now, "looked at again"}, verdict};
        EXPECT_EQ(pointerOf(problemOf(answer, ownRead(now), before, outcome)), fits ? "" : "/verdict")
            << nameOf(verdict) << " " << nameOf(now);
    }
}

TEST(Panel, alwaysGivesAVerdictAndAReason) {
    EXPECT_EQ(pointerOf(problemOf(PanelAnswer{{Grade::ct3, "stays"}, std::nullopt}, ownRead(Grade::ct3), Grade::ct3,
                                  Outcome::significantDiscrepancy)),
              "/verdict");
    EXPECT_EQ(pointerOf(problemOf(PanelAnswer{{Grade::ct3, " "}, PanelVerdict::upheld}, ownRead(Grade::ct3), Grade::ct3,
                                  Outcome::significantDiscrepancy)),
              "/reason");
    EXPECT_EQ(pointerOf(problemOf(PanelAnswer{{Grade::ct3, ""}, PanelVerdict::upheld}, ownRead(Grade::ct1), Grade::ct3,
                                  Outcome::significantDiscrepancy)),
              "/reason");
}

}  // namespace
}  // namespace overread::qa
