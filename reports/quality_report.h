#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/wire/figures.h"
#include "core/wire/oversight.h"
#include "reports/document.h"
#include "reports/imprint.h"

namespace overread::reports {

/// The quality report of a radiologist, a facility, a scanner or all: the figures of its page, printed. Double reads
/// and peer reviews are parts of their own and never added.
struct QualityReport {
    struct Part {
        wire::FigureProfile profile;
        wire::FigureCharts charts;
        wire::InvolvementFigures involvement;
        std::optional<wire::FigureGroups> radiologists;  ///< by name; of a facility or of all
    };
    Part doubleReads;
    Part peerReviews;
    std::vector<wire::CaseRow> cases;  ///< settled ones behind the numbers, newest first, without study UIDs
    Imprint imprint;
};

[[nodiscard]] Document documentOf(const QualityReport& report, Language language);
/// Every number of the document, one a row, each with its interval, n, period and definition; codes name them.
[[nodiscard]] std::string figuresCsv(const QualityReport& report, Language language);
/// "Quality report R-17, Oct 2026"
[[nodiscard]] std::string titleOf(const QualityReport& report, Language language);

}  // namespace overread::reports
