#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case_state.h"
#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"

namespace overread {

enum class SelectionReason {
    mandatory,
    automatedDiscrepancy,
    rapidProgression,
    routingConflict,
    random,
    newReporter,
    measureFollowUp,
    calibration,
    request
};
template <>
struct Names<SelectionReason> {
    static constexpr auto table = std::to_array<std::pair<SelectionReason, std::string_view>>(
        {{SelectionReason::mandatory, "mandatory"},
         {SelectionReason::automatedDiscrepancy, "automatedDiscrepancy"},
         {SelectionReason::rapidProgression, "rapidProgression"},
         {SelectionReason::routingConflict, "routingConflict"},
         {SelectionReason::random, "random"},
         {SelectionReason::newReporter, "newReporter"},
         {SelectionReason::measureFollowUp, "measureFollowUp"},
         {SelectionReason::calibration, "calibration"},
         {SelectionReason::request, "request"}});
};

/// What a reviewer is asked to do; stricter first tasks win, so the order is from strict to lenient.
enum class AssignmentKind { arbitration, doubleRead, peerReview };
template <>
struct Names<AssignmentKind> {
    static constexpr auto table =
        std::to_array<std::pair<AssignmentKind, std::string_view>>({{AssignmentKind::arbitration, "arbitration"},
                                                                    {AssignmentKind::doubleRead, "doubleRead"},
                                                                    {AssignmentKind::peerReview, "peerReview"}});
};

/// One reason why a report was picked, with the probability that it would be (0 < probability <= 1; a request, which is
/// no probability sample, has none).
struct Selection {
    SelectionReason reason = SelectionReason::mandatory;
    std::string stratum;  ///< reporter x grade band x period, as the plan divides; empty where the reason knows none
    std::optional<double> probability;
    int planVersion = 0;
    AssignmentKind firstTask = AssignmentKind::doubleRead;
};

/// The settled outcome of a case.
enum class Outcome { concordant, insignificantDiscrepancy, significantDiscrepancy };
template <>
struct Names<Outcome> {
    static constexpr auto table = std::to_array<std::pair<Outcome, std::string_view>>(
        {{Outcome::concordant, "concordant"},
         {Outcome::insignificantDiscrepancy, "insignificantDiscrepancy"},
         {Outcome::significantDiscrepancy, "significantDiscrepancy"}});
};

/// A selected report on its way through quality assurance. One report makes one case; further reasons join it.
struct Case {
    CaseId id;
    ReportId reportId;
    int reportVersion = 1;  ///< the version that is judged
    UserId reporter;
    CaseState state = CaseState::awaitingImages;
    AssignmentKind firstTask = AssignmentKind::doubleRead;
    /// That any reason would pick the report, all draws counted, failed ones too; none: a request alone, which counts
    /// in no rate.
    std::optional<double> inclusionProbability;
    /// That the report would come into the design of its first task (double reads, peer reviews): rates are kept apart
    /// by design, so each is weighted by the inverse of this one. None: a request alone.
    std::optional<double> designProbability;
    std::optional<Outcome> outcome;
    std::optional<Grade> settledGrade;
    bool greatCall = false;
    std::string cancelReason;
    Timestamp openedAt;
    Timestamp dueAt;
    std::optional<Timestamp> settledAt;
    int version = 0;  ///< raised by every write; a stale writer is refused
};

}  // namespace overread
