#include <array>
#include <string>

#include "reports/html_text.h"
#include "reports/quality_report.h"

// Tables with attributes, no floats or grids: the same text must look right in Qt's document, which knows little CSS.
namespace overread::reports {
namespace {

constexpr auto style = R"(
body { font-family: "DejaVu Sans", sans-serif; font-size: 9pt; color: #1c2226; }
h1 { font-size: 15pt; margin-bottom: 3px; }
h2 { font-size: 11pt; margin-top: 22px; margin-bottom: 6px; }
p { margin-top: 2px; margin-bottom: 5px; }
.quiet { color: #5f6b73; font-size: 8pt; }
.few { color: #5f6b73; }
th { text-align: left; font-weight: normal; color: #5f6b73; font-size: 8pt; }
)";

/// One blue ramp from few to many; the number always stands on it (design of the screens).
constexpr std::array<std::pair<const char*, const char*>, 5> ramp{{{"#e8f1fa", "#1c2226"},
                                                                   {"#b3d1ec", "#1c2226"},
                                                                   {"#6fa8d6", "#1c2226"},
                                                                   {"#2f75b5", "#ffffff"},
                                                                   {"#12406f", "#ffffff"}}};

std::string cell(const std::string& text, const std::string& attributes = {}) {
    return "<td" + (attributes.empty() ? "" : " " + attributes) + ">" + htmlText(text) + "</td>";
}

std::string head(const std::string& text, const std::string& attributes = {}) {
    return "<th" + (attributes.empty() ? "" : " " + attributes) + ">" + htmlText(text) + "</th>";
}

std::string percent(const std::optional<Involvement>& involvement) {
    return involvement ? std::to_string(static_cast<int>(involvement->totalPercent + 0.5)) + " %" : "";
}

std::string measuredText(const Quantification& measured) {
    if (measured.status != Quantification::Status::measured) return std::string(nameOf(measured.status));
    return std::to_string(static_cast<int>(measured.involvement.totalPercent + 0.5)) + " %";
}

std::string outcomeText(Outcome outcome) {
    switch (outcome) {
        case Outcome::concordant:
            return "concordant";
        case Outcome::insignificantDiscrepancy:
            return "differs, insignificant";
        case Outcome::significantDiscrepancy:
            return "differs, significant";
    }
    return {};
}

std::string linesTable(const std::vector<ReportLine>& lines, const std::string& section) {
    std::string html = R"(<table width="100%" cellspacing="0" cellpadding="4" border="0">)";
    html += "<tr>" + head("", "width=\"30%\"") + head("value (95 % interval), n", "width=\"34%\"") +
            head("what it is", "width=\"36%\"") + "</tr>";
    for (const auto& line : lines)
        if (line.section == section)
            html += "<tr>" + cell(line.name) + "<td><b>" + htmlText(textOf(line)) + "</b></td>" +
                    cell(line.definition, "class=\"quiet\"") + "</tr>";
    return html + "</table>";
}

std::string matrix(const wire::RadiologistFigures::Design& design) {
    long most = 0;
    for (const auto& row : design.confusion)
        for (const long n : row) most = std::max(most, n);
    std::string html = R"(<table cellspacing="2" cellpadding="5" border="0"><tr>)";
    html += head("reported, down; settled, across");
    for (int settled = 0; settled < 5; ++settled)
        html += head(std::string(nameOf(static_cast<Grade>(settled))), R"(align="center")");
    html += "</tr>";
    for (std::size_t reported = 0; reported < 5; ++reported) {
        html += "<tr>" + head(std::string(nameOf(static_cast<Grade>(reported))));
        for (std::size_t settled = 0; settled < 5; ++settled) {
            const long n = design.confusion[reported][settled];
            const auto step = most == 0 ? 0 : static_cast<std::size_t>(4 * n / most);
            const auto& [background, text] = ramp[step];
            html += std::string(R"(<td align="center" width="52" bgcolor=")") + (n == 0 ? "#ffffff" : background) +
                    R"("><font color=")" + (n == 0 ? "#9aa5ad" : text) + "\">" + std::to_string(n) + "</font></td>";
        }
        html += "</tr>";
    }
    return html + "</table>";
}

std::string designSection(const std::vector<ReportLine>& lines, const std::string& section,
                          const wire::RadiologistFigures::Design& design) {
    std::string html = "<h2>" + htmlText(section) + "</h2>";
    if (const auto remark = sampleRemark(design); design.settled > 0 && !remark.empty())
        html += "<p class=\"few\">" + remark + "</p>";
    if (design.settled == 0) return html + "<p class=\"few\">No settled case of this kind in the period.</p>";
    return html + linesTable(lines, section) + matrix(design);
}

std::string casesTable(const std::vector<wire::CaseRow>& cases) {
    std::string html = R"(<table width="100%" cellspacing="0" cellpadding="4" border="0"><tr>)";
    for (const auto* title : {"reported", "grade", "stated", "measured", "settled", "outcome", ""}) html += head(title);
    html += "</tr>";
    for (const auto& row : cases) {
        std::string remarks = row.greatCall ? "great call" : "";
        if (row.alert) remarks += remarks.empty() ? "alert" : ", alert";
        html += "<tr>" + cell(toRfc3339(row.reportedAt).substr(0, 10)) + cell(std::string(nameOf(row.reportedGrade))) +
                cell(percent(row.reportedInvolvement)) + cell(measuredText(row.measured)) +
                cell(row.settledGrade ? std::string(nameOf(*row.settledGrade)) : "") +
                cell(row.outcome ? outcomeText(*row.outcome) : row.state) + cell(remarks) + "</tr>";
    }
    return html + "</table>";
}

}  // namespace

std::string toHtml(const QualityReport& report) {
    const auto lines = linesOf(report);
    const auto& figures = report.figures;
    const auto who =
        figures.reporterName.empty() ? figures.reporter : figures.reporterName + " (" + figures.reporter + ")";
    std::string html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" +
                       htmlText("Quality report " + figures.reporter + ", " + report.period.name) + "</title><style>" +
                       style + "</style></head><body>\n";
    html += "<h1>" + htmlText(who) + "</h1>";
    html +=
        "<p>Quality report, " + report.period.name + ". As of " + toRfc3339(report.asOf).substr(0, 16) + " UTC.</p>";
    html += R"(<p class="quiet">Quality assurance; not for primary diagnosis. Confidential peer review.</p>)";
    html += "<h2>Reports</h2>" + linesTable(lines, "Reports");
    html += designSection(lines, "Double reads (blind)", figures.doubleReads);
    html += designSection(lines, "Peer reviews (report open)", figures.peerReviews);
    html += R"(<p class="quiet">Double reads and peer reviews give different rates by design and are never added. )"
            "Readers differ by one grade in about one of four studies.</p>";
    html += "<h2>Cases behind the numbers</h2>";
    html += report.cases.empty() ? "<p class=\"few\">No settled case in this period.</p>" : casesTable(report.cases);
    return html + "\n</body></html>\n";
}

}  // namespace overread::reports
