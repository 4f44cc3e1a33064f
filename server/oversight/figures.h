#pragma once
#include "core/wire/figures.h"
#include "qa/plan.h"
#include "qa/statistics/staffing.h"
#include "server/oversight/figure_query.h"

/// Figures as pages and documents show them: loaded from the kept sums, computed by qa/statistics, each number with the
/// query that opens its cases. One place, so that a page and a printed report of the same moment say the same.
namespace overread {

/// by: "reporter", "facility" or "scanner".
[[nodiscard]] wire::FigureGroups figureGroups(soci::session& session, const FigureQuery& query, const std::string& by);
[[nodiscard]] wire::FigureProfile figureProfile(soci::session& session, const FigureQuery& query);
[[nodiscard]] wire::FigureCharts figureCharts(soci::session& session, const FigureQuery& query);
[[nodiscard]] wire::InvolvementFigures involvementFigures(soci::session& session, const FigureQuery& query);
[[nodiscard]] wire::TechnicalFigures technicalFigures(soci::session& session, const FigureQuery& query);
/// One reviewer's row alone where one is named; the team's band is of all of them.
[[nodiscard]] wire::FiguresOfReviewers reviewerFigures(soci::session& session, const Months& months,
                                                       const std::optional<UserId>& reviewer);
[[nodiscard]] wire::FiguresOfServices serviceFigures(soci::session& session, const FigureQuery& query);
[[nodiscard]] wire::Overview overview(soci::session& session, const std::string& facility);
[[nodiscard]] wire::Operation operation(soci::session& session, const std::string& facility);
/// What a day of over-reading is made of now: by the plan and the last two months.
[[nodiscard]] qa::statistics::StaffingInput staffingNow(soci::session& session, const qa::Plan& plan);
/// Weighted rate of significant discrepancies from `start` on, beside that of as long as `before` before it.
[[nodiscard]] wire::EffectOfMeasure effectOfMeasure(soci::session& session, const FigureQuery& query, Timestamp from,
                                                    Timestamp start, Timestamp until);

}  // namespace overread
