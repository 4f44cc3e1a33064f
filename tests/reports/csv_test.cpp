#include "reports/csv.h"

#include <gtest/gtest.h>

#include "reports/case_list.h"
#include "tests/reports/examples.h"

namespace overread::reports {
namespace {

TEST(Csv, holdsNoFormulaAndKeepsNumbersNumbers) {
    using namespace std::string_view_literals;
    EXPECT_EQ(csvText("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    EXPECT_EQ(csvText("+1"), "'+1");
    EXPECT_EQ(csvText("-1"), "'-1");
    EXPECT_EQ(csvText("@x"), "'@x");
    EXPECT_EQ(csvText("\tx"), "'\tx");
    EXPECT_EQ(csvText("\0=1+1"sv), "'=1+1");
    EXPECT_EQ(csvText("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
    EXPECT_EQ(csvText("a;b"), "\"a;b\"") << "the other language's comma";
    EXPECT_EQ(csvText("plain"), "plain");
    EXPECT_EQ(csvNumber(-0.12), "-0.12");
    EXPECT_EQ(csvNumber(std::nullopt), "");
}

TEST(CsvTable, opensInTheSpreadsheetsOfItsCountry) {
    const auto tableIn = [](Language language) {
        CsvTable table(language, {"a", "b"});
        table.row({std::string("степень"), std::optional<double>(-0.5)});
        return table.text();
    };
    EXPECT_EQ(tableIn(Language::english),
              "\xEF\xBB\xBF"
              "a,b\r\nстепень,-0.5\r\n");
    EXPECT_EQ(tableIn(Language::russian),
              "\xEF\xBB\xBF"
              "a;b\r\nстепень;-0,5\r\n");
}

TEST(FiguresCsv, hasEachNumberWithItsIntervalPeriodAndDefinition) {
    const auto csv = figuresCsv(examples::aReport(), Language::english);
    EXPECT_NE(csv.find("reporter,'=R-17,2025-11,2026-10,2026-11-02T09:42:00Z,doubleRead,significantWeighted,0.031,"
                       "0.008,0.112,36,2,0.02,0.05,\"Settled cases that change"),
              std::string::npos)
        << csv;
    EXPECT_NE(csv.find(",kappa,-0.12,-0.4,0.2,36,,0.5,0.7,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",ac2,,,,36,,,,"), std::string::npos) << "nothing where nothing is defined";
    EXPECT_NE(csv.find("2026-06,2026-06,2026-11-02T09:42:00Z,doubleRead,significantWeighted,"), std::string::npos);
    EXPECT_NE(csv.find(",confusion CT-1 CT-3,2,"), std::string::npos);
    EXPECT_EQ(csv.find("nan"), std::string::npos);
    EXPECT_EQ(csv.find("Ветров"), std::string::npos) << "codes name people there";
    const auto russian = figuresCsv(examples::aReport(), Language::russian);
    EXPECT_NE(russian.find(";significantWeighted;0,031;0,008;0,112;36;2;0,02;0,05;"), std::string::npos) << russian;
}

TEST(FiguresCsv, listTheRadiologistsOfADepartment) {
    const auto csv = figuresCsv(examples::aDepartmentsReport(), Language::english);
    EXPECT_NE(
        csv.find("reporter,R-2,2025-11,2026-10,2026-11-02T09:42:00Z,doubleRead,significantWeighted,0.14,0.07,0.28,"
                 "180,8,"),
        std::string::npos)
        << csv;
}

TEST(CaseList, saysNothingThatFindsThePatient) {
    const CaseList list{examples::aReport().cases, {{"outcome", "significantDiscrepancy"}}, {"", "inspection", {}}};
    const auto csv = toCsv(list, Language::english);
    EXPECT_NE(
        csv.find("0192f0c4-0000-7000-8000-000000000000,'=R-17,centre-12,2026-10-12T08:00:00Z,CT-1,14,pending,,CT-3,"),
        std::string::npos)
        << csv;
    EXPECT_NE(csv.find(",mandatory random,0,no,yes\r\n"), std::string::npos) << csv;
    const auto html = toHtml(documentOf(list, Language::russian));
    EXPECT_NE(html.find("исход Значимое расхождение. Число случаев: 3."), std::string::npos) << html;
    auto longer = list;
    longer.cases.resize(mostPrintedCases + 1, list.cases.front());
    const auto cut = toHtml(documentOf(longer, Language::english));
    EXPECT_NE(cut.find("The newest 500 are printed; the list as CSV has all."), std::string::npos);
    EXPECT_EQ(cut.find("Number of cases"), std::string::npos);
    for (const auto& text : {csv, html}) EXPECT_EQ(text.find("1.2.840"), std::string::npos);
}

}  // namespace
}  // namespace overread::reports
