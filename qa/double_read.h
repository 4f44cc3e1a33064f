#pragma once
#include <optional>
#include <string_view>

#include "core/domain/case.h"
#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/named.h"
#include "core/domain/read.h"
#include "core/domain/report.h"
#include "qa/plan.h"

namespace overread::qa {

/// What two interpretations are compared by. The involvement is absent where it was not stated.
struct Answer {
    Grade grade = Grade::ct0;
    std::optional<double> involvementPercent;
};
[[nodiscard]] Answer answerOf(const Report& report);
[[nodiscard]] Answer answerOf(const DoubleRead& read);

/// Which rule decided.
enum class ConcordanceRule {
    sameGrade,
    sameClassWithinLimits,  ///< neighbouring grades of one class, involvement within the readers' limits of agreement
    sameClassBeyondLimits,
    sameClassNotComparable,  ///< neighbouring grades of one class, but one of the two stated no involvement
    otherRoutingClass,
    twoGradesApart
};
}  // namespace overread::qa

template <>
struct overread::Names<overread::qa::ConcordanceRule> {
    static constexpr auto table = std::to_array<std::pair<overread::qa::ConcordanceRule, std::string_view>>(
        {{overread::qa::ConcordanceRule::sameGrade, "sameGrade"},
         {overread::qa::ConcordanceRule::sameClassWithinLimits, "sameClassWithinLimits"},
         {overread::qa::ConcordanceRule::sameClassBeyondLimits, "sameClassBeyondLimits"},
         {overread::qa::ConcordanceRule::sameClassNotComparable, "sameClassNotComparable"},
         {overread::qa::ConcordanceRule::otherRoutingClass, "otherRoutingClass"},
         {overread::qa::ConcordanceRule::twoGradesApart, "twoGradesApart"}});
};

namespace overread::qa {

/// How two answers stand to each other. product.md, section 5.
struct Concordance {
    ConcordanceRule rule = ConcordanceRule::sameGrade;
    Outcome outcome = Outcome::concordant;
    std::optional<double> pointsApart;  ///< of the total involvement; none where one did not state it
};

/// Symmetric: neither answer counts as the truth.
[[nodiscard]] Concordance concordanceOf(const Answer& a, const Answer& b, const Plan& plan);

/// The grade that holds where no arbiter settles: the common one, or that of the mean of the two stated involvements;
/// where only one stated an involvement, that answer's grade. Meant for concordant and insignificant pairs.
[[nodiscard]] Grade settledWithoutArbiter(const Answer& report, const Answer& read, const Plan& plan);

/// True where an arbiter is needed: the discrepancy is significant, or the draw mixes a concordant case in, so that
/// receiving an arbitration does not tell that there was discord.
[[nodiscard]] bool goesToArbitration(Outcome outcome, std::string_view identity, const Plan& plan);

/// First thing that is wrong with a read, as {JSON pointer of the field, what was expected}; none: it may be locked.
/// A grade that is not that of the percent needs a reason; images that are not diagnostic need theirs.
struct ReadProblem {
    std::string pointer;
    std::string expected;
};
[[nodiscard]] std::optional<ReadProblem> problemOf(const DoubleRead& read, const Plan& plan);

}  // namespace overread::qa
