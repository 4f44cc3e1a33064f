#pragma once
#include <string>
#include <string_view>

#include "core/domain/grade.h"
#include "core/domain/timestamp.h"
#include "core/wire/figures.h"
#include "reports/language.h"

/// What the codes of figures and cases are called on paper: the same words as on the pages, which a test compares.
namespace overread::reports {

enum class MetricKind { share, coefficient, grades };
struct MetricWords {
    std::string_view code;
    MetricKind kind;
    Words name;
    Words definition;  ///< two sentences
};
/// Throws std::out_of_range for a code that has no words.
[[nodiscard]] const MetricWords& metricNamed(std::string_view code);

/// The words of a code ("outcome", "concordant"). Groups: outcome, reason, technical, rule, routing, involvement,
/// verdict, signalRule, panel, why, design, radpeer. The code itself where there are none.
[[nodiscard]] std::string wordsOf(std::string_view group, std::string_view code, Language language);

/// "12.5", with the narrow space and sign of percent where it is a share; without an interval.
[[nodiscard]] std::string valueText(MetricKind kind, double value, Language language);
/// "6.0 % (2.8 to 12.5 %), n 100", or "no data".
[[nodiscard]] std::string figureText(MetricKind kind, const wire::Figure& figure, Language language);

/// "24 Nov 2026, 16:05 UTC", "24.11.2026, 16:05 UTC"
[[nodiscard]] std::string momentText(Timestamp moment, Language language);
[[nodiscard]] std::string dayText(Timestamp moment, Language language);
/// "Oct 2026", "окт 2026" of "2026-10".
[[nodiscard]] std::string monthText(const std::string& month, Language language);
/// "Nov 2025 to Oct 2026", or the one month.
[[nodiscard]] std::string spanText(const wire::MonthSpan& span, Language language);
/// "31 %"
[[nodiscard]] std::string percentText(double percent, Language language);

}  // namespace overread::reports
