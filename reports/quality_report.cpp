#include "reports/quality_report.h"

#include <algorithm>
#include <cmath>

#include "reports/case_list.h"
#include "reports/charts.h"
#include "reports/html_parts.h"
#include "reports/html_text.h"
#include "reports/words.h"

namespace overread::reports {
namespace {

using Part = QualityReport::Part;

/// As many cases as are worth turning pages for; the list as CSV has them all.
constexpr std::size_t mostPrintedCases = 60;

long settledOf(const Part& part) {
    return part.profile.settled.events.value_or(0);
}

std::string nameOf(const wire::FigureSubject& subject, Language language) {
    if (subject.kind == "all") return Words{"All facilities", "Все учреждения"}.in(language);
    std::string name =
        subject.name.empty() || subject.name == subject.id ? subject.id : subject.name + " (" + subject.id + ")";
    if (subject.kind == "scanner") name += ", " + subject.facility;
    return name;
}

/// The value, and below it how sure it is.
std::string figureOnTwoLines(MetricKind kind, const wire::Figure& figure, Language language) {
    const auto text = figureText(kind, figure, language);
    const auto end = std::min(text.find(" ("), text.find(", n "));
    if (end == std::string::npos) return strong(text);
    return strong(text.substr(0, end)) + "<br>" + htmlText(text.substr(end + (text[end] == ',' ? 2 : 1)));
}

/// One row a metric: value, interval, n, its mark on the team's middle half, and what it is.
std::string metricTable(Document& document, const wire::FigureProfile& profile) {
    const auto language = document.language;
    const bool isTooSmall = profile.reviewsStillNeeded > 0;
    const bool hasTeam = std::ranges::any_of(profile.metrics, [](const auto& each) { return each.team.has_value(); });
    auto html = wideTable() + "<tr>" + head("", "width=\"21%\"") +
                head(Words{"value (95 % interval), n", "значение (интервал 95 %), n"}.in(language), "width=\"22%\"") +
                head((hasTeam ? Words{"on the middle half of the team", "на средней половине коллег"}
                              : Words{"on its scale", "на своей шкале"})
                         .in(language),
                     "width=\"24%\"") +
                head(Words{"what it is", "что это"}.in(language), "width=\"33%\"") + "</tr>";
    for (const auto& each : profile.metrics) {
        const auto& metric = metricNamed(each.code);
        const auto mark = intervalMark(metric.kind, each.figure, each.team, isTooSmall, language);
        html += "<tr>" + cell(metric.name.in(language)) + cellOf(figureOnTwoLines(metric.kind, each.figure, language)) +
                (mark.shapes.empty() ? cell("") : cellOf(document.place(mark))) +
                cell(metric.definition.in(language), "class=\"quiet\"") + "</tr>";
    }
    html += "</table>";
    if (hasTeam || profile.subject.kind != "reporter") return html;
    return html +
           paragraph(Words{"Team hidden: fewer than 5 colleagues.", "Коллеги скрыты: их меньше 5."}.in(language));
}

std::string rawBesideWeighted(const wire::FigureProfile& profile, Language language) {
    const auto valueOf = [&](const char* code) -> std::optional<double> {
        const auto found = std::ranges::find(profile.metrics, code, &wire::FigureProfile::Metric::code);
        return found == profile.metrics.end() ? std::nullopt : found->figure.value;
    };
    const auto raw = valueOf("significantRaw");
    const auto weighted = valueOf("significantWeighted");
    if (!raw || !weighted) return {};
    const auto share = [&](double value) { return valueText(MetricKind::share, value, language) + "\u202f%"; };
    if (share(*raw) == share(*weighted)) return {};
    const auto both = Words{"Raw ", "Без взвешивания "}.in(language) + share(*raw) +
                      Words{", weighted ", ", взвешенно "}.in(language) + share(*weighted);
    // Weighting lowers what was looked for on purpose; where it raises, a few drawn cases stand for many reports.
    const auto why = *raw > *weighted ? Words{": suspicious cases are looked at more often.",
                                              ": подозрительные случаи смотрят чаще."}
                                      : Words{": a few drawn cases stand for many reports; look at the interval.",
                                              ": немногие отобранные случаи представляют много описаний; смотрите на "
                                              "интервал."};
    return paragraph(both + why.in(language));
}

std::string weightedAndRaw(const wire::Figure& weighted, const wire::Figure& raw, Language language) {
    return cellOf(
        strong(figureText(MetricKind::share, weighted, language)) +
        paragraph(Words{"raw ", "без взвешивания "}.in(language) + figureText(MetricKind::share, raw, language),
                  "class=\"quiet\""));
}

std::string limitsTable(const wire::FigureProfile& profile, Language language) {
    auto html = subheading(Words{"At each grade limit", "На каждой границе степени"}.in(language)) + wideTable() +
                "<tr>" + head(Words{"limit", "граница"}.in(language)) +
                head(Words{"sensitivity (95 % interval), n", "чувствительность (интервал 95 %), n"}.in(language)) +
                head(Words{"specificity (95 % interval), n", "специфичность (интервал 95 %), n"}.in(language)) +
                "</tr>";
    for (const auto& limit : profile.limits)
        html += "<tr>" + cell("≥ " + gradeText(overread::nameOf(limit.limit), language)) +
                weightedAndRaw(limit.sensitivity, limit.sensitivityRaw, language) +
                weightedAndRaw(limit.specificity, limit.specificityRaw, language) + "</tr>";
    return html + "</table>" + paragraph(wordsOf("why", "limits", language), "class=\"quiet\"");
}

/// What the charts signalled, in words; they say where to look and nothing more.
std::string signalsText(const wire::FigureCharts& charts, Language language) {
    std::string text;
    for (const auto& signal : charts.signals) {
        if (signal.chart == "ewma") continue;
        text += (text.empty() ? "" : "; ") + monthText(signal.month, language) + ": " +
                (signal.chart == "cusum" ? Words{"CUSUM beyond its limit", "CUSUM за пределом"}.in(language)
                                         : wordsOf("signalRule", std::to_string(signal.rule), language));
    }
    if (text.empty()) return paragraph(Words{"No signal in the charts.", "Сигналов на картах нет."}.in(language));
    return paragraph(Words{"Signals. Look at the cases: ", "Сигналы. Посмотрите случаи: "}.in(language) + text + '.');
}

std::string trendTable(const wire::FigureProfile& profile, Language language) {
    const auto& metric = metricNamed("significantWeighted");
    std::string text;
    for (const auto& point : profile.trend)
        if (point.figure.n > 0)
            text += (text.empty() ? "" : "; ") + monthText(point.month, language) + ": " +
                    figureText(metric.kind, point.figure, language);
    return text.empty() ? text : paragraph(text + '.', "class=\"quiet\"");
}

std::string chartsOf(Document& document, const Part& part) {
    const auto language = document.language;
    std::string html;
    if (part.profile.trend.size() > 1) {
        html += "<p>" + document.place(trendChart(part.profile.trend, language)) + "</p>";
        html += trendTable(part.profile, language);
    }
    if (part.charts.pChart.centre && part.charts.pChart.points.size() > 1)
        html += "<p>" + document.place(pChart(part.charts, language)) + "</p>" +
                paragraph(wordsOf("why", "pChart", language), "class=\"quiet\"");
    if (part.charts.cusum && part.charts.cusum->points.size() > 1)
        html += "<p>" + document.place(cusumChart(*part.charts.cusum, language)) + "</p>" +
                paragraph(wordsOf("why", "cusum", language), "class=\"quiet\"");
    if (part.charts.pChart.centre) html += signalsText(part.charts, language);
    const auto& limits = part.involvement.blandAltman;
    if (limits && limits->n > 1) {
        html += "<p>" + document.place(blandAltmanChart(part.involvement, language)) + "</p>";
        auto bias = fixedText(limits->bias, 1, language);
        if (limits->biasLow && limits->biasHigh)
            bias += " (" + fixedText(*limits->biasLow, 1, language) + Words{" to ", " … "}.in(language) +
                    fixedText(*limits->biasHigh, 1, language) + ")";
        html += paragraph(
            Words{"Stated minus measured: mean difference ", "Указано минус измерено: средняя разность "}.in(language) +
            bias + Words{" points, 95 % of the differences from ", " п., 95 % разностей от "}.in(language) +
            fixedText(limits->low, 1, language) + Words{" to ", " до "}.in(language) +
            fixedText(limits->high, 1, language) + ", n " + std::to_string(limits->n) + '.');
    }
    return html;
}

template <class Rows, class TextOf>
std::string listed(const Words& title, const Rows& rows, const TextOf& textOf, Language language) {
    std::string text;
    for (const auto& row : rows) text += (text.empty() ? "" : "; ") + textOf(row);
    return text.empty() ? text : paragraph(title.in(language) + ' ' + text + '.');
}

std::string distributions(const wire::FigureProfile& profile, Language language) {
    auto html = listed(
        {"How they were chosen:", "Как отобрано:"}, profile.chosen,
        [&](const auto& each) { return wordsOf("reason", each.code, language) + ' ' + std::to_string(each.n); },
        language);
    if (profile.design == AssignmentKind::peerReview)
        html += listed(
            {"RADPEER:", "RADPEER:"}, profile.radpeer,
            [](const auto& each) { return each.code + ": " + std::to_string(each.n); }, language);
    html += listed(
        {"Technical remarks:", "Технические замечания:"}, profile.technical,
        [&](const auto& each) {
            return wordsOf("technical", each.reason, language) + ' ' +
                   figureText(MetricKind::share, each.figure, language);
        },
        language);
    const auto& disputes = profile.disputes;
    if (disputes.raised > 0)
        html += paragraph(Words{"Disputes: ", "Споры: "}.in(language) + std::to_string(disputes.raised) +
                          Words{", open ", ", открыты "}.in(language) + std::to_string(disputes.open) +
                          Words{", upheld ", ", оставлены в силе "}.in(language) + std::to_string(disputes.upheld) +
                          Words{", decided for the reporter ", ", решены в пользу врача "}.in(language) +
                          std::to_string(disputes.overturned) + '.');
    if (profile.over + profile.under > 0) {
        auto text = Words{"Reported higher than settled ", "Описано тяжелее итога "}.in(language) +
                    std::to_string(profile.over) + Words{" times, milder ", " раз, легче "}.in(language) +
                    std::to_string(profile.under) + Words{" times", " раз"}.in(language);
        if (profile.shiftP)
            text += *profile.shiftP < 0.01 ? " (Bowker, p < " + fixedText(0.01, 2, language) + ")"
                                           : " (Bowker, p " + fixedText(*profile.shiftP, 2, language) + ")";
        html += paragraph(text + '.');
    }
    return html;
}

/// By name, never by rate.
std::string radiologistsTable(const wire::FigureGroups& groups, Language language) {
    auto html =
        wideTable() + "<tr>" + head(Words{"radiologist", "рентгенолог"}.in(language), "width=\"23%\"") +
        head(Words{"reviews", "проверок"}.in(language), "width=\"12%\"") +
        head(Words{"significant, weighted (95 % interval), n", "значимые, взвешенно (интервал 95 %), n"}.in(language),
             "width=\"27%\"") +
        head(Words{"raw", "без весов"}.in(language), "width=\"12%\"") +
        head(Words{"how much it says", "насколько это показательно"}.in(language), "width=\"25%\"") + "</tr>";
    for (const auto& item : groups.items) {
        const auto few = stillNeededText(item.settled, item.reviewsStillNeeded, language);
        html += "<tr>" + cell(item.name.empty() ? item.id : item.name + " (" + item.id + ")") +
                cell(std::to_string(item.settled));
        if (item.settled == 0)
            html += cell(Words{"no data", "нет данных"}.in(language)) + cell("—") + cell("");
        else
            html += (few.empty()
                         ? cellOf(strong(figureText(MetricKind::share, item.significantWeighted, language)))
                         : cell(figureText(MetricKind::share, item.significantWeighted, language), "class=\"quiet\"")) +
                    cell(std::to_string(item.significantRaw.events.value_or(0)) + Words{" of ", " из "}.in(language) +
                         std::to_string(item.significantRaw.n)) +
                    cell(few.empty() ? wordsOf("verdict", item.position, language) : few,
                         few.empty() ? "" : "class=\"quiet\"");
        html += "</tr>";
    }
    return html + "</table>";
}

std::string radiologistsOf(Document& document, const wire::FigureGroups& groups) {
    const auto language = document.language;
    if (groups.items.empty()) return {};
    auto html = subheading(Words{"Radiologists, by name", "Рентгенологи, по имени"}.in(language)) +
                radiologistsTable(groups, language);
    const bool isDrawn = groups.centre && std::ranges::any_of(groups.items, [](const auto& item) {
                             return item.position != "tooSmall" && item.significantWeighted.value;
                         });
    if (!isDrawn) return html;
    html += "<p>" + document.place(funnelChart(groups, language)) + "</p>";
    html += paragraph(wordsOf("why", "funnel", language), "class=\"quiet\"");
    return html +
           paragraph(
               groups.dispersion > 1
                   ? Words{"All together spread wider than chance, so the limits are widened ",
                           "Общий разброс больше случайного, пределы расширены в "}
                             .in(language) +
                         fixedText(std::sqrt(groups.dispersion), 1, language) + Words{" times.", " раза."}.in(language)
                   : Words{"The spread of all together is that of chance.", "Общий разброс не больше случайного."}.in(
                         language));
}

std::string sectionOf(Document& document, const Part& part, const char* attributes) {
    const auto language = document.language;
    const auto& profile = part.profile;
    const auto design = overread::nameOf(profile.design);
    auto html = heading(wordsOf("design", design, language) + ", " + spanText(profile.period, language), attributes) +
                paragraph(wordsOf("design", std::string(design) + "Text", language), "class=\"quiet\"");
    const long settled = settledOf(part);
    if (settled == 0)
        return html + paragraph(Words{"No settled case of this kind in the period.",
                                      "За этот период нет решённых случаев этого вида."}
                                    .in(language));
    html += paragraph(Words{"Settled cases: ", "Решённых случаев: "}.in(language) + std::to_string(settled) +
                      Words{"; share of the reports: ", "; доля описаний: "}.in(language) +
                      figureText(MetricKind::share, profile.settled, language) + ". " +
                      Words{"A case is settled when the rules or an arbiter gave the final grade.",
                            "Случай решён, когда правила или арбитр дали итоговую степень."}
                          .in(language));
    if (const auto few = stillNeededText(settled, profile.reviewsStillNeeded, language); !few.empty())
        html += "<p>" + strong(few) + "</p>";
    html += metricTable(document, profile) + rawBesideWeighted(profile, language);
    html += "<p>" + document.place(matrixChart(profile, language)) + "</p>" +
            paragraph(wordsOf("why", "matrix", language), "class=\"quiet\"");
    html += limitsTable(profile, language) + chartsOf(document, part) + distributions(profile, language);
    if (part.radiologists) html += radiologistsOf(document, *part.radiologists);
    return html;
}

std::string casesOf(const std::vector<wire::CaseRow>& cases, Language language) {
    std::vector<wire::CaseRow> shown;
    for (const auto& row : cases)
        if (row.greatCall || row.alert || row.outcome == Outcome::significantDiscrepancy) shown.push_back(row);
    auto html =
        heading(Words{"Cases to look at", "Случаи, которые стоит посмотреть"}.in(language)) +
        paragraph(Words{"Significant discrepancies, alerts and great calls of the period, newest first; the list "
                        "of all settled cases is a document of its own (CSV).",
                        "Значимые расхождения, оповещения и отличные находки периода, сначала новые; список всех "
                        "решённых случаев — отдельный документ (CSV)."}
                      .in(language),
                  "class=\"quiet\"");
    if (shown.empty()) return html + paragraph(Words{"None.", "Нет."}.in(language));
    const auto all = shown.size();
    if (all > mostPrintedCases) shown.resize(mostPrintedCases);
    html += casesTable(shown, language);
    if (all > shown.size())
        html += paragraph(Words{"And older ones, not printed: ", "Более старых, не напечатано: "}.in(language) +
                          std::to_string(all - shown.size()) + '.');
    return html;
}

}  // namespace

std::string titleOf(const QualityReport& report, Language language) {
    const auto& profile = report.doubleReads.profile;
    return Words{"Quality report ", "Отчёт о качестве: "}.in(language) + nameOf(profile.subject, language) + ", " +
           spanText(profile.period, language);
}

Document documentOf(const QualityReport& report, Language language) {
    const auto& profile = report.doubleReads.profile;
    Document document;
    document.language = language;
    document.title = titleOf(report, language);
    document.footer = document.title + ". " + bannerOf(report.imprint, language);
    auto html = mainHeading(nameOf(profile.subject, language));
    html += paragraph(document.title + Words{". As of ", ". По состоянию на "}.in(language) +
                      momentText(profile.asOf, language) + '.');
    html += paragraph(madeText(report.imprint, language) + ' ' + bannerOf(report.imprint, language), "class=\"quiet\"");
    html += paragraph(
        Words{"Reports ", "Описаний "}.in(language) + std::to_string(profile.reports) +
        Words{", picked for a second look ", ", отобрано для проверки "}.in(language) +
        std::to_string(profile.casesOpened) + Words{", facility alerted ", ", оповещений клиники "}.in(language) +
        std::to_string(profile.alerts + report.peerReviews.profile.alerts) + '.' +
        (profile.turnaround.median
             ? Words{" From images to signature, minutes: median ", " От снимков до подписи, минут: медиана "}.in(
                   language) +
                   fixedText(*profile.turnaround.median, 0, language) + ", P90 " +
                   fixedText(profile.turnaround.p90.value_or(0), 0, language) + ", n " +
                   std::to_string(profile.turnaround.n) + '.'
             : ""));
    html +=
        paragraph(Words{"Double reads and peer reviews differ by design and are never added up. Readers differ by one "
                        "grade in about one of four studies.",
                        "Двойные чтения и экспертные проверки различаются по устройству и не складываются. Врачи "
                        "расходятся на одну степень примерно в одном исследовании из четырёх."}
                      .in(language),
                  "class=\"quiet\"");
    html += sectionOf(document, report.doubleReads, "");
    html +=
        sectionOf(document, report.peerReviews,
                  settledOf(report.doubleReads) > 0 && settledOf(report.peerReviews) > 0 ? "class=\"newPage\"" : "");
    document.body = html + casesOf(report.cases, language);
    return document;
}

}  // namespace overread::reports
