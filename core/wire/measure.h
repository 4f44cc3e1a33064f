#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/measure.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

namespace overread::wire {

/// GET /api/v1/measures, GET /api/v1/measures/{measureId}. Its effect is a figure and stands with the figures.
struct MeasureRow {
    std::string id;
    MeasureKind kind = MeasureKind::educational;
    std::string reporter;  ///< staff code; empty: of a facility, or of the whole
    std::string reporterName;
    std::string facility;
    std::string owner;  ///< id
    std::string ownerName;
    Timestamp dueAt;
    std::string cause;
    Timestamp openedAt;
    std::string openedBy;  ///< name
    std::optional<FollowUp> followUp;
    std::vector<std::string> cases;
    std::optional<Timestamp> closedAt;
    std::string result;
    bool overdue = false;
    std::string etag;
};

/// Body of POST /api/v1/measures
struct NewMeasure {
    MeasureKind kind = MeasureKind::educational;
    std::string reporter;  ///< staff code; may be empty
    std::string facility;  ///< may be empty
    std::string owner;     ///< id
    Timestamp dueAt;
    std::string cause;
    std::vector<std::string> cases;
    std::optional<FollowUp> followUp;
};

/// Body of PUT /api/v1/measures/{measureId}
struct MeasureChange {
    std::string owner;  ///< id
    Timestamp dueAt;
    std::optional<FollowUp> followUp;
};

/// Body of POST /api/v1/measures/{measureId}/closing
struct MeasureClosing {
    std::string result;
};

OVERREAD_ANSWER(MeasureRow)
OVERREAD_ANSWER(Page<MeasureRow>)
OVERREAD_REQUEST(NewMeasure)
OVERREAD_REQUEST(MeasureChange)
OVERREAD_REQUEST(MeasureClosing)

}  // namespace overread::wire
