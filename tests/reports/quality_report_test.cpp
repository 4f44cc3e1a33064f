#include "reports/quality_report.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "reports/csv.h"
#include "reports/html_text.h"
#include "reports/print/pdf.h"

namespace overread::reports {
namespace {

namespace fs = std::filesystem;

QualityReport aReport() {
    QualityReport report;
    report.period = *monthNamed("2026-10");
    report.asOf = *parseRfc3339("2026-11-02T09:42:00Z");
    report.figures.reporter = "R-17";
    report.figures.reporterName = "Олег Ветров";
    report.figures.reports = 402;
    auto& reads = report.figures.doubleReads;
    reads.settled = 36;
    reads.exactAgreement = {36, 27, 0.75, 0.589, 0.862};
    reads.significantRaw = {36, 2, 0.0556, 0.0154, 0.1814};
    reads.significantWeighted = {36, 2, 0.031, 0.008, 0.112};
    reads.insignificantRaw = {36, 1, 0.0278, 0.005, 0.142};
    reads.kappa = -0.12;
    reads.kappaLow = -0.4;
    reads.kappaHigh = 0.2;
    reads.reviewsStillNeeded = 59;
    reads.confusion[1][1] = 27;
    reads.confusion[1][3] = 2;
    wire::CaseRow row;
    row.reportedGrade = Grade::ct1;
    row.settledGrade = Grade::ct3;
    row.outcome = Outcome::significantDiscrepancy;
    row.alert = true;
    row.reportedAt = *parseRfc3339("2026-10-12T08:00:00Z");
    report.cases.push_back(row);
    return report;
}

std::string shell(const std::string& command) {
    std::string output;
    std::array<char, 4096> buffer{};
    auto* const pipe = popen(command.c_str(), "r");
    while (const auto size = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
    pclose(pipe);
    return output;
}

class InOwnFolder : public testing::Test {
protected:
    InOwnFolder() : folder_(fs::temp_directory_path() / ("reports-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~InOwnFolder() override { fs::remove_all(folder_); }
    fs::path folder_;
};
using Pdf = InOwnFolder;

TEST(Period, isAMonthInUtc) {
    const auto month = monthNamed("2026-12");
    ASSERT_TRUE(month);
    EXPECT_EQ(toRfc3339(month->from), "2026-12-01T00:00:00Z");
    EXPECT_EQ(toRfc3339(month->to), "2027-01-01T00:00:00Z");
    for (const auto* wrong : {"2026-13", "2026-00", "2026-1", "26-10", "2026/10", "2026-1x", ""})
        EXPECT_FALSE(monthNamed(wrong)) << wrong;
    EXPECT_EQ(monthOf(*parseRfc3339("2026-02-28T23:59:59Z")).name, "2026-02");
}

TEST(QualityReport, saysEachNumberWithIntervalAndN) {
    const auto html = toHtml(aReport());
    EXPECT_NE(html.find("75.0 % (58.9 to 86.2 %), n 36"), std::string::npos);
    EXPECT_NE(html.find("-0.12 (-0.40 to 0.20), n 36"), std::string::npos);
    EXPECT_NE(html.find("36 reviews so far. About 59 more before this says anything."), std::string::npos);
    EXPECT_NE(html.find("not for primary diagnosis"), std::string::npos);
    EXPECT_NE(html.find("No settled case of this kind"), std::string::npos) << "of peer reviews there are none";
}

TEST(QualityReport, printsTheSameNumbersInEveryFormat) {
    const auto report = aReport();
    const auto html = toHtml(report);
    const auto csv = toCsv(report);
    for (const auto& line : linesOf(report)) {
        const bool isSaidInASentence = line.section == "Peer reviews (report open)";  // there are none
        EXPECT_TRUE(isSaidInASentence || html.find(htmlText(textOf(line))) != std::string::npos) << line.name;
        EXPECT_NE(csv.find(csvText(line.name) + ","), std::string::npos) << line.name;
        EXPECT_NE(csv.find("," + csvNumber(line.value) + ","), std::string::npos) << line.name;
    }
}

TEST(QualityReport, showsNamesFromOutsideAsTextAlone) {
    auto report = aReport();
    report.figures.reporterName = "<script>alert(1)</script><img src=\"file:///etc/passwd\">";
    const auto html = toHtml(report);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
}

TEST(Csv, holdsNoFormulaAndKeepsNumbersNumbers) {
    EXPECT_EQ(csvText("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    EXPECT_EQ(csvText("+1"), "'+1");
    EXPECT_EQ(csvText("-1"), "'-1");
    EXPECT_EQ(csvText("@x"), "'@x");
    EXPECT_EQ(csvText("\tx"), "'\tx");
    EXPECT_EQ(csvText("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
    EXPECT_EQ(csvText("plain"), "plain");
    EXPECT_EQ(csvNumber(-0.12), "-0.12");
    EXPECT_EQ(csvNumber(std::nullopt), "");
    auto report = aReport();
    report.figures.reporter = "=1+1";
    EXPECT_NE(toCsv(report).find("\r\n'=1+1,2026-10,"), std::string::npos);
}

TEST_F(Pdf, hasTheTextOfTheReport) {
    const auto file = folder_ / "report.pdf";
    writePdf(toHtml(aReport()), "Quality report", "Quality assurance; not for primary diagnosis", file);
    const auto text = shell("pdftotext -layout " + file.string() + " -");
    EXPECT_NE(text.find("Олег Ветров"), std::string::npos) << text;
    EXPECT_NE(text.find("75.0 % (58.9 to 86.2 %), n 36"), std::string::npos) << text;
    EXPECT_TRUE(std::regex_search(text, std::regex("1 ?/ ?[12]"))) << "page numbers: " << text;
    EXPECT_NE(shell("pdffonts " + file.string()).find("DejaVuSans"), std::string::npos);
}

TEST_F(Pdf, opensNoFileThatTheTextNames) {
    const auto secret = folder_ / "secret.html";
    std::ofstream(secret) << "<p>SECRET</p>";
    const auto file = folder_ / "report.pdf";
    writePdf("<p>plain</p><link rel=\"stylesheet\" href=\"file://" + secret.string() + "\"><img src=\"file://" +
                 secret.string() + "\"><object data=\"" + secret.string() + "\"></object>",
             "t", "f", file);
    const auto text = shell("pdftotext " + file.string() + " -");
    EXPECT_NE(text.find("plain"), std::string::npos);
    EXPECT_EQ(text.find("SECRET"), std::string::npos);
    EXPECT_EQ(shell("pdfimages -list " + file.string() + " | tail -n +3"), "");
}

TEST_F(Pdf, saysWhereItCannotWrite) {
    EXPECT_THROW(writePdf("<p>x</p>", "t", "f", folder_ / "absent" / "report.pdf"), std::runtime_error);
}

}  // namespace
}  // namespace overread::reports
