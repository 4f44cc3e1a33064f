#pragma once
#include <optional>
#include <string_view>

namespace overread {

/// Severity of lung involvement, mildest first, so that grades compare with <. Source: the table of grades and routing
/// of the Moscow reference centre, 2020.
enum class Grade { ct0, ct1, ct2, ct3, ct4 };

/// Ends of the grades in percent of lung parenchyma, 0 < ct1End < ct2End < ct4Start <= 100. From the configuration.
/// CT-1 and CT-2 include their end, CT-4 its start. "Exactly 50 %" is left open by the source: CT-2 here.
struct GradeLimits {
    double ct1End = 25;
    double ct2End = 50;
    double ct4Start = 75;
    bool operator==(const GradeLimits&) const = default;
};

/// Grade of an involvement in percent of lung parenchyma, 0..100; exactly 0 is CT-0. Throws std::domain_error outside
/// and for NaN: a fault upstream, never a mild case. No default limits: forgetting the configured ones does not
/// compile.
[[nodiscard]] Grade gradeOf(double involvementPercent, const GradeLimits& limits);

/// Involvement in percent that belongs to a grade. CT-0 reaches from 0 to 0.
struct InvolvementInterval {
    double fromPercent;
    double toPercent;
};
[[nodiscard]] InvolvementInterval involvementOf(Grade grade, const GradeLimits& limits);

/// How many grades lie between the two, 0..4.
[[nodiscard]] int gradesApart(Grade a, Grade b);

/// What the grade alone decides about where the patient goes: CT-0; CT-1 and CT-2; CT-3 and CT-4.
enum class RoutingClass { noPneumonia, home, hospital };
[[nodiscard]] RoutingClass routingClassOf(Grade grade);

/// "CT-0" ... "CT-4", as in the API, the database and on screens in English.
[[nodiscard]] std::string_view nameOf(Grade grade);
/// None for any other text: a parse error never becomes a grade.
[[nodiscard]] std::optional<Grade> gradeNamed(std::string_view name);

}  // namespace overread
