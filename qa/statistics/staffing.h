#pragma once

namespace overread::qa::statistics {

/// What a day of over-reading is made of. Shares are 0..1.
struct StaffingInput {
    double studiesPerDay = 5000;
    double pneumoniaShare = 0.5;   ///< reports of viral pneumonia: all are read twice
    double reporters = 0;          ///< radiologists among whom the others are spread evenly; 0: no floor
    double floorPerReporter = 5;   ///< peer reviews of each in 30 days, at least
    double randomRate = 0.05;      ///< of the others: peer reviews
    double mixedInShare = 0.1;     ///< of the queue of double reads that is not there because the report says pneumonia
    double hiddenShare = 0.03;     ///< of both queues that shows a settled case once more; part of the mixed-in share
    double discordantShare = 0.1;  ///< of the double reads that go to an arbiter
    double minutesPerRead = 4;
    double minutesPerReview = 4;
    double minutesPerArbitration = 12;
    double readers = 28;
    double hoursPerReader = 6;
    double dueHours = 2;       ///< of a double read
    double reviewsEach = 100;  ///< in the period that a radiologist is judged by
    double rate = 0.06;        ///< significant discrepancies that are usual
};

/// What follows from it.
struct StaffingOutcome {
    double doubleReads = 0;  ///< tasks a day, those that show a settled case once more among them; like the next two
    double peerReviews = 0;
    double arbitrations = 0;
    double hoursADay = 0;
    double readersNeeded = 0;      ///< whole people
    double busiestHourInTime = 0;  ///< share of the double reads of the busiest hour that are read when due, 0..1
    double significantAMonth = 0;  ///< found, in 30 days
    double smallestRateSeen = 0;   ///< of a radiologist, four times of five
};

/// The rules of the plan decide what is read (qa/plan_preview.h). First come, first served, work arriving over the day
/// as centres work (a quarter as much in the night hours as at noon), readers spread evenly over 24 hours. Throws
/// std::invalid_argument for shares outside 0..1 and for negative numbers.
[[nodiscard]] StaffingOutcome staffingOf(const StaffingInput& input);

}  // namespace overread::qa::statistics
