#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/grade.h"
#include "core/domain/timestamp.h"
#include "core/wire/json_fwd.h"

/// Answers of GET /api/v1/figures/...: what heads, QA leads, reviewers and radiologists see of the quality of reading.
/// They are written only: no program of ours reads them back, pages do (docs/openapi.yaml).
namespace overread::wire {

/// One number with what is known of it. Undefined parts are null, never NaN. Shares are 0..1.
struct Figure {
    long n = 0;                  ///< what it rests on
    std::optional<long> events;  ///< none where it is no count
    std::optional<double> value;
    std::optional<double> low;  ///< 95 % interval
    std::optional<double> high;
    std::string cases;  ///< query of GET /api/v1/cases that opens what is counted; empty: none to open
};

/// Whole months in UTC, both included: "2025-11" to "2026-10".
struct MonthSpan {
    std::string from;
    std::string to;
};

/// Whom figures are about: "reporter" (id: staff code), "facility", "scanner" or "all" that the caller may see.
struct FigureSubject {
    std::string kind = "all";
    std::string id;
    std::string name;
    std::string facility;
};

/// The middle half of the colleagues; there only from five of them up.
struct TeamBand {
    double low = 0;
    double middle = 0;
    double high = 0;
};

/// GET /api/v1/figures/groups: a list by name, and the points and limits of the funnel.
struct FigureGroups {
    std::string by;
    AssignmentKind design = AssignmentKind::doubleRead;
    MonthSpan period;
    std::optional<double> centre;
    double dispersion = 1;  ///< at least 1; the limits are widened by its root
    struct Limit {
        double n = 0;
        double low95 = 0;
        double high95 = 0;
        double low998 = 0;
        double high998 = 0;
    };
    std::vector<Limit> limits;
    struct Item {
        std::string id;
        std::string name;
        std::string facility;
        long reports = 0;
        long settled = 0;
        double effective = 0;  ///< reviews that the weighted rate is worth: x of the funnel
        Figure exactAgreement;
        Figure significantRaw;
        Figure significantWeighted;
        Figure insignificantRaw;
        Figure kappa;
        long greatCalls = 0;
        long reviewsStillNeeded = 0;  ///< 0: the figures may be looked at
        std::string position;         ///< inside, above95, above998, below95, below998, tooSmall
    };
    std::vector<Item> items;
    Timestamp asOf;
};

/// Sensitivity and specificity of "at least this grade" against the settled grade: weighted by the inverse of the
/// probability with which each case was picked, and raw. `events` of `n` are counts in both.
struct LimitFigures {
    Grade limit = Grade::ct1;
    Figure sensitivity;
    Figure specificity;
    Figure sensitivityRaw;
    Figure specificityRaw;
};

struct BlandAltmanFigures {
    long n = 0;
    double bias = 0;
    std::optional<double> biasLow;
    std::optional<double> biasHigh;
    double low = 0;  ///< limits of agreement
    double high = 0;
    std::string cases;
};

/// Median and P90; null without data.
struct Minutes {
    long n = 0;
    std::optional<double> median;
    std::optional<double> p90;
};

/// GET /api/v1/figures/profile, /mine
struct FigureProfile {
    FigureSubject subject;
    AssignmentKind design = AssignmentKind::doubleRead;
    MonthSpan period;
    Timestamp asOf;
    long reports = 0;
    long casesOpened = 0;
    Figure settled;  ///< share of the reports that were reviewed in this design
    long reviewsStillNeeded = 0;
    struct Metric {
        std::string code;
        Figure figure;
        std::optional<TeamBand> team;
    };
    std::vector<Metric> metrics;
    std::vector<LimitFigures> limits;
    std::array<std::array<long, 5>, 5> confusion{};  ///< rows reported, columns settled
    std::array<std::array<double, 5>, 5> confusionWeighted{};
    std::string confusionCases;
    std::optional<double> shiftP;  ///< Bowker's test: are over- and under-calls lopsided?
    long over = 0;
    long under = 0;
    struct Count {
        std::string code;
        long n = 0;
        std::string cases;
    };
    std::vector<Count> radpeer;
    struct Reason {
        std::string reason;
        Figure figure;
    };
    std::vector<Reason> technical;
    std::optional<BlandAltmanFigures> blandAltman;
    Minutes turnaround;
    std::vector<Count> chosen;
    struct Disputes {
        long raised = 0;
        long open = 0;
        long upheld = 0;
        long overturned = 0;
    } disputes;
    long alerts = 0;
    /// What to know before talking about the numbers; with a reporter alone.
    struct Context {
        std::array<long, 24> hours{};  ///< of the signatures, UTC
        std::array<long, 24> teamHours{};
        struct Share {
            std::string facility;
            std::string scanner;
            long n = 0;
        };
        std::vector<Share> scanners;
        struct Reviewer {
            int number = 0;  ///< "Reader 1": nobody is named
            Figure leniency;
        };
        std::vector<Reviewer> reviewers;
    };
    std::optional<Context> context;
    struct TrendPoint {
        std::string month;
        Figure figure;
        std::optional<TeamBand> team;
    };
    std::vector<TrendPoint> trend;  ///< share that differs significantly, by month
};

/// GET /api/v1/figures/charts
struct FigureCharts {
    FigureSubject subject;
    AssignmentKind design = AssignmentKind::doubleRead;
    MonthSpan period;
    struct Point {
        std::string month;
        Figure figure;  ///< low and high are the chart's limits
        std::vector<int> signals;
    };
    struct Chart {
        std::optional<double> centre;
        bool isTrial = true;  ///< limits still move: fewer than twelve points
        std::vector<Point> points;
    };
    Chart pChart;
    Chart ewma;
    /// From when on the limits are taken; none: from the first months with data.
    struct Base {
        std::string starts;  ///< "2026-05"
        std::string reason;
        std::string setBy;
        Timestamp setAt;
    };
    std::optional<Base> base;
    struct CusumPoint {
        Timestamp at;
        double value = 0;
        std::string caseId;
        bool isSignal = false;
    };
    struct Cusum {
        double limit = 0;
        double target = 0;
        double oddsRatio = 2;
        double runLength = 0;  ///< cases until a signal, on average, where the rate is the usual one
        double runLengthAtOddsRatio = 0;
        std::vector<CusumPoint> points;
    };
    std::optional<Cusum> cusum;  ///< with a reporter alone, and where a target is known
    struct Signal {
        int number = 0;
        std::string chart;  ///< pChart, ewma, cusum
        std::string month;
        int rule =
            1;  ///< 1 beyond a limit, 2 seven on one side, 3 seven rising or falling, 4 two of three near a limit
    };
    std::vector<Signal> signals;
    struct Mark {
        Timestamp at;
        std::string kind;  ///< measure, scanner, plan
        std::string label;
        std::string id;
    };
    std::vector<Mark> marks;
    Timestamp asOf;
};

/// Body of POST /api/v1/figures/bases (QA lead): whom it is for stands in the query, as for the charts.
struct NewChartBase {
    std::string starts;  ///< "2026-05"
    std::string reason;
};

/// GET /api/v1/figures/involvement: stated minus measured.
struct InvolvementFigures {
    FigureSubject subject;
    AssignmentKind design = AssignmentKind::doubleRead;
    MonthSpan period;
    std::optional<BlandAltmanFigures> blandAltman;
    struct Point {
        double mean = 0;
        double difference = 0;
        std::string caseId;
    };
    std::vector<Point> points;  ///< the newest 500
    Timestamp asOf;
};

/// GET /api/v1/figures/technical
struct TechnicalFigures {
    MonthSpan period;
    struct Row {
        std::string facility;
        std::string scanner;
        struct Cell {
            std::string reason;
            Figure figure;
            std::vector<std::string> examples;  ///< up to three cases
        };
        std::vector<Cell> cells;
    };
    std::vector<Row> rows;
    Timestamp asOf;
};

/// GET /api/v1/figures/reviewers (QA lead), /my-reading (own row)
struct ReviewerFigures {
    std::string id;
    std::string name;
    long reads = 0;
    long reviews = 0;
    long arbitrations = 0;
    Figure leniency;  ///< mean of read minus settled grade, in grades: below 0 reads milder
    Figure agreementWithArbitration;
    Figure repeatKappa;
    long repeatsStillNeeded = 0;
    Figure concurShare;  ///< RADPEER 1 among the own peer reviews
    Minutes doubleReadMinutes;
    Minutes peerReviewMinutes;
    Minutes arbitrationMinutes;
};
struct FiguresOfReviewers {
    MonthSpan period;
    std::vector<ReviewerFigures> items;
    std::optional<TeamBand> teamLeniency;
    Timestamp asOf;
};

/// GET /api/v1/figures/services: what measures by itself, judged like a reader.
struct ServiceFigures {
    std::string id;
    std::string name;
    long results = 0;
    Figure exactAgreement;
    Figure withinOne;
    Figure kappa;
    std::vector<LimitFigures> limits;
    std::optional<BlandAltmanFigures> blandAltman;
    Figure refused;
    Figure readersAgreed;             ///< double reads that gave its grade, which they saw after the lock
    Minutes turnaround;               ///< from the images to its result
    std::optional<Figure> flagYield;  ///< of the reports that it contradicted, how many differed from the settled grade
};
struct FiguresOfServices {
    MonthSpan period;
    std::vector<ServiceFigures> items;
    Timestamp asOf;
};

/// GET /api/v1/figures/overview
struct Overview {
    Figure inTime;
    Figure significantWeighted;
    Figure significantRaw;
    Figure technical;
    Figure seen;
    struct Need {
        std::string kind;  ///< alert, overdue, signal, dispute, measure, feedback
        std::optional<Timestamp> dueAt;
        long count = 1;
        std::string id;
        std::string facility;
        std::string code;  ///< what exactly, a stable code
        std::optional<double> value;
        std::optional<Grade> reportedGrade;
        std::optional<Grade> settledGrade;
    };
    std::vector<Need> needs;  ///< by clock, then signals, disputes, measures due, feedback unseen
    Timestamp asOf;
};

/// GET /api/v1/figures/operation
struct Operation {
    struct Step {
        std::string step;  ///< received, matched, measured, read, settled
        long today = 0;
        long waiting = 0;
        std::optional<Timestamp> oldestAt;
    };
    std::vector<Step> flow;
    struct Scanner {
        std::string facility;
        std::string scanner;
        long today = 0;
        double mean = 0;   ///< a day with studies, the last 30 days
        long highest = 0;  ///< of the same days
    };
    std::vector<Scanner> scanners;
    double capacityMean = 94;  ///< studies a scanner and day, on average and at the record (product.md)
    double capacityRecord = 163;
    std::array<long, 24> hours{};  ///< reports of the last seven days by hour of signature, UTC
    long readersOnShift = 0;
    long readersFree = 0;
    struct Backlog {
        AssignmentKind kind = AssignmentKind::doubleRead;
        long waiting = 0;
        long held = 0;
        long overdue = 0;
        double expectedMinutes = 0;
    };
    std::vector<Backlog> backlog;
    Minutes turnaround;  ///< images to signature, this month
    Timestamp asOf;
};

/// GET /api/v1/figures/staffing
struct Staffing {
    struct Side {
        double studiesPerDay = 0;
        double pneumoniaShare = 0;
        double randomRate = 0;
        double mixedInShare = 0;
        double discordantShare = 0;
        double minutesPerRead = 0;
        double minutesPerReview = 0;
        double minutesPerArbitration = 0;
        double readers = 0;
        double hoursPerReader = 0;
        double reviewsEach = 0;
        double rate = 0;
        // what follows
        double doubleReads = 0;  ///< a day, like the next two
        double peerReviews = 0;
        double arbitrations = 0;
        double hoursADay = 0;
        double readersNeeded = 0;
        double busiestHourInTime =
            0;  ///< share of the double reads of the busiest hour that are read within their time
        double significantAMonth = 0;
        double smallestRateSeen = 0;  ///< by a reader with reviewsEach, four times of five
    };
    Side now;
    Side draft;
    Timestamp asOf;
};

/// GET /api/v1/figures/effect: weighted rate before and after a moment.
struct EffectOfMeasure {
    FigureSubject subject;
    AssignmentKind design = AssignmentKind::doubleRead;
    Timestamp from;
    Timestamp start;
    Timestamp until;
    Figure before;
    Figure after;
    Figure change;  ///< after minus before
    bool isShown = false;
    Figure rawBefore;
    Figure rawAfter;
    Timestamp asOf;
};

void to_json(nlohmann::json& json, const Figure& value);
void to_json(nlohmann::json& json, const FigureGroups& value);
void to_json(nlohmann::json& json, const FigureProfile& value);
void to_json(nlohmann::json& json, const FigureCharts& value);
void from_json(const nlohmann::json& json, NewChartBase& value);
void to_json(nlohmann::json& json, const InvolvementFigures& value);
void to_json(nlohmann::json& json, const TechnicalFigures& value);
void to_json(nlohmann::json& json, const FiguresOfReviewers& value);
void to_json(nlohmann::json& json, const FiguresOfServices& value);
void to_json(nlohmann::json& json, const Overview& value);
void to_json(nlohmann::json& json, const Operation& value);
void to_json(nlohmann::json& json, const Staffing& value);
void to_json(nlohmann::json& json, const EffectOfMeasure& value);

}  // namespace overread::wire
