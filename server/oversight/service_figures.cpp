#include <algorithm>
#include <cmath>
#include <numeric>

#include "qa/statistics/agreement.h"
#include "qa/statistics/design_sums.h"
#include "qa/statistics/distributions.h"
#include "server/database/columns.h"
#include "server/database/settled_cases_repository.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

using namespace qa::statistics;

constexpr std::array technicalReasons{"coverage", "motion", "protocol", "labelling"};
constexpr auto builtIn = "overread";
constexpr long fewestRepeats = 30;  // a kappa of fewer has an interval from slight to perfect
constexpr int mostExamples = 600;   // newest remarks that are looked through for three of each cell

wire::Minutes minutesOf(const MinuteCounts& counts) {
    wire::Minutes minutes{0, quantileOf(counts, 0.5), quantileOf(counts, 0.9)};
    for (const long count : counts) minutes.n += count;
    return minutes;
}

wire::Figure shiftOf(const Cells<long>& cells) {
    DesignSums sums;
    sums.confusion = cells;
    for (const long count : cells) sums.bands[0].n += static_cast<double>(count);
    for (auto& metric : metricsOf(sums))
        if (metric.code == "gradeBias") return metric.figure;
    return {};
}

wire::Figure exactOf(const Cells<long>& cells) {
    long all = 0;
    long same = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        all += cells[i];
        if (i % 6 == 0) same += cells[i];
    }
    return rawFigure(same, all);
}

/// Query of GET /api/v1/cases for what a reviewer did in the period; `more` narrows it.
std::string casesOf(const PersonName& person, const Months& months, const std::string& more) {
    return queryPart("reviewer", person.staffCode) + '&' + queryPart("from", nameOf(months.from)) + '&' +
           queryPart("to", nameOf(months.to)) + '&' + more;
}

wire::ReviewerFigures rowOf(const PersonName& person, const ReviewerSums& sums, const Cells<long>& repeats,
                            const Months& months) {
    wire::ReviewerFigures row;
    row.id = person.staffCode;
    row.name = person.name;
    const auto kind = [&](AssignmentKind wanted) {
        const auto found = sums.kinds.find(wanted);
        return found == sums.kinds.end() ? ReviewerSums::Kind{} : found->second;
    };
    const auto reads = kind(AssignmentKind::doubleRead);
    const auto reviews = kind(AssignmentKind::peerReview);
    const auto arbitrations = kind(AssignmentKind::arbitration);
    row.reads = reads.answers;
    row.reviews = reviews.answers;
    row.arbitrations = arbitrations.answers;
    row.leniency = shiftOf(reads.cells);
    row.agreementWithArbitration = exactOf(reads.arbitrated);
    const auto repeated = std::accumulate(repeats.begin(), repeats.end(), 0L);
    row.repeatKappa = figureOf(cohenKappa(tableOf(repeats), Weights::quadratic), repeated);
    row.repeatsStillNeeded = std::max(0L, fewestRepeats - repeated);
    row.concurShare = rawFigure(reviews.radpeer[0], reviews.answers);
    if (!person.staffCode.empty()) {
        row.leniency.cases = casesOf(person, months, "design=doubleRead");
        row.agreementWithArbitration.cases = row.leniency.cases + "&arbitrated=true";
        row.concurShare.cases = casesOf(person, months, "design=peerReview&radpeer=1");
    }
    row.doubleReadMinutes = minutesOf(reads.minutes);
    row.peerReviewMinutes = minutesOf(reviews.minutes);
    row.arbitrationMinutes = minutesOf(arbitrations.minutes);
    return row;
}

}  // namespace

