#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/timestamp.h"
#include "core/wire/administration.h"
#include "core/wire/json_fwd.h"
#include "core/wire/oversight.h"

namespace overread::wire {

/// One page of a list: {"items": [...], "nextCursor": "..." | null, "asOf": "..."}. The cursor is opaque and goes back
/// unchanged as ?cursor=; null: this was the last page.
template <class Row>
struct Page {
    std::vector<Row> items;
    std::optional<std::string> nextCursor;
    Timestamp asOf;
};

/// GET /api/v1/figures/radiologists
struct FiguresOfRadiologists {
    std::vector<RadiologistFigures> items;  ///< by name
    Timestamp from;
    Timestamp to;
    Timestamp asOf;
};

OVERREAD_WIRE(Page<CaseRow>)
OVERREAD_WIRE(Page<AlertRow>)
OVERREAD_WIRE(Page<FeedbackRow>)
OVERREAD_WIRE(Page<AuditRow>)
OVERREAD_WIRE(Page<UserRow>)
OVERREAD_WIRE(FiguresOfRadiologists)

}  // namespace overread::wire
