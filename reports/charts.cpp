#include "reports/charts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/html_parts.h"

namespace overread::reports {
namespace {

using Anchor = Shape::Anchor;

constexpr auto ink = "#1c2226";
constexpr auto quiet = "#55606a";
constexpr auto grid = "#e3e7ea";
constexpr auto band = "#dfe4e8";
constexpr auto concern = "#b35900";
constexpr auto better = "#005eb8";
constexpr auto neutral = "#5b2a86";
constexpr auto white = "#ffffff";

/// 1, 2 or 5 times a power of ten, so that at most `most` steps cover the span.
double niceStep(double span, int most) {
    const double raw = span / most;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double each : {1.0, 2.0, 5.0})
        if (each * power >= raw * (1 - 1e-9)) return each * power;
    return 10 * power;
}

/// A frame with both axes: from numbers to places on the drawing.
class Plot {
public:
    enum class Below { ticks, ticksAndName };
    Plot(double width, double height, Below below, const std::string& title, std::string says)
        : right_(width - 8), bottom_(height - (below == Below::ticks ? 20 : 34)) {
        drawing_.width = width;
        drawing_.height = height;
        drawing_.says = std::move(says);
        drawing_.text({0, 11}, title, Anchor::start, 10, ink, true);
    }

    /// The range is widened to whole steps; grid lines and numbers are drawn.
    template <class TextOf>
    void yAxis(double low, double high, const TextOf& textOf) {
        const double step = niceStep(high - low, 5);
        low_ = std::floor(low / step + 1e-9) * step;
        high_ = std::ceil(high / step - 1e-9) * step;
        for (double value = low_; value <= high_ + step / 2; value += step) {
            drawing_.line({{left_, y(value)}, {right_, y(value)}}, grid);
            drawing_.text({left_ - 5, y(value) + 3}, textOf(std::abs(value) < step / 100 ? 0.0 : value), Anchor::end, 8,
                          quiet);
        }
    }
    void xRange(double from, double to) {
        from_ = from;
        to_ = to > from ? to : from + 1;
    }
    void xTick(double value, const std::string& words) {
        drawing_.line({{x(value), bottom_}, {x(value), bottom_ + 4}}, quiet);
        drawing_.text({x(value), bottom_ + 14}, words, Anchor::middle, 8, quiet);
    }
    void xNumbers() {
        const double step = std::max(1.0, niceStep(to_ - from_, 8));
        for (double value = std::ceil(from_ / step) * step; value <= to_ + step / 100; value += step)
            xTick(value, std::to_string(std::lround(value)));
    }
    void xName(const std::string& words) {
        drawing_.text({(left_ + right_) / 2, bottom_ + 28}, words, Anchor::middle, 8, quiet);
    }
    [[nodiscard]] double x(double value) const { return left_ + (value - from_) / (to_ - from_) * (right_ - left_); }
    [[nodiscard]] double y(double value) const {
        const double clamped = std::clamp(value, low_, high_);
        return bottom_ - (clamped - low_) / (high_ - low_) * (bottom_ - top_);
    }
    [[nodiscard]] Point at(double px, double py) const { return {x(px), y(py)}; }
    [[nodiscard]] double right() const { return right_; }
    [[nodiscard]] double left() const { return left_; }
    [[nodiscard]] double top() const { return top_; }
    [[nodiscard]] double bottom() const { return bottom_; }
    [[nodiscard]] double xFrom() const { return from_; }
    [[nodiscard]] double xTo() const { return to_; }
    Drawing& drawing() { return drawing_; }
    /// A triangle around a point, up or down.
    void triangle(Point centre, bool pointsUp, const std::string& fill, double size = 5) {
        const double tip = pointsUp ? -size : size;
        drawing_.area({{centre.x - size, centre.y - tip * 0.7},
                       {centre.x + size, centre.y - tip * 0.7},
                       {centre.x, centre.y + tip}},
                      fill, ink);
    }
    /// What the marks mean, right of the title.
    void legend(const std::string& words) { drawing_.text({right_, 11}, words, Anchor::end, 8, quiet); }

private:
    Drawing drawing_;
    double left_ = 46;
    double right_;
    double top_ = 24;
    double bottom_;
    double low_ = 0;
    double high_ = 1;
    double from_ = 0;
    double to_ = 1;
};

auto percentAxis(Language language) {
    return [language](double value) {
        const double percent = 100 * value;
        const bool isWhole = std::abs(percent - std::round(percent)) < 0.01;
        return fixedText(percent, isWhole ? 0 : 1, language) + "\u202f%";
    };
}

/// Names of months under the axis, every one or every few.
void monthTicks(Plot& plot, const std::vector<std::string>& months, Language language) {
    const auto every = months.size() / 13 + 1;
    for (std::size_t i = 0; i < months.size(); i += every)
        plot.xTick(static_cast<double>(i), monthText(months[i], language));
}

double highestOf(std::initializer_list<std::optional<double>> values, double least) {
    double highest = least;
    for (const auto& each : values) highest = std::max(highest, each.value_or(0));
    return highest;
}

/// Ends of the scale that a figure is shown on.
std::pair<double, double> scaleOf(MetricKind kind, const wire::Figure& figure,
                                  const std::optional<wire::TeamBand>& team) {
    const double low = std::min({figure.low.value_or(1), figure.value.value_or(1), team ? team->low : 1});
    const double high = std::max({figure.high.value_or(-1), figure.value.value_or(-1), team ? team->high : -1});
    if (kind == MetricKind::grades) {
        const double far = std::max(std::abs(low), std::abs(high));
        for (const double end : {0.5, 1.0, 2.0})
            if (far <= end) return {-end, end};
        return {-4, 4};
    }
    if (kind == MetricKind::coefficient) return {low < 0 ? -1.0 : 0.0, 1.0};
    for (const double end : {0.05, 0.1, 0.2, 0.5})
        if (high <= end) return {0, end};
    return {0, 1};
}

}  // namespace