wire::TechnicalFigures technicalFigures(soci::session& session, const FigureQuery& query) {
    wire::TechnicalFigures figures;
    figures.period = query.period();
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> examples;
    for (const auto& remark :
         SettledCasesRepository{session}.remarks(query.scope.months, query.scope.facility, mostExamples)) {
        auto& cases = examples[{remark.facility, remark.scanner, remark.reason}];
        if (cases.size() < 3) cases.push_back(remark.id.text());
    }
    for (const auto& [key, sums] :
         FigureSumsRepository{session}.technicalSums(query.scope.months, query.scope.facility)) {
        auto narrow = query;
        narrow.scope.design = AssignmentKind::peerReview;
        narrow.scope.facility = key.facility;
        narrow.scope.scanner = key.subject;
        wire::TechnicalFigures::Row row{key.facility, key.subject, {}};
        for (std::size_t i = 0; i < technicalReasons.size(); ++i) {
            const std::string reason = technicalReasons[i];
            auto figure = rawFigure(sums.technical[i], sums.settled());
            figure.cases = narrow.cases(queryPart("technical", reason));
            row.cells.push_back({reason, figure, examples[{key.facility, key.subject, reason}]});
        }
        figures.rows.push_back(std::move(row));
    }
    std::sort(figures.rows.begin(), figures.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.facility, a.scanner) < std::tie(b.facility, b.scanner);
    });
    figures.asOf = databaseNow(session);
    return figures;
}

wire::FiguresOfReviewers reviewerFigures(soci::session& session, const Months& months,
                                         const std::optional<UserId>& reviewer) {
    const FigureSumsRepository repository{session};
    auto sums = repository.reviewerSums(months, std::nullopt);
    auto repeats = repository.repeats(months);
    if (reviewer) sums[*reviewer];  // a row of nothing says so; a list that lacks one's own does not
    std::vector<UserId> people;
    for (const auto& [id, each] : sums) people.push_back(id);
    auto names = repository.names(people);
    wire::FiguresOfReviewers figures;
    figures.period = {nameOf(months.from), nameOf(months.to)};
    std::vector<double> leniencies;
    for (const auto& [id, each] : sums) {
        auto row = rowOf(names[id], each, repeats[id], months);
        const bool isOwn = reviewer && id == *reviewer;
        // Cases are for who may see them all; one's own reads have a list of their own.
        if (isOwn) row.leniency.cases = row.agreementWithArbitration.cases = row.concurShare.cases = "";
        if (!isOwn && row.leniency.value && reviewsStillNeeded(row.leniency.n) == 0)
            leniencies.push_back(*row.leniency.value);
        if (!reviewer || isOwn) figures.items.push_back(std::move(row));
    }
    std::sort(figures.items.begin(), figures.items.end(),
              [](const auto& a, const auto& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    figures.teamLeniency = teamBandOf(leniencies);
    figures.asOf = databaseNow(session);
    return figures;
}

wire::FiguresOfServices serviceFigures(soci::session& session, const FigureQuery& query) {
    const FigureSumsRepository repository{session};
    wire::FiguresOfServices figures;
    figures.period = query.period();
    auto all = repository.serviceSums(query.scope);
    all[builtIn];  // stands there before its first case as well
    for (const auto& [name, sums] : all) {
        const auto cases = query.cases(queryPart("service", name));
        wire::ServiceFigures service;
        service.id = service.name = name;
        service.results = sums.asReader.settled();
        for (auto& metric : metricsOf(sums.asReader)) {
            metric.figure.cases = cases;
            if (metric.code == "exactAgreement") service.exactAgreement = metric.figure;
            if (metric.code == "withinOne") service.withinOne = metric.figure;
            if (metric.code == "kappa") service.kappa = metric.figure;
        }
        service.limits = limitsOf(sums.asReader.bands, &DesignSums::Band::confusion);
        for (auto& limit : service.limits)
            for (auto* figure : {&limit.sensitivity, &limit.specificity, &limit.sensitivityRaw, &limit.specificityRaw})
                figure->cases = cases;
        service.blandAltman = blandAltmanOf(sums.asReader);
        if (service.blandAltman) service.blandAltman->cases = cases;
        service.refused = rawFigure(sums.refused, sums.refused + service.results);
        service.refused.cases = query.cases(queryPart("service", name) + "&answer=refused");
        service.readersAgreed = rawFigure(sums.agreed, sums.readers);
        service.readersAgreed.cases = cases;
        service.turnaround = minutesOf(sums.minutes);
        figures.items.push_back(std::move(service));
    }
    const auto flags = repository.designSums(query.scope);
    for (auto& service : figures.items)
        if (service.id == builtIn) {
            service.flagYield = rawFigure(flags.flagUpheld, flags.flagged);
            service.flagYield->cases = query.cases("flagged=true");
        }
    figures.asOf = databaseNow(session);
    return figures;
}

}  // namespace overread
