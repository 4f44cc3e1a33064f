#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

/// A set of settled cases, nobody named, with who was there and what came of it.
namespace overread::wire {

/// GET /api/v1/learning-sessions
struct LearningSessionRow {
    std::string id;
    std::string title;
    Timestamp heldAt;
    std::string facility;
    long cases = 0;
    long attended = 0;
    long actionsOpen = 0;
    bool attendedByMe = false;
};

/// GET /api/v1/learning-sessions/{sessionId}
struct LearningSession {
    LearningSessionRow row;
    struct LearningCase {
        int position = 1;
        std::string caseId;  ///< for those who may open cases; empty else
        Grade reportedGrade = Grade::ct0;
        Grade settledGrade = Grade::ct0;
        Outcome outcome = Outcome::concordant;
        std::string comment;
        int slice = 0;
        bool greatCall = false;
    };
    std::vector<LearningCase> cases;
    struct Attendance {
        std::string person;
        std::string name;
        Timestamp at;
    };
    std::vector<Attendance> attendance;  ///< for those who hold sessions; empty else
    struct Action {
        std::string id;
        std::string text;
        std::string owner;
        std::string ownerName;
        Timestamp dueAt;
        std::optional<Timestamp> doneAt;
    };
    std::vector<Action> actions;
};

/// Body of POST /api/v1/learning-sessions
struct NewLearningSession {
    std::string title;
    Timestamp heldAt;
    std::vector<std::string> cases;
};

/// Body of POST /api/v1/learning-sessions/{sessionId}/attendance; nobody named: the caller.
struct NewAttendance {
    std::vector<std::string> persons;
};

/// Body of POST /api/v1/learning-sessions/{sessionId}/actions
struct NewLearningAction {
    std::string text;
    std::string owner;
    Timestamp dueAt;
};

/// Answer where something was made that has no other answer.
struct Made {
    std::string id;
};

OVERREAD_ANSWER(LearningSessionRow)
OVERREAD_ANSWER(Page<LearningSessionRow>)
OVERREAD_ANSWER(LearningSession)
OVERREAD_REQUEST(NewLearningSession)
OVERREAD_REQUEST(NewAttendance)
OVERREAD_REQUEST(NewLearningAction)
OVERREAD_ANSWER(Made)

}  // namespace overread::wire