Drawing intervalMark(MetricKind kind, const wire::Figure& figure, const std::optional<wire::TeamBand>& team,
                     bool isTooSmall, Language language) {
    Drawing drawing;
    drawing.width = 150;
    drawing.height = 24;
    if (!figure.value) return drawing;
    drawing.says = figureText(kind, figure, language);
    const auto [from, to] = scaleOf(kind, figure, team);
    const auto x = [from = from, to = to](double value) {
        return 6 + (std::clamp(value, from, to) - from) / (to - from) * 138;
    };
    const auto end = [&](double value) {
        return kind == MetricKind::share ? fixedText(100 * value, 0, language) + "\u202f%"
                                         : fixedText(value, std::abs(value) < 1 && value != 0 ? 1 : 0, language);
    };
    if (team) drawing.box(x(team->low), 1, std::max(1.0, x(team->high) - x(team->low)), 13, band);
    drawing.line({{6, 14}, {144, 14}}, "#b4bcc2");
    if (from < 0) drawing.line({{x(0), 1}, {x(0), 14}}, "#b4bcc2");
    drawing.text({6, 23}, end(from), Anchor::start, 7, quiet);
    drawing.text({144, 23}, end(to), Anchor::end, 7, quiet);
    const std::string colour = isTooSmall ? "#7a858d" : neutral;
    if (figure.low && figure.high) drawing.line({{x(*figure.low), 7.5}, {x(*figure.high), 7.5}}, colour, 1.4);
    drawing.disc({x(*figure.value), 7.5}, 3.2, isTooSmall ? white : colour, colour);
    return drawing;
}

