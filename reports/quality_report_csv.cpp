#include "reports/csv.h"
#include "reports/quality_report.h"
#include "reports/words.h"

namespace overread::reports {
namespace {

/// The rows of one design; what stands in front of each is the same.
class FigureRows {
public:
    FigureRows(CsvTable& table, const wire::FigureProfile& profile, Language language)
        : table_(table), profile_(profile), language_(language) {}

    void figure(const std::string& code, const wire::Figure& figure, const std::string& definition,
                const std::optional<wire::TeamBand>& team = std::nullopt, const std::string& month = {}) {
        row(code, figure.value, figure.low, figure.high, figure.n,
            figure.events ? std::optional<double>(*figure.events) : std::nullopt, definition, team, month);
    }
    void count(const std::string& code, long n, const std::string& definition) {
        row(code, static_cast<double>(n), {}, {}, {}, {}, definition, {}, {});
    }
    void row(const std::string& code, std::optional<double> value, std::optional<double> low,
             std::optional<double> high, std::optional<double> n, std::optional<double> events,
             const std::string& definition, const std::optional<wire::TeamBand>& team, const std::string& month) {
        const auto& period = profile_.period;
        table_.row({profile_.subject.kind, profile_.subject.id, month.empty() ? period.from : month,
                    month.empty() ? period.to : month, toRfc3339(profile_.asOf),
                    std::string(overread::nameOf(profile_.design)), code, value, low, high, n, events,
                    team ? std::optional(team->low) : std::nullopt, team ? std::optional(team->high) : std::nullopt,
                    definition});
    }
    [[nodiscard]] std::string why(const char* code) const { return wordsOf("why", code, language_); }
    [[nodiscard]] Language language() const { return language_; }

private:
    CsvTable& table_;
    const wire::FigureProfile& profile_;
    Language language_;
};

std::string definitionOf(const char* metric, Language language) {
    return metricNamed(metric).definition.in(language);
}

void addConfusion(FigureRows& rows, const wire::FigureProfile& profile) {
    for (std::size_t reported = 0; reported < 5; ++reported)
        for (std::size_t settled = 0; settled < 5; ++settled) {
            const auto cell = std::string(nameOf(static_cast<Grade>(reported))) + ' ' +
                              std::string(nameOf(static_cast<Grade>(settled)));
            rows.count("confusion " + cell, profile.confusion[reported][settled], rows.why("matrix"));
            rows.row("confusionWeighted " + cell, profile.confusionWeighted[reported][settled], {}, {}, {}, {},
                     rows.why("matrix"), {}, {});
        }
}

void addPart(CsvTable& table, const QualityReport::Part& part, Language language) {
    const auto& profile = part.profile;
    FigureRows rows(table, profile, language);
    const Words stillNeeded{"Reviews that are missing before the figures say anything.",
                            "Сколько проверок не хватает для вывода."};
    rows.figure("reviewed", profile.settled, rows.why("reviewed"));
    rows.count("reviewsStillNeeded", profile.reviewsStillNeeded, stillNeeded.in(language));
    for (const auto& metric : profile.metrics)
        rows.figure(metric.code, metric.figure, metricNamed(metric.code).definition.in(language), metric.team);
    for (const auto& limit : profile.limits) {
        const std::string name{nameOf(limit.limit)};
        rows.figure("sensitivity " + name, limit.sensitivity, rows.why("limits"));
        rows.figure("sensitivityRaw " + name, limit.sensitivityRaw, rows.why("limits"));
        rows.figure("specificity " + name, limit.specificity, rows.why("limits"));
        rows.figure("specificityRaw " + name, limit.specificityRaw, rows.why("limits"));
    }
    addConfusion(rows, profile);
    if (const auto& limits = profile.blandAltman) {
        rows.row("involvementBias", limits->bias, limits->biasLow, limits->biasHigh, static_cast<double>(limits->n), {},
                 rows.why("blandAltman"), {}, {});
        rows.row("involvementLimits", {}, limits->low, limits->high, static_cast<double>(limits->n), {},
                 rows.why("blandAltman"), {}, {});
    }
    for (const auto& reason : profile.technical)
        rows.figure("technical " + reason.reason, reason.figure, rows.why("technical"));
    for (const auto& score : profile.radpeer) rows.count("radpeer " + score.code, score.n, rows.why("radpeer"));
    for (const auto& reason : profile.chosen) rows.count("chosen " + reason.code, reason.n, rows.why("chosen"));
    for (const auto& point : profile.trend)
        rows.figure("significantWeighted", point.figure, definitionOf("significantWeighted", language), point.team,
                    point.month);
    for (const auto& point : part.charts.pChart.points) {
        wire::Figure figure = point.figure;
        rows.figure("pChart", figure, rows.why("pChart"), {}, point.month);
    }
}

/// The list of a department: each radiologist by code, in the columns of the whole.
void addRadiologists(CsvTable& table, const wire::FigureGroups& groups, Timestamp asOf, Language language) {
    for (const auto& item : groups.items) {
        const auto add = [&](const char* code, const wire::Figure& figure) {
            table.row({std::string("reporter"), item.id, groups.period.from, groups.period.to, toRfc3339(asOf),
                       std::string(nameOf(groups.design)), std::string(code), figure.value, figure.low, figure.high,
                       std::optional<double>(figure.n),
                       figure.events ? std::optional<double>(*figure.events) : std::nullopt, std::optional<double>(),
                       std::optional<double>(), definitionOf(code, language)});
        };
        add("exactAgreement", item.exactAgreement);
        add("significantWeighted", item.significantWeighted);
        add("significantRaw", item.significantRaw);
        add("insignificantRaw", item.insignificantRaw);
        add("kappa", item.kappa);
    }
}

}  // namespace

std::string figuresCsv(const QualityReport& report, Language language) {
    CsvTable table(language, {"subject_kind", "subject", "from", "to", "as_of", "design", "metric", "value", "low95",
                              "high95", "n", "events", "team_low", "team_high", "definition"});
    const auto& profile = report.doubleReads.profile;
    const auto about = [&](const char* code, long n, const Words& definition) {
        table.row({profile.subject.kind, profile.subject.id, profile.period.from, profile.period.to,
                   toRfc3339(profile.asOf), std::string(), std::string(code), std::optional<double>(n),
                   std::optional<double>(), std::optional<double>(), std::optional<double>(), std::optional<double>(),
                   std::optional<double>(), std::optional<double>(), definition.in(language)});
    };
    about("reports", profile.reports,
          {"Reports received in the period; amendments are not counted.",
           "Описания, полученные за период; исправления не считаются."});
    about("casesOpened", profile.casesOpened,
          {"Reports that were picked for a second look.", "Описания, отобранные для проверки."});
    about("alerts", profile.alerts + report.peerReviews.profile.alerts,
          {"Settled grades that change where the patient must go, so that the facility was alerted.",
           "Итоговые степени, меняющие маршрут пациента: клиника оповещена."});
    for (const auto* part : {&report.doubleReads, &report.peerReviews}) {
        addPart(table, *part, language);
        if (part->radiologists) addRadiologists(table, *part->radiologists, profile.asOf, language);
    }
    return table.text();
}

}  // namespace overread::reports
