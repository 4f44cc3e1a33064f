#include "reports/case_list.h"

#include <algorithm>

#include "reports/csv.h"
#include "reports/html_parts.h"
#include "reports/words.h"

namespace overread::reports {
namespace {

std::string measuredText(const Quantification& measured, Language language) {
    return measured.status == Quantification::Status::measured
               ? percentText(measured.involvement.totalPercent, language)
               : "—";
}

std::string remarksOf(const wire::CaseRow& row, Language language) {
    std::string remarks;
    if (row.greatCall) remarks = Words{"★ great call", "★ отличная находка"}.in(language);
    if (row.alert)
        remarks += (remarks.empty() ? "" : ", ") + Words{"facility alerted", "клиника оповещена"}.in(language);
    return remarks;
}

std::string codesOf(const std::vector<SelectionReason>& reasons) {
    std::string codes;
    for (const auto reason : reasons) codes += (codes.empty() ? "" : " ") + std::string(nameOf(reason));
    return codes;
}

Words filterName(const std::string& name) {
    if (name == "reporter") return {"radiologist", "рентгенолог"};
    if (name == "facility") return {"facility", "клиника"};
    if (name == "scanner") return {"scanner", "томограф"};
    if (name == "from") return {"from", "с"};
    if (name == "to") return {"to", "по"};
    if (name == "design") return {"how reviewed", "вид проверки"};
    if (name == "outcome") return {"outcome", "исход"};
    if (name == "reported") return {"reported", "описано"};
    if (name == "settled") return {"settled", "решено"};
    if (name == "shift") return {"shift", "сдвиг"};
    if (name == "reason") return {"why picked", "почему отобрано"};
    if (name == "technical") return {"technical remark", "техническое замечание"};
    if (name == "dispute") return {"dispute", "спор"};
    return {name, name};
}

std::string filterText(const std::string& name, const std::string& value, Language language) {
    auto words = value;
    if (name == "outcome" || name == "reason" || name == "design" || name == "technical")
        words = wordsOf(name, value, language);
    if (name == "reported" || name == "settled") words = gradeText(value, language);
    return filterName(name).in(language) + ' ' + words;
}

std::string numberOf(const CaseList& list, Language language) {
    if (list.cases.size() > mostPrintedCases) return {};  // it may have been cut before
    return Words{" Number of cases: ", " Число случаев: "}.in(language) + std::to_string(list.cases.size()) + '.';
}

}  // namespace

std::string casesTable(const std::vector<wire::CaseRow>& cases, Language language) {
    const bool areOfMany =
        std::ranges::any_of(cases, [&](const auto& row) { return row.reporter != cases.front().reporter; });
    auto html = wideTable() + "<tr>";
    if (areOfMany) html += head(Words{"radiologist", "рентгенолог"}.in(language));
    for (const auto& title :
         {Words{"report signed", "описание подписано"}, Words{"reported", "описано"}, Words{"stated", "указано"},
          Words{"measured", "измерено"}, Words{"settled", "решено"}, Words{"outcome", "исход"}, Words{"", ""}})
        html += head(title.in(language));
    html += "</tr>";
    for (const auto& row : cases)
        html += "<tr>" + (areOfMany ? cell(row.reporterName.empty() ? row.reporter : row.reporterName) : "") +
                cell(momentText(row.reportedAt, language)) + gradeCell(row.reportedGrade, language) +
                cell(row.reportedInvolvement ? percentText(row.reportedInvolvement->totalPercent, language) : "—",
                     "align=\"right\"") +
                cell(measuredText(row.measured, language), "align=\"right\"") +
                (row.settledGrade ? gradeCell(*row.settledGrade, language) : cell("—")) +
                cell(row.outcome ? wordsOf("outcome", nameOf(*row.outcome), language) : "") +
                cell(remarksOf(row, language)) + "</tr>";
    return html + "</table>";
}

Document documentOf(const CaseList& list, Language language) {
    Document document;
    document.language = language;
    document.title = Words{"Cases", "Случаи"}.in(language);
    document.footer = bannerOf(list.imprint, language);
    std::string filters;
    for (const auto& [name, value] : list.filters)
        filters += (filters.empty() ? "" : "; ") + filterText(name, value, language);
    document.body =
        "<h1>" + document.title + "</h1>" +
        paragraph((filters.empty() ? Words{"All that may be seen.", "Все доступные."}.in(language) : filters + '.') +
                  numberOf(list, language)) +
        paragraph(madeText(list.imprint, language) + ' ' + bannerOf(list.imprint, language), "class=\"quiet\"");
    if (list.cases.empty()) {
        document.body += paragraph(Words{"No such case.", "Таких случаев нет."}.in(language));
        return document;
    }
    auto shown = list.cases;
    if (shown.size() > mostPrintedCases) {
        shown.resize(mostPrintedCases);
        document.body += paragraph(
            Words{"The newest ", "Новейшие "}.in(language) + std::to_string(mostPrintedCases) +
            Words{" are printed; the list as CSV has all.", " напечатаны; в списке CSV есть все."}.in(language));
    }
    document.body += casesTable(shown, language);
    return document;
}

std::string toCsv(const CaseList& list, Language language) {
    CsvTable table(language, {"case", "radiologist", "facility", "reported_at", "reported_grade", "stated_percent",
                              "measurement", "measured_percent", "settled_grade", "settled_at", "outcome", "reasons",
                              "reads", "great_call", "alert"});
    for (const auto& row : list.cases) {
        const bool isMeasured = row.measured.status == Quantification::Status::measured;
        table.row({row.caseId, row.reporter, row.facility, toRfc3339(row.reportedAt),
                   std::string(nameOf(row.reportedGrade)),
                   row.reportedInvolvement ? std::optional(row.reportedInvolvement->totalPercent) : std::nullopt,
                   std::string(nameOf(row.measured.status)),
                   isMeasured ? std::optional(row.measured.involvement.totalPercent) : std::nullopt,
                   row.settledGrade ? std::string(nameOf(*row.settledGrade)) : "",
                   row.settledAt ? toRfc3339(*row.settledAt) : "", row.outcome ? std::string(nameOf(*row.outcome)) : "",
                   codesOf(row.reasons), std::optional<double>(row.reads), std::string(row.greatCall ? "yes" : "no"),
                   std::string(row.alert ? "yes" : "no")});
    }
    return table.text();
}

}  // namespace overread::reports