Drawing matrixChart(const wire::FigureProfile& profile, Language language) {
    constexpr double left = 120;
    constexpr double top = 34;
    constexpr double cellWidth = 96;
    constexpr double cellHeight = 24;
    constexpr auto widthOfAll = left + 5 * cellWidth;
    constexpr auto heightOfAll = top + 5 * cellHeight;
    Drawing drawing;
    drawing.width = widthOfAll + 4;
    drawing.height = heightOfAll + 4;
    drawing.says = wordsOf("why", "matrix", language);
    drawing.text({0, 11}, Words{"Reported against settled", "Описано и решено"}.in(language), Anchor::start, 10, ink,
                 true);
    drawing.text({0, 28}, Words{"reported ↓ settled →", "описано ↓ решено →"}.in(language), Anchor::start, 8, quiet);
    const auto gradeOf = [&](std::size_t grade) { return gradeText(nameOf(static_cast<Grade>(grade)), language); };
    for (std::size_t i = 0; i < 5; ++i) {
        const auto along = static_cast<double>(i);
        drawing.text({left + (along + 0.5) * cellWidth, 28}, gradeOf(i), Anchor::middle, 9, quiet);
        drawing.text({left - 8, top + along * cellHeight + 16}, gradeOf(i), Anchor::end, 9, quiet);
    }
    for (std::size_t reported = 0; reported < 5; ++reported) {
        long sum = 0;
        for (const long n : profile.confusion[reported]) sum += n;
        for (std::size_t settled = 0; settled < 5; ++settled) {
            const long n = profile.confusion[reported][settled];
            const double x = left + static_cast<double>(settled) * cellWidth;
            const double y = top + static_cast<double>(reported) * cellHeight;
            const double share = n == 0 ? 0 : static_cast<double>(n) / static_cast<double>(sum);
            const auto step = std::min<std::size_t>(4, static_cast<std::size_t>(5 * share));
            const auto& [fill, letters] = blueRamp().at(step);
            drawing.box(x + 1, y + 1, cellWidth - 2, cellHeight - 2, n == 0 ? "#f5f7f8" : fill);
            drawing.text({x + cellWidth / 2, y + 16},
                         n == 0 ? "0" : std::to_string(n) + " · " + fixedText(100 * share, 0, language) + "\u202f%",
                         Anchor::middle, 9, n == 0 ? quiet : letters);
        }
    }
    // Between home and hospital.
    const double column = left + 3 * cellWidth;
    const double row = top + 3 * cellHeight;
    drawing.line({{column, top - 2}, {column, heightOfAll + 2}}, ink, 2.5);
    drawing.line({{left - 2, row}, {widthOfAll + 2, row}}, ink, 2.5);
    return drawing;
}

Drawing trendChart(const std::vector<wire::FigureProfile::TrendPoint>& trend, Language language) {
    Plot plot(pageWidth, 176, Plot::Below::ticks,
              Words{"Significant discrepancies, weighted, by month", "Значимые расхождения, взвешенно, по месяцам"}.in(
                  language),
              Words{"Weighted rate of significant discrepancies by month; the table has the numbers.",
                    "Взвешенная доля значимых расхождений по месяцам; числа в таблице."}
                  .in(language));
    std::vector<std::string> months;
    double highest = 0.05;
    for (const auto& point : trend) {
        months.push_back(point.month);
        highest = highestOf({point.figure.high, point.figure.value, point.team ? point.team->high : 0}, highest);
    }
    plot.yAxis(0, std::min(1.0, highest), percentAxis(language));
    plot.xRange(-0.5, static_cast<double>(trend.size()) - 0.5);
    if (!trend.empty() && trend.front().team) {
        const auto& team = *trend.front().team;
        plot.drawing().box(plot.left(), plot.y(team.high), plot.right() - plot.left(),
                           plot.y(team.low) - plot.y(team.high), band);
        plot.legend(Words{"dot: rate, line: 95 % interval, band: middle half of the team",
                          "точка: доля, линия: интервал 95 %, полоса: средняя половина коллег"}
                        .in(language));
    } else {
        plot.legend(Words{"dot: rate, line: 95 % interval", "точка: доля, линия: интервал 95 %"}.in(language));
    }
    for (std::size_t i = 0; i < trend.size(); ++i) {
        const auto& figure = trend[i].figure;
        if (!figure.value) continue;
        const auto x = static_cast<double>(i);
        if (figure.low && figure.high)
            plot.drawing().line({plot.at(x, *figure.low), plot.at(x, *figure.high)}, neutral, 1.4);
        plot.drawing().disc(plot.at(x, *figure.value), 3.2, neutral, neutral);
    }
    monthTicks(plot, months, language);
    return plot.drawing();
}

