#include <algorithm>

#include "qa/statistics/agreement.h"
#include "qa/statistics/design_sums.h"
#include "server/database/columns.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

using qa::statistics::DesignSums;

/// The query of one item: that of the list, narrowed to it.
FigureQuery narrowed(const FigureQuery& query, const std::string& by, const GroupKey& key, const PersonName& person) {
    auto narrow = query;
    narrow.subject = {by, key.subject, key.subject, key.facility};
    narrow.scope.facility = key.facility;
    if (by == "reporter") {
        narrow.scope.reporter = UserId::parse(key.subject);
        narrow.subject.id = person.staffCode;
        narrow.subject.name = person.name;
    } else if (by == "scanner") {
        narrow.scope.scanner = key.subject;
    } else {
        narrow.subject.id = narrow.subject.name = key.facility;
    }
    return narrow;
}

wire::FigureGroups::Item itemOf(const FigureQuery& query, const DesignSums& sums, long reports) {
    using namespace qa::statistics;
    wire::FigureGroups::Item item;
    item.id = query.subject.id;
    item.name = query.subject.name;
    item.facility = query.subject.facility;
    item.reports = reports;
    item.settled = sums.settled();
    item.effective = effectiveReviews(sums.significantBands());
    long exact = 0;
    for (std::size_t grade = 0; grade < 5; ++grade) exact += sums.confusion[6 * grade];
    item.exactAgreement = rawFigure(exact, item.settled);
    item.exactAgreement.cases = query.cases();
    item.significantRaw = rawFigure(sums.significant(), item.settled);
    item.significantRaw.cases = query.cases("outcome=significantDiscrepancy");
    item.significantWeighted = figureOf(weightedRate(sums.significantBands()), item.settled, sums.significant());
    item.significantWeighted.cases = item.significantRaw.cases;
    item.insignificantRaw = rawFigure(sums.insignificant(), item.settled);
    item.insignificantRaw.cases = query.cases("outcome=insignificantDiscrepancy");
    item.kappa = figureOf(cohenKappa(tableOf(sums.confusion), Weights::quadratic), item.settled);
    item.kappa.cases = item.exactAgreement.cases;
    item.greatCalls = sums.greatCalls;
    item.reviewsStillNeeded = reviewsStillNeeded(item.settled);
    return item;
}

}  // namespace

wire::FigureGroups figureGroups(soci::session& session, const FigureQuery& query, const std::string& by) {
    const FigureSumsRepository repository{session};
    auto sums = repository.designSumsBy(by, query.scope);
    const auto reports = repository.reportsBy(by, query.scope);
    for (const auto& [key, count] : reports) sums[key];  // who reports and was not reviewed stands in the list, too

    std::map<UserId, PersonName> names;
    if (by == "reporter") {
        std::vector<UserId> people;
        for (const auto& [key, each] : sums) people.push_back(UserId::parse(key.subject));
        names = repository.names(people);
    }
    struct Row {
        wire::FigureGroups::Item item;
        std::vector<qa::statistics::WeightBand> bands;
    };
    std::vector<Row> rows;
    for (const auto& [key, each] : sums) {
        const auto person = by == "reporter" ? names[UserId::parse(key.subject)] : PersonName{};
        const auto found = reports.find(key);
        rows.push_back({itemOf(narrowed(query, by, key, person), each, found == reports.end() ? 0 : found->second),
                        each.significantBands()});
    }
    // By name, never by rate.
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.item.name, a.item.facility, a.item.id) < std::tie(b.item.name, b.item.facility, b.item.id);
    });

    wire::FigureGroups groups;
    groups.by = by;
    groups.design = query.scope.design;
    groups.period = query.period();
    std::vector<std::vector<qa::statistics::WeightBand>> bands;
    for (auto& row : rows) {
        groups.items.push_back(std::move(row.item));
        bands.push_back(std::move(row.bands));
    }
    qa::statistics::placeInFunnel(groups, bands);
    groups.asOf = databaseNow(session);
    return groups;
}

}  // namespace overread
