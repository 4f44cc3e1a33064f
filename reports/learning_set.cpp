#include "reports/learning_set.h"

#include "reports/csv.h"
#include "reports/html_parts.h"
#include "reports/words.h"

namespace overread::reports {
namespace {

std::string numbered(const LearningSet::Case& each, Language language) {
    return Words{"Case ", "Случай "}.in(language) + std::to_string(each.settled.position);
}

std::string questionOf(Document& document, const LearningSet::Case& each) {
    const auto language = document.language;
    auto html = subheading(numbered(each, language));
    if (each.slice)
        html += "<p>" + document.place(*each.slice) + "</p>";
    else
        html +=
            paragraph(Words{"The images are on the page of the session.", "Снимки — на странице разбора."}.in(language),
                      "class=\"quiet\"");
    std::string grades;
    for (int grade = 0; grade < 5; ++grade)
        grades += "☐ " + gradeText(nameOf(static_cast<Grade>(grade)), language) + "\u2003";
    return html +
           paragraph(Words{"Which grade would you give?\u2003", "Какую степень вы бы поставили?\u2003"}.in(language) +
                     grades);
}

std::string answersTable(const LearningSet& set, Language language) {
    auto html = wideTable() + "<tr>" + head("№", "width=\"6%\"") +
                head(Words{"reported", "описано"}.in(language), "width=\"10%\"") +
                head(Words{"settled", "решено"}.in(language), "width=\"10%\"") +
                head(Words{"outcome", "исход"}.in(language), "width=\"24%\"") +
                head(Words{"comment", "комментарий"}.in(language), "width=\"50%\"") + "</tr>";
    for (const auto& [settled, slice] : set.cases)
        html += "<tr>" + cell(std::to_string(settled.position)) + gradeCell(settled.reportedGrade, language) +
                gradeCell(settled.settledGrade, language) +
                cell(wordsOf("outcome", nameOf(settled.outcome), language) +
                     (settled.greatCall ? Words{", ★ great call", ", ★ отличная находка"}.in(language) : "")) +
                cell(settled.comment) + "</tr>";
    return html + "</table>";
}

}  // namespace

Document documentOf(const LearningSet& set, Language language) {
    Document document;
    document.language = language;
    document.title = Words{"Learning set: ", "Учебный набор: "}.in(language) + set.title;
    document.footer = Words{"Learning set. ", "Учебный набор. "}.in(language) + bannerOf(set.imprint, language);
    auto html = mainHeading(set.title) +
                paragraph(Words{"Learning set of ", "Учебный набор от "}.in(language) + dayText(set.heldAt, language) +
                          Words{". Cases: ", ". Случаев: "}.in(language) + std::to_string(set.cases.size()) + '.');
    html += paragraph(
        Words{"Guess the grade first; the answers are on the last pages. Readers differ by one grade in about "
              "one of four.",
              "Сначала поставьте степень; ответы на последних страницах. Врачи расходятся на одну степень "
              "примерно в одном случае из четырёх."}
            .in(language));
    for (const auto& each : set.cases) html += questionOf(document, each);
    html += heading(Words{"Answers", "Ответы"}.in(language), "class=\"newPage\"") + answersTable(set, language);
    html +=
        paragraph(Words{"The settled grade is what two blind readers or an arbiter agreed on; it is what figures hold "
                        "reports against.",
                        "Итоговая степень — на чём сошлись два независимых чтения или решил арбитр; с ней сравнивают "
                        "описания."}
                      .in(language),
                  "class=\"quiet\"");
    document.body =
        html + paragraph(madeText(set.imprint, language) + ' ' + bannerOf(set.imprint, language), "class=\"quiet\"");
    return document;
}

std::string toCsv(const LearningSet& set, Language language) {
    CsvTable table(language, {"position", "reported_grade", "settled_grade", "outcome", "great_call", "comment"});
    for (const auto& [settled, slice] : set.cases)
        table.row({std::optional<double>(settled.position), std::string(nameOf(settled.reportedGrade)),
                   std::string(nameOf(settled.settledGrade)), std::string(nameOf(settled.outcome)),
                   std::string(settled.greatCall ? "yes" : "no"), settled.comment});
    return table.text();
}

}  // namespace overread::reports
