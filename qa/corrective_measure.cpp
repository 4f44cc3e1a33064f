#include "qa/corrective_measure.h"

#include "qa/draw.h"

namespace overread::qa {

std::optional<ReadProblem> problemOf(const Measure& measure, Timestamp now) {
    if (measure.dueAt <= now) return ReadProblem{"/dueAt", "a moment to come"};
    if (!measure.followUp) return std::nullopt;
    const auto& followUp = *measure.followUp;
    if (!measure.reporter) return ReadProblem{"/followUp", "absent, since no radiologist is named"};
    // A window that began would be a draw in hindsight: what was reported is known by then.
    if (followUp.from < now) return ReadProblem{"/followUp/from", "a moment to come"};
    if (followUp.until <= followUp.from) return ReadProblem{"/followUp/until", "later than from"};
    if (!(followUp.share > 0 && followUp.share <= 1)) return ReadProblem{"/followUp/share", "over 0, at most 1"};
    return std::nullopt;
}

bool isFollowedUp(const Report& report, const FollowUp& followUp) {
    return report.signedAt >= followUp.from && report.signedAt < followUp.until;
}

Draw followUpDraw(const std::string& identity, const MeasureId& measure, double share, const Plan& plan) {
    Draw draw;
    draw.selection = {SelectionReason::measureFollowUp, "measure=" + measure.text(), share, plan.version,
                      AssignmentKind::peerReview};
    draw.number = drawnNumber(plan.secret, "measureFollowUp " + measure.text(), identity);
    draw.drawn = *draw.number < share;
    return draw;
}

}  // namespace overread::qa
