#include "server/workflow/pictures.h"

#include <algorithm>

#include "qa/feedback.h"
#include "server/database/audit_trail.h"
#include "server/database/case_repository.h"
#include "server/database/feedback_repository.h"
#include "server/database/learning_session_repository.h"
#include "server/database/rendering_repository.h"
#include "server/database/series_repository.h"
#include "server/jobs/job_queue.h"

namespace overread::workflow {

std::optional<ShownCase> settledCase(soci::session& session, const CaseId& id, const std::string& facility) {
    const auto record = CaseRepository{session}.require(id);
    if (!record.qaCase.settledAt || (!facility.empty() && record.facility != facility)) return std::nullopt;
    return ShownCase{id, record.study, record.differenceSlice};
}

std::optional<ShownCase> caseOfFeedback(soci::session& session, const FeedbackId& id, const UserId& reporter,
                                        Timestamp now) {
    const auto feedback = FeedbackRepository{session}.find(id, reporter);
    if (!feedback || !qa::isTold(feedback->sentAt, now)) return std::nullopt;
    const auto record = CaseRepository{session}.require(feedback->caseId);
    return ShownCase{record.qaCase.id, record.study, feedback->slice.value_or(record.differenceSlice)};
}

std::optional<ShownCase> caseOfLearningSession(soci::session& session, const LearningSessionId& id, int position,
                                               const std::string& facility) {
    const auto qaCase = LearningSessionRepository{session}.caseAt(id, position, facility);
    return qaCase ? settledCase(session, *qaCase, {}) : std::nullopt;
}

wire::Pictures showPictures(soci::session& session, const ShownCase& shown, const UserId& by) {
    AuditTrail{session}.append({by, "pictures.viewed", "case", shown.id.text()});
    wire::Pictures pictures;
    const auto series = shown.study ? SeriesRepository{session}.find(*shown.study) : std::nullopt;
    if (!series) {
        pictures.reason = "no_images";
        return pictures;
    }
    const auto rendering = RenderingRepository{session}.findCurrent(*shown.study);
    if (!rendering) {
        JobQueue{session}.add(std::string{renderStudyKind}, shown.study->text());
        pictures.state = wire::PicturesState::rendering;
    } else if (!rendering->problem.empty()) {
        pictures.reason = rendering->problem;
    } else {
        pictures.state = wire::PicturesState::ready;
        pictures.rendering = rendering->renderingId;
        pictures.rows = series->image.rows;
        pictures.columns = series->image.columns;
        pictures.slices = rendering->slices;
        pictures.spacingMm = series->image.spacingMm;
        pictures.slice = std::min(shown.slice, rendering->slices - 1);
        pictures.hasMasks = rendering->hasMasks;
    }
    return pictures;
}

}  // namespace overread::workflow
