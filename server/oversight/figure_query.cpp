#include "server/oversight/figure_query.h"

#include <cctype>

#include "server/database/person_repository.h"

namespace overread {

wire::MonthSpan FigureQuery::period() const {
    return {nameOf(scope.months.from), nameOf(scope.months.to)};
}

std::string FigureQuery::cases(const std::string& more) const {
    const auto months = period();
    std::string query = queryPart("design", std::string(nameOf(scope.design))) + '&' + queryPart("from", months.from) +
                        '&' + queryPart("to", months.to);
    if (scope.reporter) query += '&' + queryPart("reporter", subject.id);
    if (scope.scanner) query += '&' + queryPart("scanner", *scope.scanner);
    if (!scope.facility.empty()) query += '&' + queryPart("facility", scope.facility);
    return more.empty() ? query : query + '&' + more;
}

std::optional<FigureQuery> figureQuery(soci::session& session, const FigureScope& scope,
                                       const std::string& reporterStaffCode) {
    FigureQuery query{scope, {}, false};
    query.subject.facility = scope.facility;
    if (!reporterStaffCode.empty()) {
        const auto person = PersonRepository{session}.findByStaffCode(reporterStaffCode);
        if (!person) return std::nullopt;
        query.scope.reporter = person->id;
        query.subject.kind = "reporter";
        query.subject.id = person->staffCode;
        query.subject.name = person->displayName;
    } else if (scope.scanner) {
        query.subject.kind = "scanner";
        query.subject.id = query.subject.name = *scope.scanner;
    } else if (!scope.facility.empty()) {
        query.subject.kind = "facility";
        query.subject.id = query.subject.name = scope.facility;
    }
    return query;
}

std::string queryPart(const std::string& name, const std::string& value) {
    constexpr auto digits = "0123456789ABCDEF";
    std::string part = name + '=';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
            part += c;
        } else {
            part += '%';
            part += digits[byte >> 4];
            part += digits[byte & 15];
        }
    }
    return part;
}

}  // namespace overread
