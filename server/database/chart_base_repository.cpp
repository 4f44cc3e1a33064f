#include "server/database/chart_base_repository.h"

#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

/// A reporter's chart is theirs wherever they work.
std::string facilityOf(const FigureScope& scope) {
    return scope.reporter ? std::string{} : scope.facility;
}

std::chrono::year_month monthIn(const std::string& date) {
    return std::chrono::year(std::stoi(date.substr(0, 4))) /
           std::chrono::month(static_cast<unsigned>(std::stoi(date.substr(5, 2))));
}

}  // namespace

ChartBaseRepository::ChartBaseRepository(soci::session& session) : session_(session) {}

std::optional<ChartBaseRepository::Base> ChartBaseRepository::find(const FigureScope& scope) const {
    Base base;
    std::string starts;
    if (!fetchRow(session_,
                  "select b.starts::text, b.reason, p.display_name, b.set_at from qa.chart_base b "
                  "join identity.person p on p.id = b.set_by where b.reporter is not distinct from :reporter::uuid "
                  "and b.facility = :facility and b.scanner = :scanner and b.design = :design "
                  "order by b.set_at desc, b.id desc limit 1",
                  std::tie(starts, base.reason, base.setBy, base.setAt), scope.reporter, facilityOf(scope),
                  scope.scanner.value_or(""), scope.design))
        return std::nullopt;
    base.starts = monthIn(starts);
    return base;
}

std::map<std::pair<std::string, std::string>, std::chrono::year_month> ChartBaseRepository::ofSites(
    AssignmentKind design) const {
    std::map<std::pair<std::string, std::string>, std::chrono::year_month> all;
    std::string facility;
    std::string scanner;
    std::string starts;
    forEachRow(
        session_,
        "select distinct on (facility, scanner) facility, scanner, starts::text from qa.chart_base "
        "where reporter is null and facility <> '' and design = :design order by facility, scanner, set_at desc, id "
        "desc",
        std::tie(facility, scanner, starts),
        [&] {
            all[{facility, scanner}] = monthIn(starts);
        },
        design);
    return all;
}

void ChartBaseRepository::add(const FigureScope& scope, std::chrono::year_month starts, const std::string& reason,
                              const UserId& by, Timestamp now) {
    execute(session_,
            "insert into qa.chart_base (id, reporter, facility, scanner, design, starts, reason, set_by, set_at) "
            "values (:id, :reporter, :facility, :scanner, :design, :starts::date, :reason, :by, :now)",
            newUuid(), scope.reporter, facilityOf(scope), scope.scanner.value_or(""), scope.design,
            nameOf(starts) + "-01", reason, by, now);
}

}  // namespace overread
