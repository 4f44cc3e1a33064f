#include <string>

#include "reports/csv.h"
#include "reports/quality_report.h"

namespace overread::reports {
namespace {

std::string row(std::initializer_list<std::string> cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (!line.empty() || &cell != cells.begin()) line += ',';
        line += cell;
    }
    return line + "\r\n";
}

std::string nameOf(ReportLine::Kind kind) {
    switch (kind) {
        case ReportLine::Kind::count:
            return "count";
        case ReportLine::Kind::share:
            return "share";
        case ReportLine::Kind::coefficient:
            return "coefficient";
    }
    return {};
}

}  // namespace

std::string toCsv(const QualityReport& report) {
    std::string csv = row(
        {"radiologist", "period", "as_of", "section", "metric", "kind", "value", "low95", "high95", "n", "definition"});
    for (const auto& line : linesOf(report))
        csv += row({csvText(report.figures.reporter), csvText(report.period.name), csvText(toRfc3339(report.asOf)),
                    csvText(line.section), csvText(line.name), nameOf(line.kind), csvNumber(line.value),
                    csvNumber(line.low), csvNumber(line.high),
                    line.kind == ReportLine::Kind::count ? "" : std::to_string(line.n), csvText(line.definition)});
    return csv;
}

}  // namespace overread::reports
