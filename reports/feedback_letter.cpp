#include "reports/feedback_letter.h"

#include "reports/html_parts.h"
#include "reports/words.h"

namespace overread::reports {
namespace {

std::string findingsText(const Findings& findings, Language language) {
    std::string text;
    const auto add = [&](bool isThere, const Words& words) {
        if (isThere) text += (text.empty() ? "" : ", ") + words.in(language);
    };
    add(findings.groundGlass, {"ground glass", "матовое стекло"});
    add(findings.consolidation, {"consolidation", "консолидация"});
    add(findings.crazyPaving, {"crazy paving", "булыжная мостовая"});
    add(findings.effusion, {"effusion", "выпот"});
    return text.empty() ? Words{"none stated", "не указаны"}.in(language) : text;
}

std::string involvementText(const std::optional<Involvement>& involvement, Language language) {
    if (!involvement) return Words{"not stated", "не указано"}.in(language);
    auto text = percentText(involvement->totalPercent, language);
    if (involvement->rightPercent && involvement->leftPercent)
        text += Words{" (right ", " (справа "}.in(language) + percentText(*involvement->rightPercent, language) +
                Words{", left ", ", слева "}.in(language) + percentText(*involvement->leftPercent, language) + ")";
    return text;
}

std::string comparison(const FeedbackLetter& letter, Language language) {
    const auto& row = letter.detail.row;
    const auto& report = letter.detail.report;
    const auto reported = nameOf(row.reportedGrade);
    const auto settled = nameOf(row.settledGrade);
    auto html = wideTable() + "<tr>" + head("", "width=\"28%\"") +
                head(Words{"your report", "ваше описание"}.in(language), "width=\"36%\"") +
                head(Words{"settled grade", "итоговая степень"}.in(language), "width=\"36%\"") + "</tr>";
    html += "<tr>" + cell(Words{"grade", "степень"}.in(language)) + gradeCell(row.reportedGrade, language) +
            gradeCell(row.settledGrade, language) + "</tr>";
    html += "<tr>" + cell(Words{"involvement of the lungs", "поражение лёгких"}.in(language)) +
            cell(involvementText(report.involvement, language), "align=\"center\"") +
            cell(wordsOf("involvement", settled, language), "align=\"center\"") + "</tr>";
    html += "<tr>" + cell(Words{"findings", "находки"}.in(language)) +
            cell(findingsText(report.findings, language), "align=\"center\"") + cell("") + "</tr>";
    html += "<tr>" + cell(Words{"what follows for the patient", "что это значит для пациента"}.in(language)) +
            cell(wordsOf("routing", reported, language), "align=\"center\"") +
            cell(wordsOf("routing", settled, language), "align=\"center\"") + "</tr>";
    return html + "</table>";
}

std::string verdict(const wire::FeedbackRow& row, Language language) {
    if (row.outcome == Outcome::concordant)
        return Words{"Your grade and the settled grade agree.", "Ваша степень согласуется с итоговой."}.in(language);
    return Words{"The settled grade differs from your report. Please look again.",
                 "Итоговая степень отличается от вашего описания. Посмотрите, пожалуйста, ещё раз."}
        .in(language);
}

/// What has been said since, and what may still be.
std::string answers(const wire::FeedbackRow& row, Language language) {
    std::string html;
    if (!row.context.empty()) html += paragraph(Words{"Your context: ", "Ваше пояснение: "}.in(language) + row.context);
    if (!row.question.empty()) html += paragraph(Words{"Your question: ", "Ваш вопрос: "}.in(language) + row.question);
    if (row.panel)
        return html +
               paragraph(Words{"The panel, ", "Комиссия, "}.in(language) + dayText(row.panel->decidedAt, language) +
                         ": " + wordsOf("panel", nameOf(row.panel->verdict), language) + ", " +
                         gradeText(nameOf(row.panel->grade), language) + ". " + row.panel->reason);
    if (row.state == "disputed")
        return html + paragraph(Words{"A fresh arbiter reads it without any answer. Until then it counts in nothing.",
                                      "Новый арбитр прочитает случай без готового ответа. До этого он ни в чём не "
                                      "учитывается."}
                                    .in(language));
    if (row.state == "acknowledged")
        return html + paragraph(Words{"Marked as seen.", "Отмечено как прочитанное."}.in(language));
    return html +
           paragraph(Words{"Until ", "До "}.in(language) + momentText(row.answerUntil, language) +
                     Words{" you may mark it as seen, add context or dispute it on your page \"Inbox\". A fresh "
                           "arbiter then reads it without any answer; until then it counts in nothing.",
                           " можно отметить его прочитанным, добавить пояснение или оспорить на вашей странице "
                           "«Входящие». Тогда новый арбитр прочитает случай без готового ответа; до этого он ни в "
                           "чём не учитывается."}
                         .in(language));
}

/// The standard short report, filled from the settled answer.
std::string shortReport(const wire::FeedbackRow& row, Language language) {
    const auto settled = nameOf(row.settledGrade);
    return subheading(Words{"Short report for the amendment", "Краткое заключение для исправления"}.in(language)) +
           paragraph(Words{"Chest CT. Grade: ", "КТ грудной клетки. Степень: "}.in(language) +
                     gradeText(settled, language) +
                     Words{". Involvement of the lungs: ", ". Поражение лёгких: "}.in(language) +
                     wordsOf("involvement", settled, language) + Words{". Routing: ", ". Маршрут: "}.in(language) +
                     wordsOf("routing", settled, language) + '.') +
           paragraph(Words{"Filled from the settled answer. You sign the amended report in your own system.",
                           "Заполнено по итогу. Исправленное описание вы подписываете в своей системе."}
                         .in(language),
                     "class=\"quiet\"");
}

}  // namespace

Document documentOf(const FeedbackLetter& letter, Language language) {
    const auto& row = letter.detail.row;
    Document document;
    document.language = language;
    document.title = Words{"Feedback on a settled case", "Отзыв о решённом случае"}.in(language);
    document.footer = document.title + ". " + bannerOf(letter.imprint, language);
    auto html = mainHeading(document.title);
    html += paragraph(letter.reporterName + ", " + letter.facility);
    html +=
        paragraph(Words{"Your report of ", "Ваше описание от "}.in(language) + momentText(letter.reportedAt, language) +
                  Words{". Settled answer of ", ". Итог от "}.in(language) + momentText(row.sentAt, language) +
                  Words{". Number ", ". Номер "}.in(language) + row.id + '.');
    html += "<p>" + strong(verdict(row, language)) + "</p>";
    if (row.greatCall)
        html +=
            "<p>" +
            strong("★ " + Words{"A great call: praised with its image.", "Отличная находка: похвала со снимком."}.in(
                              language)) +
            "</p>";
    html += comparison(letter, language);
    if (!letter.detail.rule.empty()) {
        auto rule = wordsOf("rule", letter.detail.rule, language);
        if (letter.detail.pointsApart > 0)
            rule += Words{" Points apart: ", " Разница, пунктов: "}.in(language) +
                    fixedText(letter.detail.pointsApart, 1, language) + '.';
        html += paragraph(rule);
    }
    if (!row.comment.empty())
        html += subheading(Words{"What was seen", "Что увидено"}.in(language)) + paragraph(row.comment);
    if (letter.slice) {
        html += "<p>" + document.place(*letter.slice) + "</p>";
        if (!letter.slice->shapes.empty())
            html += paragraph(Words{"The slice that differs most. Outlined as measured: ground glass in blue, "
                                    "consolidation in orange.",
                                    "Срез с наибольшим расхождением. Контуры измерения: матовое стекло — синий, "
                                    "консолидация — оранжевый."}
                                  .in(language),
                              "class=\"quiet\"");
    }
    if (row.outcome != Outcome::concordant)
        html += paragraph(Words{"Readers differ by one grade in about one of four.",
                                "Врачи расходятся на одну степень примерно в одном случае из четырёх."}
                              .in(language));
    html += subheading(Words{"What you can do", "Что можно сделать"}.in(language)) + answers(row, language);
    if (row.outcome != Outcome::concordant) html += shortReport(row, language);
    document.body = html + paragraph(madeText(letter.imprint, language) + ' ' + bannerOf(letter.imprint, language),
                                     "class=\"quiet\"");
    return document;
}

}  // namespace overread::reports
