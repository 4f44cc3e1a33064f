#pragma once
#include <optional>

#include "core/wire/figures.h"
#include "reports/drawing.h"
#include "reports/words.h"

/// Charts of documents. Colour says nothing alone: shape, words or a number stand beside it.
namespace overread::reports {

/// How much a chart may hold of the width of a printed page, in pixels of 1/96 inch.
inline constexpr double pageWidth = 672;

/// Point and interval on their scale, on the middle half of the team where that is known; hollow where n is too small.
[[nodiscard]] Drawing intervalMark(MetricKind kind, const wire::Figure& figure,
                                   const std::optional<wire::TeamBand>& team, bool isTooSmall, Language language);
/// Counts and shares of the row; the thick line parts home from hospital.
[[nodiscard]] Drawing matrixChart(const wire::FigureProfile& profile, Language language);
/// Weighted rate of each month with its interval, and the team's band.
[[nodiscard]] Drawing trendChart(const std::vector<wire::FigureProfile::TrendPoint>& trend, Language language);
/// Raw share of each month with the limits of its n; signals are triangles with the number of their rule.
[[nodiscard]] Drawing pChart(const wire::FigureCharts& charts, Language language);
[[nodiscard]] Drawing cusumChart(const wire::FigureCharts::Cusum& cusum, Language language);
[[nodiscard]] Drawing blandAltmanChart(const wire::InvolvementFigures& involvement, Language language);
/// x: effective reviews, y: weighted rate; nobody is named in it.
[[nodiscard]] Drawing funnelChart(const wire::FigureGroups& groups, Language language);

}  // namespace overread::reports
