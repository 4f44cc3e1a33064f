#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/checklist.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

namespace overread::wire {

/// GET /api/v1/checklists
struct ChecklistRow {
    std::string id;
    ChecklistKind kind = ChecklistKind::readiness;
    std::string facility;
    std::string ownerName;
    Timestamp openedAt;
    Timestamp dueAt;
    long items = 0;
    long answered = 0;
    long notMet = 0;  ///< wholly or partly
    bool overdue = false;
};

/// GET /api/v1/checklists/{checklistId}
struct Checklist {
    ChecklistRow row;
    struct Answer {
        ChecklistVerdict verdict = ChecklistVerdict::met;
        std::string note;
        std::string by;  ///< name
        Timestamp at;
    };
    struct Item {
        int position = 1;
        std::string code;
        std::vector<Answer> answers;  ///< the latest first: it holds
    };
    std::vector<Item> items;
    Timestamp asOf;
};

/// Body of POST /api/v1/checklists
struct NewChecklist {
    ChecklistKind kind = ChecklistKind::readiness;
    std::string facility;
    std::string owner;  ///< id
    Timestamp dueAt;
};

/// Body of POST /api/v1/checklists/{checklistId}/items/{position}/answers. What is not met has to be said.
struct NewChecklistAnswer {
    ChecklistVerdict answer = ChecklistVerdict::met;
    std::string note;
};

OVERREAD_ANSWER(ChecklistRow)
OVERREAD_ANSWER(Page<ChecklistRow>)
OVERREAD_ANSWER(Checklist)
OVERREAD_REQUEST(NewChecklist)
OVERREAD_REQUEST(NewChecklistAnswer)

}  // namespace overread::wire
