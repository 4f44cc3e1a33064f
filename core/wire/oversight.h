#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/panel.h"
#include "core/domain/quantification.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/series_choice.h"
#include "core/wire/json_fwd.h"

/// What the QA lead, heads and radiologists see: never before settlement, but for the QA lead.
namespace overread::wire {

/// GET /api/v1/studies (QA lead, administrator of the demonstration): one row a report, newest first.
/// GET /api/v1/cases?reporter=&outcome=&design=&from=&to=&cursor= (head, QA lead): the same rows, settled cases alone
/// for a head. Both answer {"items": [...], "nextCursor": null|"...", "asOf": "..."}.
struct CaseRow {
    std::string caseId;            ///< empty: the report was not selected
    std::string studyInstanceUid;  ///< QA lead alone; empty else
    std::string reporter;          ///< staff code
    std::string reporterName;
    std::string facility;
    Grade reportedGrade = Grade::ct0;
    std::optional<Involvement> reportedInvolvement;
    Quantification measured;  ///< status, reason, figures
    std::vector<SelectionReason> reasons;
    std::string state;  ///< CaseState's name; "notSelected", "awaitingImages"
    int reads = 0;
    std::optional<Outcome> outcome;
    std::optional<Grade> settledGrade;
    bool greatCall = false;
    bool alert = false;  ///< a critical alert was raised
    std::optional<Timestamp> settledAt;
    Timestamp reportedAt;
};

/// GET /api/v1/disputes (QA lead): what stood, what was said against it, what the panel made of it.
struct DisputeRow {
    std::string caseId;
    std::string reporter;  ///< staff code
    std::string reporterName;
    std::string facility;
    std::string question;
    std::optional<int> slice;
    Timestamp disputedAt;
    std::optional<Timestamp> dueAt;  ///< of the panel's task
    std::string state;               ///< "waiting", "reading", "decided"
    Grade gradeBefore = Grade::ct0;
    Outcome outcomeBefore = Outcome::concordant;
    std::optional<PanelVerdict> verdict;
    std::string reason;
    std::optional<Grade> gradeAfter;
    std::optional<Outcome> outcomeAfter;
    std::optional<Timestamp> decidedAt;
};

/// How the patient's lungs changed since the study before this one, where both were measured.
struct CaseCourse {
    double hours = 0;
    double earlierPercent = 0;
    double laterPercent = 0;
    std::optional<Grade> gradeAskedFor;  ///< by the table, whatever the percentage, after a rapid progression
    std::string recovery;                ///< recovering | notRecovering | unknown
};

/// GET /api/v1/cases/{caseId}
struct CaseDetail {
    CaseRow row;
    std::vector<Selection> selections;
    std::vector<DoubleRead> reads;
    std::vector<PeerReview> reviews;
    std::string settlementReason;
    struct Step {
        Timestamp at;
        std::string what;  ///< stable code of the audit event
    };
    std::vector<Step> steps;
    struct Note {
        Timestamp at;
        AssignmentKind kind = AssignmentKind::doubleRead;  ///< of the task that the note was written to
        std::string text;
    };
    std::vector<Note> notes;
    std::optional<DisputeRow> dispute;
    std::optional<SeriesChoice> seriesChoice;  ///< none before the images were looked at
    std::optional<CaseCourse> course;
    std::string etag;
};

/// A rate with its 95 % interval. Without data n is 0 and the rest null, never NaN.
struct Rate {
    long n = 0;
    long events = 0;
    std::optional<double> value;  ///< 0..1
    std::optional<double> low;
    std::optional<double> high;
};

/// GET /api/v1/figures/radiologists?from=&to= (head, QA lead): {"items": [...], "asOf", "from", "to"}, by name.
/// Double reads and peer reviews stand apart and are never summed.
struct RadiologistFigures {
    std::string reporter;
    std::string reporterName;
    long reports = 0;
    long casesOpened = 0;
    struct Design {
        long settled = 0;
        Rate exactAgreement;  ///< with the settled grade
        Rate significantRaw;
        Rate significantWeighted;  ///< by the inverse of the joint inclusion probability
        Rate insignificantRaw;
        std::optional<double> kappa;  ///< quadratic weights, reported against settled
        std::optional<double> kappaLow;
        std::optional<double> kappaHigh;
        long reviewsStillNeeded = 0;                     ///< 0: the figures may be looked at
        std::array<std::array<long, 5>, 5> confusion{};  ///< rows reported, columns settled
    };
    Design doubleReads;
    Design peerReviews;
    long greatCalls = 0;
    long alerts = 0;
    long discrepanciesFlagged = 0;  ///< selected by the measurement ...
    long discrepanciesUpheld = 0;   ///< ... and settled as a discrepancy
};

/// GET /api/v1/alerts (head, QA lead); POST /api/v1/alerts/{id}/acknowledgement {"how": "..."} with If-Match.
struct AlertRow {
    std::string id;
    std::string caseId;
    std::string facility;
    Grade reportedGrade = Grade::ct0;
    Grade settledGrade = Grade::ct0;
    Timestamp raisedAt;
    Timestamp escalatesAt;
    std::optional<Timestamp> acknowledgedAt;
    std::string acknowledgedBy;
    std::string how;
    int level = 0;  ///< steps that the ladder has gone up: 0 duty role, 1 duty doctor, 2 head, 3 city
    struct Told {
        std::string step;  ///< "facilityDuty", "dutyDoctor", "head", "city"
        Timestamp at;
    };
    std::vector<Told> told;
    std::optional<Timestamp> amendedAt;  ///< the amended report that was expected has come
    std::optional<Grade> amendedGrade;
    std::string etag;
};

/// GET /api/v1/feedback (radiologist, own alone); POST /api/v1/feedback/{id}/acknowledgement {"context": ""},
/// POST /api/v1/feedback/{id}/dispute {"question": "...", "slice": n}; both with If-Match.
struct FeedbackRow {
    std::string id;
    std::string studyInstanceUid;
    Grade reportedGrade = Grade::ct0;
    Grade settledGrade = Grade::ct0;
    Outcome outcome = Outcome::concordant;
    bool greatCall = false;
    std::string comment;
    Timestamp sentAt;
    Timestamp answerUntil;
    std::string state;         ///< "sent", "acknowledged", "disputed"
    std::optional<int> slice;  ///< 0-based; the image that the comment is about
    std::string context;       ///< what the reporter added
    std::string question;      ///< of the dispute
    struct Panel {
        PanelVerdict verdict = PanelVerdict::upheld;
        Grade grade = Grade::ct0;
        std::string reason;
        Timestamp decidedAt;
    };
    std::optional<Panel> panel;  ///< once it has decided; settledGrade and outcome are then the panel's
    std::string etag;
};

/// Answer to a change of state, 201: what If-Match has to say next time.
struct Changed {
    std::string etag;
};

/// Body of POST /api/v1/alerts/{id}/acknowledgement: by telephone, in person ... in the facility's own words.
struct AlertAcknowledgement {
    std::string how;
};

/// Body of POST /api/v1/feedback/{id}/acknowledgement.
struct FeedbackAcknowledgement {
    std::string context;  ///< what the reporter adds; may be empty
};

/// Body of POST /api/v1/feedback/{id}/dispute.
struct Dispute {
    std::string question;
    std::optional<int> slice;  ///< 0-based
};

OVERREAD_WIRE(CaseRow)
OVERREAD_WIRE(DisputeRow)
OVERREAD_WIRE(CaseCourse)
OVERREAD_WIRE(CaseDetail)
OVERREAD_WIRE(Rate)
OVERREAD_WIRE(RadiologistFigures)
OVERREAD_WIRE(RadiologistFigures::Design)
OVERREAD_WIRE(AlertRow)
OVERREAD_WIRE(FeedbackRow)
OVERREAD_WIRE(AlertAcknowledgement)
OVERREAD_WIRE(FeedbackAcknowledgement)
OVERREAD_WIRE(Dispute)
OVERREAD_WIRE(Changed)

}  // namespace overread::wire
