#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/report.h"
#include "qa/discrepancy.h"
#include "qa/plan.h"

namespace overread::qa {

/// One reason that could have picked a report, and whether it did. Those that did not are kept as well: without them
/// the joint inclusion probability is wrong.
struct Draw {
    Selection selection;
    bool drawn = false;
    /// The drawn number that was compared with the probability, so that the draw can be repeated; none where nothing
    /// was left to chance.
    std::optional<double> number;
    /// Probability that the reason leads to a blind double read, and not to a peer review, once it picks the report.
    double doubleReadShare = 0;
};

/// What the system knew of the reporter before this report was signed.
struct ReporterHistory {
    long reportsBefore = 0;         ///< all reports with an earlier signature
    long othersInPeriodBefore = 0;  ///< reports of the random stratum in the calendar month before this one's
    /// Of all reporters together in the month before: reports of pneumonia for each one without. 1 where unknown.
    double mandatoryPerOther = 1;
};

/// What a draw is keyed with: the study UID, else facility and accession number, as the sender gave them with the first
/// version. Not our id, which is new whenever a message has to be sent again.
[[nodiscard]] std::string identityOf(const Report& firstVersion);

/// Reporter, grade band and calendar month (UTC) of the signature: "reporter=<id> band=CT-0 period=2026-11".
[[nodiscard]] std::string stratumOf(const Report& report);

/// The same reporter and band one month earlier: where the volume for the floor is counted.
[[nodiscard]] std::string stratumBefore(const Report& report);

/// Rate of random peer reviews: the plan's, raised until the floor is expected at the volume of the period before.
/// Known before the draw, never in hindsight; a reporter without a period before gets the plan's rate.
[[nodiscard]] double randomRateFor(const ReporterHistory& history, const Plan& plan);

/// Reports of pneumonia for each one without, from the counts of a month; 1 where they are too few to tell (fewer than
/// 100 without), and 10 at most.
[[nodiscard]] double mandatoryPerOther(long mandatory, long others);

/// Rate at which a report without pneumonia becomes a blind double read, so that these are the plan's mixed-in share of
/// the queue, less the hidden tasks. Known before the draw.
[[nodiscard]] double mixedInRateFor(const ReporterHistory& history, const Plan& plan);

/// True where the recorded routing contradicts the table of product.md, section 2. A decision that is more cautious
/// than the grade is no conflict where the clinical picture explains it.
[[nodiscard]] bool isRoutingConflict(const Report& report);

/// All reasons that apply to the report by itself: mandatory, routing conflict, new reporter, random; each once.
/// Random applies to every report that is not mandatory.
[[nodiscard]] std::vector<Draw> drawsFor(const Report& report, const std::string& identity,
                                         const ReporterHistory& history, const Plan& plan);

/// The draw of a flagged measurement, with the probability that the study was measured at all (1, or the plan's share)
/// and the number that decided it; none where it is not flagged.
struct MeasurementChance {
    double probability = 1;
    std::optional<double> number;
};
[[nodiscard]] std::optional<Draw> drawFor(const DiscrepancyJudgement& judgement, const Report& report, const Plan& plan,
                                          const MeasurementChance& chance = {});

/// The draw of a rapid progression that the grade did not follow; it rests on the measurement too.
[[nodiscard]] Draw drawForProgression(const Report& report, const Plan& plan, const MeasurementChance& chance = {});

/// Somebody asked. No probability sample: counts in no rate.
[[nodiscard]] Draw drawOnRequest(const Report& report, const Plan& plan);

/// 1 where one reason has probability 1, else 1 - product(1 - p) over all draws, failed ones too; none where no reason
/// is a probability sample.
[[nodiscard]] std::optional<double> jointProbability(const std::vector<Draw>& draws);

/// Probability that the report would come into the design of `firstTask` (doubleRead or peerReview), the strictest
/// task winning. The two add up to the joint probability.
[[nodiscard]] std::optional<double> designProbability(const std::vector<Draw>& draws, AssignmentKind firstTask);

/// Strictest first task of the reasons that picked the report; none: not selected.
[[nodiscard]] std::optional<AssignmentKind> firstTaskOf(const std::vector<Draw>& draws);

/// When the first task of a case is due that was opened `now`. Everything in one queue is due alike, whatever its
/// reason: the due time must not tell.
[[nodiscard]] Timestamp firstTaskDue(AssignmentKind firstTask, Timestamp now, const Plan& plan);

}  // namespace overread::qa
