#include "reports/quality_report.h"

#include <cmath>
#include <iomanip>
#include <sstream>

namespace overread::reports {
namespace {

using Kind = ReportLine::Kind;

ReportLine count(const std::string& section, const std::string& name, long value, const std::string& definition) {
    return {section, name, definition, Kind::count, static_cast<double>(value), std::nullopt, std::nullopt, 0};
}

ReportLine share(const std::string& section, const std::string& name, const wire::Rate& rate,
                 const std::string& definition) {
    return {section, name, definition, Kind::share, rate.value, rate.low, rate.high, rate.n};
}

void addDesign(std::vector<ReportLine>& lines, const std::string& section,
               const wire::RadiologistFigures::Design& design) {
    lines.push_back(count(section, "Settled cases", design.settled,
                          "Cases of this design with a settled grade. Cases on request alone are not counted."));
    lines.push_back(share(section, "Same grade as settled", design.exactAgreement,
                          "Share of the cases whose reported grade is the settled one. Wilson's interval."));
    lines.push_back({section, "Quadratic-weighted kappa",
                     "Agreement of reported and settled grade beyond chance; far disagreement counts more. "
                     "Interval by the standard error of Fleiss, Cohen and Everitt.",
                     Kind::coefficient, design.kappa, design.kappaLow, design.kappaHigh, design.settled});
    lines.push_back(share(section, "Significant discrepancies, weighted", design.significantWeighted,
                          "Rate over all reports: each case stands for as many as the inverse of its probability of "
                          "being picked. Use this one to compare."));
    lines.push_back(share(section, "Significant discrepancies, raw", design.significantRaw,
                          "Share of the cases read. Suspicious cases are looked at more often, so it runs high."));
    lines.push_back(share(section, "Insignificant discrepancies, raw", design.insignificantRaw,
                          "Neighbouring grades of one routing class, further apart than readers usually are."));
}

std::string fixed(double value, int digits) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

}  // namespace

std::vector<ReportLine> linesOf(const QualityReport& report) {
    const auto& figures = report.figures;
    std::vector<ReportLine> lines;
    const std::string all = "Reports";
    lines.push_back(
        count(all, "Reports", figures.reports, "Reports received in the period; amendments are not counted."));
    lines.push_back(count(all, "Cases opened", figures.casesOpened, "Reports that were picked for a second look."));
    lines.push_back(count(all, "Great calls", figures.greatCalls, "Findings that a reviewer praised."));
    lines.push_back(count(all, "Critical alerts", figures.alerts,
                          "Settled grades that change where the patient must go, so that the facility was alerted."));
    lines.push_back(count(all, "Flagged by the measurement", figures.discrepanciesFlagged,
                          "Settled cases whose reported grade contradicts the measured involvement."));
    lines.push_back(count(all, "of these settled as a discrepancy", figures.discrepanciesUpheld,
                          "How often the measurement was right to object."));
    addDesign(lines, "Double reads (blind)", figures.doubleReads);
    addDesign(lines, "Peer reviews (report open)", figures.peerReviews);
    return lines;
}

std::string textOf(const ReportLine& line) {
    if (!line.value) return "no data";
    if (line.kind == Kind::count) return std::to_string(std::lround(*line.value));
    const bool isShare = line.kind == Kind::share;
    const auto number = [&](double value) { return isShare ? fixed(100 * value, 1) : fixed(value, 2); };
    std::string text = number(*line.value) + (isShare ? " %" : "");
    if (line.low && line.high) text += " (" + number(*line.low) + " to " + number(*line.high) + (isShare ? " %)" : ")");
    return text + ", n " + std::to_string(line.n);
}

std::string sampleRemark(const wire::RadiologistFigures::Design& design) {
    if (design.reviewsStillNeeded == 0) return {};
    return std::to_string(design.settled) + (design.settled == 1 ? " review" : " reviews") + " so far. About " +
           std::to_string(design.reviewsStillNeeded) + " more before this says anything.";
}

}  // namespace overread::reports