Drawing pChart(const wire::FigureCharts& charts, Language language) {
    const auto& points = charts.pChart.points;
    Plot plot(pageWidth, 186, Plot::Below::ticks,
              Words{"Control chart: significant discrepancies, raw, by month",
                    "Контрольная карта: значимые расхождения, без взвешивания, по месяцам"}
                  .in(language),
              wordsOf("why", "pChart", language));
    double highest = charts.pChart.centre.value_or(0.05);
    std::vector<std::string> months;
    for (const auto& point : points) {
        months.push_back(point.month);
        highest = highestOf({point.figure.value, point.figure.n > 0 ? point.figure.high : 0}, highest);
    }
    plot.yAxis(0, std::min(1.0, std::max(0.02, highest)), percentAxis(language));
    plot.xRange(-0.5, static_cast<double>(points.size()) - 0.5);
    plot.legend(charts.pChart.isTrial
                    ? Words{"dashed: limits, on trial until there are 12 points",
                            "пунктир: пределы, пробные, пока нет 12 точек"}
                          .in(language)
                    : Words{"solid: centre, dashed: limits", "сплошная: центр, пунктир: пределы"}.in(language));
    if (charts.pChart.centre)
        plot.drawing().line(
            {{plot.left(), plot.y(*charts.pChart.centre)}, {plot.right(), plot.y(*charts.pChart.centre)}}, quiet);
    Point last{-1, -1};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& figure = points[i].figure;
        if (figure.n == 0) continue;
        const auto x = static_cast<double>(i);
        for (const auto& limit : {figure.low, figure.high})
            if (limit) plot.drawing().dashed({plot.at(x - 0.5, *limit), plot.at(x + 0.5, *limit)}, quiet);
        if (!figure.value) continue;
        const auto here = plot.at(x, *figure.value);
        if (last.x >= 0) plot.drawing().line({last, here}, "#8d979e");
        last = here;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& figure = points[i].figure;
        if (!figure.value) continue;
        const auto here = plot.at(static_cast<double>(i), *figure.value);
        if (points[i].signals.empty()) {
            plot.drawing().disc(here, 3, white, "#5f6b73");
            continue;
        }
        const bool isUp = *figure.value >= charts.pChart.centre.value_or(0);
        plot.triangle(here, isUp, isUp ? concern : better);
        std::string rules;
        for (const int rule : points[i].signals) rules += (rules.empty() ? "" : ",") + std::to_string(rule);
        plot.drawing().text({here.x + 7, here.y - 3}, rules, Anchor::start, 8, ink, true);
    }
    monthTicks(plot, months, language);
    return plot.drawing();
}

Drawing cusumChart(const wire::FigureCharts::Cusum& cusum, Language language) {
    Plot plot(pageWidth, 170, Plot::Below::ticksAndName,
              Words{"Case by case (CUSUM)", "Случай за случаем (CUSUM)"}.in(language),
              wordsOf("why", "cusum", language));
    double highest = cusum.limit * 1.15;
    for (const auto& point : cusum.points) highest = std::max(highest, point.value);
    plot.yAxis(0, highest, [&](double value) { return fixedText(value, 0, language); });
    plot.xRange(0, static_cast<double>(cusum.points.size()));
    plot.legend(Words{"dashed: limit, triangle: signal", "пунктир: предел, треугольник: сигнал"}.in(language));
    plot.drawing().dashed({{plot.left(), plot.y(cusum.limit)}, {plot.right(), plot.y(cusum.limit)}}, concern);
    std::vector<Point> path{plot.at(0, 0)};
    for (std::size_t i = 0; i < cusum.points.size(); ++i)
        path.push_back(plot.at(static_cast<double>(i + 1), cusum.points[i].value));
    plot.drawing().line(path, neutral, 1.3);
    for (std::size_t i = 0; i < cusum.points.size(); ++i)
        if (cusum.points[i].isSignal) plot.triangle(path[i + 1], true, concern);
    plot.xNumbers();
    plot.xName(Words{"cases in order of time", "случаи по времени"}.in(language));
    return plot.drawing();
}

