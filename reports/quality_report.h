#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/wire/oversight.h"
#include "reports/period.h"

namespace overread::reports {

/// What the quality report of one radiologist and period is made of. All formats print the same lines.
struct QualityReport {
    wire::RadiologistFigures figures;
    Period period;
    Timestamp asOf;
    std::vector<wire::CaseRow> cases;  ///< settled ones behind the numbers, without study UIDs
};

/// One number with what is known of it.
struct ReportLine {
    std::string section;
    std::string name;
    std::string definition;  ///< two sentences at most
    enum class Kind { count, share, coefficient } kind = Kind::count;
    std::optional<double> value;  ///< a share is 0..1
    std::optional<double> low;    ///< 95 % interval
    std::optional<double> high;
    long n = 0;  ///< what the number rests on; 0 with a count
};
/// In the order of reading. Double reads and peer reviews are sections of their own.
[[nodiscard]] std::vector<ReportLine> linesOf(const QualityReport& report);

/// "6.0 % (2.8 to 12.5 %), n 100", "0.47 (0.33 to 0.62), n 85", "12", or "no data".
[[nodiscard]] std::string textOf(const ReportLine& line);

/// "36 reviews so far. About 59 more before this says anything."; empty when there are enough.
[[nodiscard]] std::string sampleRemark(const wire::RadiologistFigures::Design& design);

/// A whole page, for a browser and for toPdf alike: no script, nothing fetched.
[[nodiscard]] std::string toHtml(const QualityReport& report);

/// RFC 4180, UTF-8, a point in numbers. Cells that a spreadsheet would take for a formula begin with an apostrophe.
[[nodiscard]] std::string toCsv(const QualityReport& report);

}  // namespace overread::reports
