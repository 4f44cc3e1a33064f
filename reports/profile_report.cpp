#include "reports/profile_report.h"

#include <algorithm>
#include <array>
#include <map>

#include "reports/csv.h"
#include "reports/html_text.h"

namespace overread::reports {
namespace {

constexpr auto style = R"(
body { font-family: "DejaVu Sans", sans-serif; font-size: 9pt; color: #1c2226; }
h1 { font-size: 15pt; margin-bottom: 3px; }
h2 { font-size: 11pt; margin-top: 20px; margin-bottom: 6px; }
p { margin-top: 2px; margin-bottom: 5px; }
.quiet { color: #5f6b73; font-size: 8pt; }
th { text-align: left; font-weight: normal; color: #5f6b73; font-size: 8pt; }
)";

/// One blue ramp from few to many; the number always stands on it (design of the screens).
constexpr std::array<std::pair<const char*, const char*>, 5> ramp{{{"#e8f1fa", "#1c2226"},
                                                                   {"#b3d1ec", "#1c2226"},
                                                                   {"#6fa8d6", "#1c2226"},
                                                                   {"#2f75b5", "#ffffff"},
                                                                   {"#12406f", "#ffffff"}}};

enum class Kind { share, coefficient, grades };
struct Metric {
    Kind kind;
    Words name;
    Words definition;
};

const std::map<std::string, Metric, std::less<>>& metrics() {
    static const std::map<std::string, Metric, std::less<>> all{
        {"exactAgreement",
         {Kind::share,
          {"Same grade as settled", "Степень совпала с установленной"},
          {"Share of the cases whose reported grade is the settled one.",
           "Доля случаев, где степень в описании равна установленной."}}},
        {"withinOne",
         {Kind::share,
          {"At most one grade apart", "Расхождение не более степени"},
          {"Readers differ by one grade in about one of four studies.",
           "Врачи расходятся на одну степень примерно в одном исследовании из четырёх."}}},
        {"kappa",
         {Kind::coefficient,
          {"Quadratic-weighted kappa", "Каппа с квадратичными весами"},
          {"Agreement beyond chance; far disagreement counts more.",
           "Согласие сверх случайного; большое расхождение весит больше."}}},
        {"ac2",
         {Kind::coefficient,
          {"Gwet's AC2", "AC2 Гвета"},
          {"The same, steady where one grade is rare or alone.",
           "То же, устойчиво, когда какая-то степень редка или одна."}}},
        {"significantWeighted",
         {Kind::share,
          {"Differs significantly, weighted", "Значимые расхождения, с весами"},
          {"Rate over all reports: each case stands for as many as the inverse of its probability of being picked. "
           "Use this one to compare.",
           "Частота по всем описаниям: каждый случай представляет столько описаний, сколько следует из вероятности "
           "его отбора. Сравнивать следует её."}}},
        {"significantRaw",
         {Kind::share,
          {"Differs significantly, raw", "Значимые расхождения, без весов"},
          {"Suspicious cases are looked at more often, so this one runs high.",
           "Подозрительные случаи проверяются чаще, поэтому она завышена."}}},
        {"insignificantWeighted",
         {Kind::share,
          {"Differs insignificantly, weighted", "Незначимые расхождения, с весами"},
          {"Neighbouring grades of one routing class, further apart than readers usually are.",
           "Соседние степени одного маршрута, расхождение больше обычного между врачами."}}},
        {"insignificantRaw",
         {Kind::share, {"Differs insignificantly, raw", "Незначимые расхождения, без весов"}, {"", ""}}},
        {"overCall", {Kind::share, {"Reported higher than settled", "Степень выше установленной"}, {"", ""}}},
        {"underCall", {Kind::share, {"Reported lower than settled", "Степень ниже установленной"}, {"", ""}}},
        {"gradeBias",
         {Kind::grades,
          {"Mean shift in grades", "Средний сдвиг в степенях"},
          {"Reported minus settled; above 0: reported higher.",
           "Описание минус установленная; больше 0: в описании выше."}}},
        {"technicalRemarks",
         {Kind::share,
          {"With a technical remark", "С техническим замечанием"},
          {"Coverage, motion, protocol or labelling.", "Охват, движение, протокол или маркировка."}}},
        {"greatCalls", {Kind::share, {"Great calls", "Отличные находки"}, {"", ""}}},
        {"disputesOverturned",
         {Kind::share,
          {"Disputes that changed the answer", "Возражения, изменившие ответ"},
          {"Of the disputes that were decided.", "Из рассмотренных возражений."}}},
        {"flagUpheld",
         {Kind::share,
          {"Objections of the measurement upheld", "Подтверждённые сигналы измерения"},
          {"Of the reports that the measurement contradicted.", "Из описаний, которым измерение противоречило."}}},
    };
    return all;
}

std::string cell(const std::string& text, const std::string& attributes = {}) {
    return "<td" + (attributes.empty() ? "" : " " + attributes) + ">" + htmlText(text) + "</td>";
}
std::string head(const std::string& text, const std::string& attributes = {}) {
    return "<th" + (attributes.empty() ? "" : " " + attributes) + ">" + htmlText(text) + "</th>";
}
constexpr auto table = R"(<table width="100%" cellspacing="0" cellpadding="4" border="0">)";

std::string numberText(const Metric& metric, double value, Language language) {
    return metric.kind == Kind::share ? fixedText(100 * value, 1, language) : fixedText(value, 2, language);
}

std::string figureText(const Metric& metric, const wire::Figure& figure, Language language) {
    if (!figure.value) return Words{"no data", "нет данных"}.in(language);
    const std::string unit = metric.kind == Kind::share ? "\u202f%" : "";
    auto text = numberText(metric, *figure.value, language) + unit;
    if (figure.low && figure.high)
        text += " (" + numberText(metric, *figure.low, language) + Words{" to ", "–"}.in(language) +
                numberText(metric, *figure.high, language) + unit + ")";
    return text + ", n " + std::to_string(figure.n);
}

std::string metricsTable(const wire::FigureProfile& profile, Language language) {
    std::string html = table;
    html += "<tr>" + head("", R"(width="28%")") +
            head(Words{"value (95 % interval), n", "значение (95 % интервал), n"}.in(language), R"(width="32%")") +
            head(Words{"middle half of the team", "средняя половина команды"}.in(language), R"(width="14%")") +
            head("", R"(width="26%")") + "</tr>";
    for (const auto& each : profile.metrics) {
        const auto& metric = metrics().at(each.code);
        std::string team;
        if (each.team)
            team = numberText(metric, each.team->low, language) + "–" + numberText(metric, each.team->high, language) +
                   (metric.kind == Kind::share ? "\u202f%" : "");
        html += "<tr>" + cell(metric.name.in(language)) + "<td><b>" +
                htmlText(figureText(metric, each.figure, language)) + "</b></td>" + cell(team) +
                cell(metric.definition.in(language), R"(class="quiet")") + "</tr>";
    }
    return html + "</table>";
}

std::string matrix(const wire::FigureProfile& profile, Language language) {
    long most = 0;
    for (const auto& row : profile.confusion)
        for (const long n : row) most = std::max(most, n);
    std::string html = R"(<table cellspacing="2" cellpadding="5" border="0"><tr>)";
    html += head(Words{"reported, down; settled, across", "описано ↓, установлено →"}.in(language));
    for (int settled = 0; settled < 5; ++settled)
        html += head(gradeText(nameOf(static_cast<Grade>(settled)), language), R"(align="center")");
    html += "</tr>";
    for (std::size_t reported = 0; reported < 5; ++reported) {
        html += "<tr>" + head(gradeText(nameOf(static_cast<Grade>(reported)), language));
        for (const long n : profile.confusion[reported]) {
            const auto& [background, text] = ramp[most == 0 ? 0 : static_cast<std::size_t>(4 * n / most)];
            html += std::string(R"(<td align="center" width="52" bgcolor=")") + (n == 0 ? "#ffffff" : background) +
                    R"("><font color=")" + (n == 0 ? "#9aa5ad" : text) + "\">" + std::to_string(n) + "</font></td>";
        }
        html += "</tr>";
    }
    return html + "</table>";
}

/// Months as bars: cells whose widths are the rates, on one scale, with the number beside.
std::string trendTable(const wire::FigureProfile& profile, Language language) {
    double widest = 0.05;
    for (const auto& point : profile.trend) widest = std::max(widest, point.figure.value.value_or(0));
    std::string html = table;
    html += "<tr>" + head(Words{"month", "месяц"}.in(language), R"(width="12%")") + head("n", R"(width="8%")") +
            head(Words{"differs significantly, weighted", "значимые расхождения, с весами"}.in(language),
                 R"(width="35%")") +
            head("") + "</tr>";
    const auto& metric = metrics().at("significantWeighted");
    for (const auto& point : profile.trend) {
        html += "<tr>" + cell(point.month) + cell(std::to_string(point.figure.n)) +
                cell(figureText(metric, point.figure, language)) + "<td>";
        const int percent = point.figure.value ? static_cast<int>(100 * *point.figure.value / widest + 0.5) : 0;
        if (percent > 0)
            html +=
                R"(<table width=")" + std::to_string(percent) +
                R"(%" cellspacing="0" cellpadding="0" border="0"><tr><td bgcolor="#5b2a86">&nbsp;</td></tr></table>)";
        html += "</td></tr>";
    }
    return html + "</table>";
}

std::string part(const wire::FigureProfile& profile, const Words& title, Language language) {
    std::string html = "<h2>" + htmlText(title.in(language)) + "</h2>";
    const long settled = profile.settled.events.value_or(0);
    if (settled == 0)
        return html + "<p>" +
               htmlText(Words{"No settled case of this kind in the period.",
                              "В этом периоде нет завершённых случаев этого вида."}
                            .in(language)) +
               "</p>";
    if (const auto few = stillNeededText(settled, profile.reviewsStillNeeded, language); !few.empty())
        html += "<p><b>" + htmlText(few) + "</b></p>";
    html +=
        metricsTable(profile, language) + "<br>" + matrix(profile, language) + "<br>" + trendTable(profile, language);
    if (profile.blandAltman)
        html +=
            "<p>" +
            htmlText(Words{"Stated minus measured involvement: bias ", "Указанный минус измеренный объём: сдвиг "}.in(
                         language) +
                     fixedText(profile.blandAltman->bias, 1, language) +
                     Words{" points, limits of agreement ", " п. п., пределы согласия "}.in(language) +
                     fixedText(profile.blandAltman->low, 1, language) + Words{" to ", "…"}.in(language) +
                     fixedText(profile.blandAltman->high, 1, language) + ", n " +
                     std::to_string(profile.blandAltman->n)) +
            "</p>";
    return html;
}

std::string outcomeText(Outcome outcome, Language language) {
    switch (outcome) {
        case Outcome::concordant:
            return Words{"concordant", "совпадает"}.in(language);
        case Outcome::insignificantDiscrepancy:
            return Words{"differs, insignificant", "расходится, незначимо"}.in(language);
        case Outcome::significantDiscrepancy:
            return Words{"differs, significant", "расходится, значимо"}.in(language);
    }
    return {};
}

std::string percentText(double percent, Language language) {
    return fixedText(percent, 0, language) + "\u202f%";
}

std::string caseCells(const wire::CaseRow& row, Language language) {
    const bool isMeasured = row.measured.status == Quantification::Status::measured;
    return cell(gradeText(nameOf(row.reportedGrade), language)) +
           cell(row.reportedInvolvement ? percentText(row.reportedInvolvement->totalPercent, language) : "") +
           cell(isMeasured ? percentText(row.measured.involvement.totalPercent, language) : "") +
           cell(row.settledGrade ? gradeText(nameOf(*row.settledGrade), language) : "") +
           cell(row.outcome ? outcomeText(*row.outcome, language) : "");
}

std::string caseHeads(Language language) {
    return head(Words{"reported", "описано"}.in(language)) + head(Words{"stated", "указано"}.in(language)) +
           head(Words{"measured", "измерено"}.in(language)) + head(Words{"settled", "установлено"}.in(language)) +
           head(Words{"outcome", "итог"}.in(language));
}

std::string casesTable(const std::vector<wire::CaseRow>& cases, Language language) {
    std::string html =
        std::string(table) + "<tr>" + head(Words{"date", "дата"}.in(language)) + caseHeads(language) + "</tr>";
    for (const auto& row : cases)
        html += "<tr>" + cell(toRfc3339(row.reportedAt).substr(0, 10)) + caseCells(row, language) + "</tr>";
    return html + "</table>";
}

std::string bannerOf(const std::string& own, Language language) {
    return own.empty() ? Words{"Quality assurance; not for primary diagnosis. Confidential peer review.",
                               "Контроль качества; не для первичной диагностики. Конфиденциально: экспертная оценка."}
                             .in(language)
                       : own;
}

std::string page(const std::string& title, const std::string& body, Language language, const std::string& banner) {
    return std::string("<!DOCTYPE html>\n<html lang=\"") + (language == Language::english ? "en" : "ru") +
           "\"><head><meta charset=\"utf-8\"><title>" + htmlText(title) + "</title><style>" + style +
           "</style></head><body>\n" + body + "<p class=\"quiet\">" + htmlText(bannerOf(banner, language)) +
           "</p>\n</body></html>\n";
}

std::string nameOf(const wire::FigureSubject& subject, Language language) {
    if (subject.kind == "all") return Words{"All facilities", "Все учреждения"}.in(language);
    std::string name =
        subject.name.empty() || subject.name == subject.id ? subject.id : subject.name + " (" + subject.id + ")";
    if (subject.kind == "scanner") name += ", " + subject.facility;
    return name;
}

}  // namespace

std::string titleOf(const ProfileReport& report, Language language) {
    const auto& profile = report.doubleReads;
    return Words{"Quality report ", "Отчёт о качестве "}.in(language) + nameOf(profile.subject, language) + ", " +
           profile.period.from + Words{" to ", " – "}.in(language) + profile.period.to;
}

std::string footerOf(const ProfileReport& report, Language language) {
    return titleOf(report, language) + ". " + bannerOf(report.banner, language);
}

std::string toHtml(const ProfileReport& report, Language language) {
    const auto& profile = report.doubleReads;
    auto asOf = toRfc3339(profile.asOf).substr(0, 16);
    std::replace(asOf.begin(), asOf.end(), 'T', ' ');
    std::string html = "<h1>" + htmlText(nameOf(profile.subject, language)) + "</h1>";
    html +=
        "<p>" + htmlText(titleOf(report, language) + Words{". As of ", ". На "}.in(language) + asOf + " UTC.") + "</p>";
    html += "<p>" +
            htmlText(Words{"Reports: ", "Описаний: "}.in(language) + std::to_string(profile.reports) +
                     Words{", picked for a second look: ", ", отобрано для проверки: "}.in(language) +
                     std::to_string(profile.casesOpened) + Words{", alerts: ", ", тревог: "}.in(language) +
                     std::to_string(profile.alerts + report.peerReviews.alerts)) +
            "</p>";
    html += part(profile, {"Double reads (blind)", "Двойное чтение (вслепую)"}, language);
    html += part(report.peerReviews, {"Peer reviews (report open)", "Рецензирование (описание открыто)"}, language);
    html += "<p class=\"quiet\">" +
            htmlText(Words{"Double reads and peer reviews give different rates by design and are never added.",
                           "Двойное чтение и рецензирование по устройству дают разные частоты и не складываются."}
                         .in(language)) +
            "</p>";
    if (!report.cases.empty())
        html += "<h2>" + htmlText(Words{"Cases behind the numbers", "Случаи за числами"}.in(language)) + "</h2>" +
                casesTable(report.cases, language);
    return page(titleOf(report, language), html, language, report.banner);
}

std::string toCsv(const ProfileReport& report) {
    std::string csv = "subject,from,to,as_of,design,metric,value,low95,high95,n,events\r\n";
    for (const auto* profile : {&report.doubleReads, &report.peerReviews})
        for (const auto& metric : profile->metrics) {
            const auto& figure = metric.figure;
            csv += csvText(profile->subject.id) + ',' + csvText(profile->period.from) + ',' +
                   csvText(profile->period.to) + ',' + csvText(toRfc3339(profile->asOf)) + ',' +
                   csvText(overread::nameOf(profile->design)) + ',' + csvText(metric.code) + ',' +
                   csvNumber(figure.value) + ',' + csvNumber(figure.low) + ',' + csvNumber(figure.high) + ',' +
                   std::to_string(figure.n) + ',' + (figure.events ? std::to_string(*figure.events) : "") + "\r\n";
        }
    return csv;
}

std::string toHtml(const FeedbackLetter& letter, Language language) {
    const auto title = Words{"Feedback on a settled case", "Отзыв о завершённом случае"}.in(language);
    const auto& row = letter.row;
    std::string html = "<h1>" + htmlText(title) + "</h1><p>" +
                       htmlText((row.reporterName.empty() ? row.reporter : row.reporterName) + ", " +
                                toRfc3339(row.reportedAt).substr(0, 10)) +
                       "</p>";
    html +=
        std::string(table) + "<tr>" + caseHeads(language) + "</tr><tr>" + caseCells(row, language) + "</tr></table>";
    if (!letter.comment.empty())
        html += "<h2>" + htmlText(Words{"What was seen", "Что увидено"}.in(language)) + "</h2><p>" +
                htmlText(letter.comment) + "</p>";
    if (row.greatCall)
        html += "<p><b>" + htmlText(Words{"A great call.", "Отличная находка."}.in(language)) + "</b></p>";
    html += "<p>" +
            htmlText(Words{"Readers differ by one grade in about one of four studies. You may acknowledge, add context "
                           "or dispute within five days; a fresh arbiter then reads it without any answer.",
                           "Врачи расходятся на одну степень примерно в одном исследовании из четырёх. В течение пяти "
                           "дней можно подтвердить, добавить пояснение или возразить; тогда новый арбитр прочтёт "
                           "исследование, не зная ответов."}
                         .in(language)) +
            "</p>";
    return page(title, html, language, {});
}

std::string learningSetHtml(const std::vector<FeedbackLetter>& cases, Language language) {
    const auto title = Words{"Learning set", "Учебный набор"}.in(language);
    std::string html = "<h1>" + htmlText(title) + "</h1>" + table + "<tr>" + head("№") +
                       head(Words{"your grade", "ваша степень"}.in(language)) + "</tr>";
    for (std::size_t i = 0; i < cases.size(); ++i)
        html += "<tr>" + cell(std::to_string(i + 1)) + cell("____") + "</tr>";
    html += "</table><h2>" + htmlText(Words{"Answers", "Ответы"}.in(language)) + "</h2>" + table + "<tr>" + head("№") +
            caseHeads(language) + head("") + "</tr>";
    for (std::size_t i = 0; i < cases.size(); ++i)
        html +=
            "<tr>" + cell(std::to_string(i + 1)) + caseCells(cases[i].row, language) + cell(cases[i].comment) + "</tr>";
    return page(title, html + "</table>", language, {});
}

}  // namespace overread::reports