Drawing blandAltmanChart(const wire::InvolvementFigures& involvement, Language language) {
    const auto& limits = *involvement.blandAltman;
    Plot plot(pageWidth, 220, Plot::Below::ticksAndName,
              Words{"Stated against measured involvement", "Указанное и измеренное поражение"}.in(language),
              wordsOf("why", "blandAltman", language));
    double far = std::max({5.0, std::abs(limits.low), std::abs(limits.high)});
    double widest = 10;
    for (const auto& point : involvement.points) {
        far = std::max(far, std::abs(point.difference));
        widest = std::max(widest, point.mean);
    }
    plot.yAxis(-far, far, [&](double value) { return fixedText(value, 0, language); });
    plot.xRange(0, std::min(100.0, std::ceil(widest / 10) * 10));
    plot.legend(Words{"solid: mean difference, dashed: 95 % of the differences",
                      "сплошная: средняя разность, пунктир: 95 % разностей"}
                    .in(language));
    for (const auto& point : involvement.points)
        plot.drawing().disc(plot.at(point.mean, point.difference), 2, "#9aa5ad", {});
    const auto level = [&](double value, bool isDashed) {
        std::vector<Point> ends{{plot.left(), plot.y(value)}, {plot.right(), plot.y(value)}};
        if (isDashed)
            plot.drawing().dashed(ends, neutral);
        else
            plot.drawing().line(ends, neutral, 1.3);
        plot.drawing().text({plot.right() - 2, plot.y(value) - 3},
                            (value > 0 ? "+" : "") + fixedText(value, 1, language), Anchor::end, 8, neutral);
    };
    level(limits.bias, false);
    if (limits.low != limits.high) {
        level(limits.low, true);
        level(limits.high, true);
    }
    plot.xNumbers();
    plot.xName(Words{"mean of both, %; upright: stated minus measured, points",
                     "среднее обоих, %; по вертикали: указано минус измерено, пунктов"}
                   .in(language));
    return plot.drawing();
}

Drawing funnelChart(const wire::FigureGroups& groups, Language language) {
    Plot plot(pageWidth, 250, Plot::Below::ticksAndName,
              Words{"Funnel: significant discrepancies, weighted, by reviews",
                    "Воронка: значимые расхождения, взвешенно, по числу проверок"}
                  .in(language),
              wordsOf("why", "funnel", language));
    double highest = 2 * groups.centre.value_or(0.05);
    double most = 10;
    for (const auto& item : groups.items) {
        highest = highestOf({item.significantWeighted.value}, highest);
        most = std::max(most, item.effective);
    }
    most *= 1.05;
    plot.yAxis(0, std::min(1.0, highest * 1.1), percentAxis(language));
    plot.xRange(0, most);
    plot.legend(Words{"dashed: 95 %, solid: 99.8 % limits; hollow: n too small",
                      "пунктир: пределы 95 %, сплошные: 99,8 %; пустая: n мало"}
                    .in(language));
    using Limit = wire::FigureGroups::Limit;
    const auto curve = [&](double Limit::*end, bool isDashed) {
        std::vector<Point> path;
        for (const auto& limit : groups.limits)
            if (limit.n <= most && limit.n >= 1) path.push_back(plot.at(limit.n, limit.*end));
        if (path.size() < 2) return;
        if (isDashed)
            plot.drawing().dashed(path, quiet);
        else
            plot.drawing().line(path, quiet);
    };
    for (const auto end : {&Limit::low95, &Limit::high95}) curve(end, true);
    for (const auto end : {&Limit::low998, &Limit::high998}) curve(end, false);
    if (groups.centre)
        plot.drawing().line({{plot.left(), plot.y(*groups.centre)}, {plot.right(), plot.y(*groups.centre)}}, quiet,
                            1.4);
    for (const auto& item : groups.items) {
        if (!item.significantWeighted.value) continue;
        const auto here = plot.at(item.effective, *item.significantWeighted.value);
        if (item.position == "tooSmall")
            plot.drawing().disc(here, 3, white, "#9aa5ad");
        else if (item.position.starts_with("above"))
            plot.triangle(here, true, concern);
        else if (item.position.starts_with("below"))
            plot.triangle(here, false, better);
        else
            plot.drawing().disc(here, 3, "#5f6b73", "#5f6b73");
    }
    plot.xNumbers();
    plot.xName(Words{"effective number of reviews", "эффективное число проверок"}.in(language));
    return plot.drawing();
}

}  // namespace overread::reports
