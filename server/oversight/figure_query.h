#pragma once
#include <optional>
#include <string>

#include "core/wire/figures.h"
#include "server/database/figure_sums_repository.h"

namespace soci {
class session;
}

namespace overread {

/// What somebody asks figures of: the part of the sums, and whom it means for a person.
struct FigureQuery {
    FigureScope scope;
    wire::FigureSubject subject;
    bool mayNameReviewers = false;

    [[nodiscard]] wire::MonthSpan period() const;
    /// The query of GET /api/v1/cases that opens the cases behind a figure; `more` as "outcome=concordant".
    [[nodiscard]] std::string cases(const std::string& more = {}) const;
};

/// Fills in whom the scope means. None where no such reporter is known.
[[nodiscard]] std::optional<FigureQuery> figureQuery(soci::session& session, const FigureScope& scope,
                                                     const std::string& reporterStaffCode);

/// "name=value" with the value encoded as a part of an address.
[[nodiscard]] std::string queryPart(const std::string& name, const std::string& value);

}  // namespace overread
