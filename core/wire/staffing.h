#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

/// Who reads what and when: for QA leads, heads and administrators; a reviewer's own shifts and sums.
namespace overread::wire {

/// GET /api/v1/oversight/assignments. Nothing of the case is in it but its facility: the task is open.
struct OpenAssignmentRow {
    std::string id;
    std::string label;
    AssignmentKind kind = AssignmentKind::doubleRead;
    std::string state;  ///< "waiting", "held", "blindLocked"
    std::string facility;
    std::string reviewer;  ///< id; empty: nobody holds it
    std::string reviewerName;
    std::string reservedFor;  ///< id; empty: for whoever comes
    std::string reservedForName;
    std::optional<Timestamp> takenAt;
    std::optional<Timestamp> leaseUntil;
    Timestamp dueAt;
    bool overdue = false;
    std::optional<Timestamp> escalatedAt;
    double expectedMinutes = 0;
    bool isPanel = false;
};

/// GET /api/v1/oversight/assignments/{assignmentId}/candidates
struct Candidate {
    std::string reviewer;
    std::string name;
    std::string refusal;       ///< stable code of the rule that forbids it; empty: they may
    double expectedToday = 0;  ///< minutes
    int held = 0;
};
struct Candidates {
    std::vector<Candidate> items;
    Timestamp asOf;
};

/// Body of PUT /api/v1/oversight/assignments/{assignmentId}/reviewer
struct Reassignment {
    std::string reviewer;  ///< id; empty: back to the pool
    std::string reason;
};

/// GET /api/v1/reviewers
struct ReviewerRow {
    std::string reviewer;
    std::string name;
    std::vector<AssignmentKind> qualifications;
    bool onShift = false;
    bool paused = false;
    int held = 0;
    double expectedToday = 0;  ///< minutes
    int waitingReserved = 0;
};

/// GET /api/v1/shifts
struct ShiftRow {
    std::string id;
    std::string reviewer;
    std::string reviewerName;
    Timestamp startsAt;
    Timestamp endsAt;
};
/// Body of POST /api/v1/shifts
struct NewShift {
    std::string reviewer;
    Timestamp startsAt;
    Timestamp endsAt;
};

/// Body of PUT /api/v1/reviewers/{reviewer}/qualifications
struct Qualifications {
    std::vector<AssignmentKind> qualifications;
};

/// Body of PUT /api/v1/worklist/availability
struct Availability {
    bool available = true;
};

/// GET /api/v1/me/calibration: what hidden cases and repeats showed, in whole weeks and sums, never per case.
struct HiddenSums {
    std::optional<Timestamp> from;  ///< of a week; absent in the total
    std::optional<Timestamp> to;
    long cases = 0;
    long sameGrade = 0;  ///< as settled
    long withinOne = 0;
    double meanGradesApart = 0;  ///< signed: over 0 reads higher than settled
    long repeats = 0;
    long repeatsSame = 0;  ///< said the same as the first time
};
struct Calibration {
    std::vector<HiddenSums> weeks;
    HiddenSums total;
    Timestamp asOf;
};

/// GET /api/v1/oversight/today: what needs somebody now.
struct Today {
    long alerts = 0;  ///< not acknowledged
    long overdueDoubleReads = 0;
    long overduePeerReviews = 0;
    long overdueArbitrations = 0;
    long freeReviewers = 0;
    long disputes = 0;  ///< not decided
    long measuresDue = 0;
    long feedbackUnseen = 0;
    std::optional<Timestamp> nextMeasureDue;
    Timestamp asOf;
};

/// GET /api/v1/people: to choose an owner or a radiologist from.
struct PersonRow {
    std::string id;
    std::string staffCode;
    std::string name;
};

OVERREAD_ANSWER(OpenAssignmentRow)
OVERREAD_ANSWER(Page<OpenAssignmentRow>)
OVERREAD_ANSWER(Candidates)
OVERREAD_REQUEST(Reassignment)
OVERREAD_ANSWER(ReviewerRow)
OVERREAD_ANSWER(Page<ReviewerRow>)
OVERREAD_ANSWER(ShiftRow)
OVERREAD_ANSWER(Page<ShiftRow>)
OVERREAD_REQUEST(NewShift)
OVERREAD_REQUEST(Qualifications)
OVERREAD_WIRE(Availability)
OVERREAD_WIRE(Calibration)
OVERREAD_ANSWER(Today)
OVERREAD_ANSWER(PersonRow)
OVERREAD_ANSWER(Page<PersonRow>)

}  // namespace overread::wire
