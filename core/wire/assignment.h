#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/panel.h"
#include "core/domain/quantification.h"
#include "core/domain/read.h"
#include "core/domain/study.h"
#include "core/wire/json_fwd.h"

/// What a reviewer receives before the lock. Whatever is not listed here does not reach them; the same keys are always
/// present. `handle` is random per assignment and stands in every address; `etag` is a random version for If-Match.
namespace overread::wire {

/// GET /api/v1/worklist
struct Worklist {
    int waiting = 0;                      ///< assignments that I could take now
    std::optional<Timestamp> nearestDue;  ///< rounded down to a quarter of an hour
    struct Held {
        std::string handle;
        std::string label;  ///< "4F7K", random, for talking about a case
        AssignmentKind kind = AssignmentKind::doubleRead;
        Timestamp due;  ///< rounded down to a quarter of an hour
        Timestamp leaseUntil;
        double expectedMinutes = 0;
    };
    std::vector<Held> held;
    struct PutAside {
        std::string label;
        AssignmentKind kind = AssignmentKind::doubleRead;
        std::string reason;  ///< known | imagesMissing | notMyField | later
    };
    std::vector<PutAside> putAside;  ///< by me, today; the newest first
    int readsToday = 0;
    double minutesPerRead = 0;                ///< mean of today; 0 without reads
    std::optional<Timestamp> moreExpectedAt;  ///< where nothing waits: the next full hour in which tasks usually come
    bool available = true;                    ///< on shift and not paused
    bool onShift = true;                      ///< nobody without any shift is ever off it
    double expectedMinutes = 0;               ///< of what waits for me
    double takenMinutesToday = 0;             ///< expected minutes of what I took today
    double shiftLimitMinutes = 0;
    std::optional<Timestamp> nextShiftAt;
};

/// How the frames are stored; enough to decode one without its DICOM header.
struct FrameFormat {
    std::string transferSyntaxUid;  ///< of the bytes that /frames/{n} answers with
    int bitsAllocated = 16;
    int bitsStored = 16;
    int highBit = 15;
    bool isSigned = true;
    double rescaleSlope = 1;
    double rescaleIntercept = 0;
    std::optional<int> padding;  ///< stored value that means "no image here"
};

/// The de-identified series. Frame n is slice n, 0-based, from the feet to the head.
struct ImageSeries {
    int rows = 0;
    int columns = 0;
    int slices = 0;
    std::array<double, 3> spacingMm{};            ///< between columns, between rows, between slices
    std::array<double, 3> rowDirection{1, 0, 0};  ///< LPS; where the column index grows: a prone patient's marks turn
    std::array<double, 3> columnDirection{0, 1, 0};  ///< LPS; where the row index grows
    std::string kernelClass;                         ///< "soft", "sharp" or "unknown"
    bool contrast = false;
    bool lossy = false;
    FrameFormat format;
};

/// The same patient's latest earlier study that can be shown: its frames, at /assignments/{handle}/prior/frames, and
/// nothing else of it.
struct Prior {
    ImageSeries series;
    int daysBefore = 0;
};

/// Peer review only: the report without its author and facility.
struct ReviewedReport {
    Grade grade = Grade::ct0;
    std::optional<Involvement> involvement;
    Findings findings;
    std::string text;
};

/// Peer review only: a later version of the report than the one that is reviewed.
struct Amendment {
    ReviewedReport report;
    Timestamp at;  ///< rounded down to a quarter of an hour
};

/// After a dispute, what the reporter says against the settled answer; nobody is named.
struct DisputeView {
    std::string question;
    std::optional<int> slice;
    Grade settledGrade = Grade::ct0;
    std::string settledReason;
};

/// Arbitration only, and only after the arbiter's own blind read is locked.
struct ArbitrationView {
    DoubleRead own;
    DoubleRead readA;  ///< the report, in the shape of a read, anonymous; a report states no quality and no confidence
    bool readAStatesInvolvement = true;  ///< false: the report gave no percent, and readA's 0 means nothing
    std::optional<DoubleRead> readB;
    Quantification measurement;
    std::optional<DisputeView> dispute;  ///< a panel alone
};

/// POST /api/v1/assignments/next (200; 204 nothing waits), GET /api/v1/assignments/{handle}
struct Assignment {
    std::string handle;
    std::string label;
    std::string etag;
    AssignmentKind kind = AssignmentKind::doubleRead;
    Timestamp due;
    Timestamp leaseUntil;
    std::optional<int> ageYears;  ///< 90 and over: 90
    Sex sex = Sex::unknown;
    std::string clinicalQuestion;
    std::optional<ImageSeries> series;  ///< none: the images could not be read (imagesProblem says why)
    std::string imagesProblem;
    std::optional<Prior> prior;
    GradeLimits limits;
    std::optional<ReviewedReport> report;
    std::optional<Amendment> amendment;
    std::optional<ArbitrationView> arbitration;
    std::string draft;        ///< opaque text of the client, as last saved; empty: none
    std::string workstation;  ///< on which it is being read, as that client called itself; empty: nowhere yet
};

/// POST /api/v1/assignments/{handle}/lease answers with it. 404 where the lease is lost.
struct Lease {
    Timestamp leaseUntil;
    std::string etag;  ///< another than the holder's: the report was amended, or another workstation took over
};

/// PUT /api/v1/assignments/{handle}/workstation: this client reads from now on. Answers a Lease.
struct Workstation {
    std::string workstation;  ///< random, made by the client
};

/// PUT /api/v1/assignments/{handle}/draft; 409 where another workstation reads.
struct Draft {
    std::string draft;
    std::string workstation;  ///< empty: whichever reads
};

/// DELETE /api/v1/assignments/{handle}/lease?reason=known|imagesMissing|notMyField|later puts the case aside.

/// GET /api/v1/assignments/{handle}/reveal, after the lock alone.
struct Reveal {
    AssignmentKind kind = AssignmentKind::doubleRead;
    std::optional<Outcome> outcome;       ///< none while arbitration is to come
    std::optional<Grade> settledGrade;    ///< with the outcome
    std::string rule;                     ///< stable code of the rule that decided, for example "sameClassWithinLimits"
    double pointsApart = 0;               ///< of the total involvement, 0 where one did not state it
    std::optional<DoubleRead> you;        ///< double read and arbitration
    std::optional<DoubleRead> readA;      ///< the report, anonymous
    bool readAStatesInvolvement = false;  ///< false: the report gave no percent; readA.involvement says nothing
    Quantification measurement;
    int differenceSlice = 0;  ///< where the images jump to; the slice with most lesion
    bool hasMasks = false;    ///< then /assignments/{handle}/masks answers
};

/// POST /api/v1/assignments/{handle}/settlement: the arbiter settles, after the own blind read.
struct Settlement {
    Grade grade = Grade::ct0;
    std::string reason;
    std::optional<PanelVerdict> verdict = std::nullopt;  ///< of a panel, and only there
};

/// POST .../read (DoubleRead), .../review (PeerReview), .../settlement (Settlement) answer 201 with it.
struct Locked {
    std::string label;
    std::string etag;
    bool finished = true;  ///< false after an arbiter's blind read: the settlement is still to be given
};

/// POST /api/v1/assignments/{handle}/notes: said after the reveal; no statistic uses it.
struct Note {
    std::string text;
};

OVERREAD_WIRE(Worklist)
OVERREAD_WIRE(FrameFormat)
OVERREAD_WIRE(ImageSeries)
OVERREAD_WIRE(Prior)
OVERREAD_WIRE(ReviewedReport)
OVERREAD_WIRE(Amendment)
OVERREAD_WIRE(ArbitrationView)
OVERREAD_WIRE(Assignment)
OVERREAD_WIRE(Lease)
OVERREAD_WIRE(Workstation)
OVERREAD_WIRE(Draft)
OVERREAD_WIRE(Reveal)
OVERREAD_WIRE(Settlement)
OVERREAD_WIRE(Locked)
OVERREAD_WIRE(Note)

}  // namespace overread::wire
