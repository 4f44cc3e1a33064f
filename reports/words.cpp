#include "reports/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

namespace overread::reports {
namespace {

constexpr std::array metrics{
    MetricWords{"exactAgreement",
                MetricKind::share,
                {"Same grade as settled", "Степень совпала с итоговой"},
                {"Share of settled cases in which the reported grade is the settled one, with Wilson's 95 % interval. "
                 "Cases that are there by request alone do not count.",
                 "Доля решённых случаев, где степень в описании равна итоговой, с интервалом Уилсона 95 %. Случаи "
                 "только по запросу не считаются."}},
    MetricWords{"withinOne",
                MetricKind::share,
                {"Within one grade", "В пределах одной степени"},
                {"Share of settled cases in which the reported grade is the settled one or its neighbour. Count over "
                 "n, Wilson's 95 % interval.",
                 "Доля решённых случаев, где степень в описании равна итоговой или соседней. Число на n, интервал "
                 "Уилсона 95 %."}},
    MetricWords{"kappa",
                MetricKind::coefficient,
                {"Kappa, quadratic", "Каппа, квадратичная"},
                {"Cohen's kappa with quadratic weights between reported and settled grade, with its 95 % interval. 1 "
                 "is full agreement, 0 what chance alone gives.",
                 "Каппа Коэна с квадратичными весами между описанной и итоговой степенью, интервал 95 %. 1 — полное "
                 "согласие, 0 — как при случайности."}},
    MetricWords{"ac2",
                MetricKind::coefficient,
                {"Gwet's AC2", "AC2 Гвета"},
                {"Agreement beyond chance after Gwet with quadratic weights; unlike kappa it stays steady when nearly "
                 "all cases have one grade. 95 % interval from its standard error.",
                 "Согласие сверх случайного по Гвету с квадратичными весами; в отличие от каппы устойчиво, когда почти "
                 "все случаи одной степени. Интервал 95 % по стандартной ошибке."}},
    MetricWords{"significantWeighted",
                MetricKind::share,
                {"Significant, weighted", "Значимые, взвешенно"},
                {"Settled cases that change the routing or lie two grades apart, each weighted by the inverse of the "
                 "probability with which it was picked: an estimate for all reports. 95 % interval, design-based.",
                 "Решённые случаи, которые меняют маршрут или расходятся на две степени, взвешенные обратно "
                 "вероятности отбора: оценка для всех описаний. Интервал 95 % по плану отбора."}},
    MetricWords{"significantRaw",
                MetricKind::share,
                {"Significant, raw", "Значимые, без взвешивания"},
                {"Settled cases that change the routing or lie two grades apart, out of all settled ones, with "
                 "Wilson's 95 % interval. Suspicious cases are looked at more often, so the raw figure is too high.",
                 "Решённые случаи, которые меняют маршрут или расходятся на две степени, от всех решённых, с "
                 "интервалом Уилсона 95 %. Подозрительные случаи смотрят чаще, поэтому цифра завышена."}},
    MetricWords{"insignificantWeighted",
                MetricKind::share,
                {"Insignificant, weighted", "Незначимые, взвешенно"},
                {"Settled cases that differ without changing the routing, each weighted by the inverse of the "
                 "probability with which it was picked. 95 % interval, design-based.",
                 "Решённые случаи, которые расходятся, не меняя маршрут, взвешенные обратно вероятности отбора. "
                 "Интервал 95 % по плану отбора."}},
    MetricWords{"insignificantRaw",
                MetricKind::share,
                {"Insignificant, raw", "Незначимые, без взвешивания"},
                {"Settled cases that differ without changing the routing, out of all settled ones, with Wilson's 95 % "
                 "interval. Readers differ by one grade in about one of four, so some of it is ordinary.",
                 "Решённые случаи, которые расходятся, не меняя маршрут, от всех решённых, с интервалом Уилсона 95 %. "
                 "Врачи расходятся на одну степень примерно в одном случае из четырёх, так что часть из них обычна."}},
    MetricWords{
        "overCall",
        MetricKind::share,
        {"Reported higher than settled", "Описано тяжелее итога"},
        {"Share of settled cases in which the report was graver than the settled grade. Wilson's 95 % interval.",
         "Доля решённых случаев, где описание тяжелее итоговой степени. Интервал Уилсона 95 %."}},
    MetricWords{
        "underCall",
        MetricKind::share,
        {"Reported milder than settled", "Описано легче итога"},
        {"Share of settled cases in which the report was milder than the settled grade. Wilson's 95 % interval.",
         "Доля решённых случаев, где описание легче итоговой степени. Интервал Уилсона 95 %."}},
    MetricWords{"gradeBias",
                MetricKind::grades,
                {"Bias in grades", "Сдвиг в степенях"},
                {"Mean of reported minus settled grade; plus means reported higher. 95 % interval of the mean.",
                 "Среднее «описано минус итог» в степенях; плюс — описано тяжелее. Интервал 95 % для среднего."}},
    MetricWords{
        "technicalRemarks",
        MetricKind::share,
        {"Technical remarks", "Технические замечания"},
        {"Share of reviews with a remark on coverage, motion, protocol or labelling. It speaks of the images, not of "
         "the reading.",
         "Доля проверок с замечанием об охвате, движении, протоколе или маркировке. Это о снимках, а не об описании."}},
    MetricWords{
        "greatCalls",
        MetricKind::share,
        {"Great calls", "Отличные находки"},
        {"Reviews that praised a finding with its image. They count beside the discrepancies, not against them.",
         "Проверки, где похвалили находку со снимком. Они считаются рядом с расхождениями, а не вместо них."}},
    MetricWords{"disputesOverturned",
                MetricKind::share,
                {"Disputes decided for the reporter", "Споры, решённые в пользу врача"},
                {"Of the disputes that a panel has decided, the share decided for the reporter, wholly or partly. "
                 "Disputes that are still open count in nothing.",
                 "Доля споров, решённых комиссией полностью или частично в пользу врача. Открытые споры нигде не "
                 "учитываются."}},
    MetricWords{"flagUpheld",
                MetricKind::share,
                {"Flags of the measurement upheld", "Подтверждённые отметки измерения"},
                {"Of the reports that the measurement flagged, the share settled as a discrepancy: its yield. It says "
                 "how much a flag is worth, not how well somebody reads.",
                 "Доля отмеченных измерением описаний, решённых как расхождение: отдача отметки. Она говорит о цене "
                 "отметки, а не о том, как читает человек."}},
};

using Group = std::map<std::string, Words, std::less<>>;

const std::map<std::string, Group, std::less<>>& groups() {
    static const std::map<std::string, Group, std::less<>> all{
        {"outcome",
         {
             {"concordant", {"Concordant", "Согласие"}},
             {"insignificantDiscrepancy", {"Insignificant discrepancy", "Незначимое расхождение"}},
             {"significantDiscrepancy", {"Significant discrepancy", "Значимое расхождение"}},
         }},
        {"reason",
         {
             {"mandatory", {"mandatory", "обязательно"}},
             {"automatedDiscrepancy", {"measurement differs", "измерение расходится"}},
             {"rapidProgression", {"rapid progression", "быстрый рост"}},
             {"routingConflict", {"routing conflict", "противоречие маршрута"}},
             {"random", {"random draw", "случайный отбор"}},
             {"newReporter", {"new reporter", "новый врач"}},
             {"measureFollowUp", {"follow-up of a measure", "после меры"}},
             {"calibration", {"calibration", "калибровка"}},
             {"request", {"request", "запрос"}},
         }},
        {"technical",
         {
             {"coverage", {"coverage", "охват"}},
             {"motion", {"motion", "движение"}},
             {"protocol", {"protocol", "протокол"}},
             {"labelling", {"labelling", "маркировка"}},
         }},
        {"rule",
         {
             {"sameGrade", {"The same grade.", "Та же степень."}},
             {"sameClassWithinLimits",
              {"Same class of routing, within the readers' limits.",
               "Тот же маршрут, в пределах расхождения читающих."}},
             {"sameClassBeyondLimits",
              {"Same class of routing, but further apart than readers usually are.",
               "Тот же маршрут, но расхождение больше обычного."}},
             {"sameClassNotComparable",
              {"Same class of routing; involvement was not stated by both.",
               "Тот же маршрут; поражение указано не обоими."}},
             {"otherRoutingClass",
              {"The two grades send the patient different ways.", "Две степени ведут пациента разными путями."}},
             {"twoGradesApart", {"Two grades apart or more.", "Разница в две степени или больше."}},
             {"radpeer1", {"Peer review: 1, concurs.", "Экспертная проверка: 1, согласие."}},
             {"radpeer2a", {"Peer review: 2a.", "Экспертная проверка: 2a."}},
             {"radpeer2b", {"Peer review: 2b.", "Экспертная проверка: 2b."}},
             {"radpeer3a", {"Peer review: 3a.", "Экспертная проверка: 3a."}},
             {"radpeer3b", {"Peer review: 3b.", "Экспертная проверка: 3b."}},
         }},
        {"routing",
         {
             {"CT-0", {"primary care, a specialist if needed", "участковый врач, при необходимости специалист"}},
             {"CT-1", {"home, telemonitoring", "дома, телемониторинг"}},
             {"CT-2", {"home, under the clinic", "дома, под наблюдением поликлиники"}},
             {"CT-3", {"hospital at once", "немедленная госпитализация"}},
             {"CT-4", {"emergency care, hospital at once", "неотложная помощь, немедленная госпитализация"}},
         }},
        {"involvement",
         {
             {"CT-0", {"none", "нет"}},
             {"CT-1", {"up to 25 %", "до 25 %"}},
             {"CT-2", {"over 25 to 50 %", "более 25 до 50 %"}},
             {"CT-3", {"over 50, under 75 %", "более 50, менее 75 %"}},
             {"CT-4", {"75 % and over", "75 % и более"}},
         }},
        {"verdict",
         {
             {"inside", {"Inside the range of chance.", "В пределах случайности."}},
             {"above95",
              {"Above the 95 % limit: one of forty is there by chance.",
               "Выше предела 95 %: один из сорока оказывается там случайно."}},
             {"above998",
              {"Outside the expected range (99.8 %). Look at the cases.",
               "Вне ожидаемых пределов (99,8 %). Посмотрите случаи."}},
             {"below95",
              {"Below the 95 % limit: one of forty is there by chance.",
               "Ниже предела 95 %: один из сорока оказывается там случайно."}},
             {"below998",
              {"Below the expected range (99.8 %). Look at the cases.",
               "Ниже ожидаемых пределов (99,8 %). Посмотрите случаи."}},
             {"tooSmall", {"Too few reviews for a verdict.", "Слишком мало проверок для вывода."}},
         }},
        {"signalRule",
         {
             {"1", {"1 beyond a limit", "1 за пределом"}},
             {"2", {"2 seven on one side", "2 семь по одну сторону"}},
             {"3", {"3 seven rising or falling", "3 семь подряд растут или падают"}},
             {"4", {"4 two of three near a limit", "4 два из трёх у предела"}},
         }},
        {"panel",
         {
             {"upheld", {"upheld", "оставлено в силе"}},
             {"overturned", {"overturned", "изменено в пользу врача"}},
             {"partly", {"partly changed", "изменено частично"}},
         }},
        {"why",
         {
             {"reviewed",
              {"Settled cases of this kind in the period, and their share of the reports of the period. A case is "
               "settled when the rules or an arbiter gave the final grade.",
               "Решённые случаи этого вида за период и их доля от описаний периода. Случай решён, когда правила или "
               "арбитр дали итоговую степень."}},
             {"matrix",
              {"Counts of settled cases: rows as reported, columns as settled; shares are of the row. Right of the "
               "diagonal the report was milder than the settled grade.",
               "Число решённых случаев: строки — описано, столбцы — решено; доли от строки. Справа от диагонали "
               "описание мягче итога."}},
             {"verdict",
              {"Whether n is large enough to say anything, and where the weighted rate lies within the limits of "
               "chance for that n.",
               "Хватает ли n для вывода и где взвешенная доля лежит в пределах случайности для такого n."}},
             {"technical",
              {"Share of reviewed studies with a remark on coverage, motion, protocol or labelling, with Wilson's 95 % "
               "interval.",
               "Доля проверенных исследований с замечанием об охвате, движении, протоколе или маркировке, с интервалом "
               "Уилсона 95 %."}},
             {"funnel",
              {"Each point is one, by reviews and weighted rate. Between the dashed lines lie 95 % of what chance "
               "alone gives, between the solid ones 99.8 %; the limits are widened where the spread of all is wider "
               "than chance.",
               "Каждая точка — один, по числу проверок и взвешенной доле. Между пунктиром лежит 95 % случайного, между "
               "сплошными 99,8 %; пределы расширены, если общий разброс больше случайного."}},
             {"pChart",
              {"The share of significant discrepancies by month, with limits for each month's n. Signals: 1 beyond a "
               "limit, 2 seven on one side, 3 seven rising or falling, 4 two of three near a limit.",
               "Доля значимых расхождений по месяцам с пределами для n каждого месяца. Сигналы: 1 — за пределом, 2 — "
               "семь по одну сторону, 3 — семь подряд растут или падают, 4 — два из трёх у предела."}},
             {"cusum",
              {"Bernoulli CUSUM: each significant discrepancy lifts the sum, each case without one lowers it, never "
               "below 0. Beyond the dashed limit the rate has probably risen.",
               "Бернуллиева накопленная сумма: значимое расхождение поднимает её, случай без него опускает, но не ниже "
               "0. За пунктиром доля, вероятно, выросла."}},
             {"blandAltman",
              {"Involvement stated minus measured, against the mean of both, in points. Solid: the mean difference; "
               "dashed: between these limits lie 95 % of the differences.",
               "Указанное поражение минус измеренное против их среднего, в пунктах. Сплошная — средняя разность; между "
               "пунктиром лежит 95 % разностей."}},
             {"limits",
              {"At each limit: of the reports that should be at that grade or above, the share that was reported so "
               "(sensitivity), and of those below, the share reported below (specificity). Each case is weighted by "
               "the reports it stands for, since suspicious ones are looked at far more often; the raw share stands "
               "beside.",
               "На каждой границе: из описаний, где итог этой степени и выше, доля так и описанных (чувствительность), "
               "из более лёгких — доля описанных легче (специфичность). Каждый случай взвешен числом описаний, которые "
               "он представляет: подозрительные проверяют гораздо чаще; рядом доля без взвешивания."}},
             {"chosen",
              {"Why the reviewed reports were picked. Suspicious ones are looked at more often, so only the weighted "
               "rates speak of all reports.",
               "Почему описания отобраны. Подозрительные смотрят чаще, поэтому обо всех описаниях говорят только "
               "взвешенные доли."}},
             {"radpeer",
              {"Scores of peer reviews: 1 concur, 2 a discrepancy not ordinarily expected to be made, 3 one that "
               "should be made most of the time; a unlikely, b likely to matter.",
               "Оценки экспертных проверок: 1 — согласие, 2 — расхождение, которого обычно не ждут, 3 — которое чаще "
               "следует заметить; a — вряд ли, b — вероятно значимо."}},
         }},
        {"design",
         {
             {"doubleRead", {"Double reads", "Двойные чтения"}},
             {"peerReview", {"Peer reviews", "Экспертные проверки"}},
             {"doubleReadText",
              {"A second reader, blind to the report, reads the images anew.",
               "Второй читающий, не видя описания, заново читает снимки."}},
             {"peerReviewText",
              {"A reviewer sees the report without its author and scores it.",
               "Эксперт видит описание без автора и оценивает его."}},
         }},
    };
    return all;
}

constexpr std::array<Words, 12> months{{{"Jan", "янв"},
                                        {"Feb", "фев"},
                                        {"Mar", "мар"},
                                        {"Apr", "апр"},
                                        {"May", "май"},
                                        {"Jun", "июн"},
                                        {"Jul", "июл"},
                                        {"Aug", "авг"},
                                        {"Sep", "сен"},
                                        {"Oct", "окт"},
                                        {"Nov", "ноя"},
                                        {"Dec", "дек"}}};

}  // namespace

const MetricWords& metricNamed(std::string_view code) {
    const auto found = std::ranges::find(metrics, code, &MetricWords::code);
    if (found == metrics.end()) throw std::out_of_range("no words for the figure " + std::string(code));
    return *found;
}

std::string wordsOf(std::string_view group, std::string_view code, Language language) {
    const auto& words = groups().at(std::string(group));
    const auto found = words.find(code);
    return found == words.end() ? std::string(code) : found->second.in(language);
}

std::string valueText(MetricKind kind, double value, Language language) {
    return kind == MetricKind::share ? fixedText(100 * value, 1, language) : fixedText(value, 2, language);
}

std::string figureText(MetricKind kind, const wire::Figure& figure, Language language) {
    if (!figure.value) return Words{"no data", "нет данных"}.in(language);
    const std::string unit = kind == MetricKind::share ? "\u202f%" : "";
    auto text = valueText(kind, *figure.value, language) + unit;
    if (figure.low && figure.high)
        text += " (" + valueText(kind, *figure.low, language) + Words{" to ", " … "}.in(language) +
                valueText(kind, *figure.high, language) + unit + ")";
    return text + ", n\u00a0" + std::to_string(figure.n);
}

std::string dayText(Timestamp moment, Language language) {
    const auto text = toRfc3339(moment);
    const auto month = static_cast<std::size_t>(std::stoi(text.substr(5, 2)) - 1);
    if (language == Language::russian) return text.substr(8, 2) + '.' + text.substr(5, 2) + '.' + text.substr(0, 4);
    return std::to_string(std::stoi(text.substr(8, 2))) + ' ' + months.at(month).in(language) + ' ' + text.substr(0, 4);
}

std::string momentText(Timestamp moment, Language language) {
    return dayText(moment, language) + ", " + toRfc3339(moment).substr(11, 5) + " UTC";
}

std::string monthText(const std::string& month, Language language) {
    return months.at(static_cast<std::size_t>(std::stoi(month.substr(5, 2)) - 1)).in(language) + ' ' +
           month.substr(0, 4);
}

std::string spanText(const wire::MonthSpan& span, Language language) {
    if (span.from == span.to) return monthText(span.from, language);
    return monthText(span.from, language) + Words{" to ", " – "}.in(language) + monthText(span.to, language);
}

std::string percentText(double percent, Language language) {
    return fixedText(percent, 0, language) + "\u202f%";
}

}  // namespace overread::reports
