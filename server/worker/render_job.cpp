#include "server/worker/render_job.h"

#include <system_error>

#include "server/database/new_id.h"
#include "server/database/quantification_repository.h"
#include "server/database/rendering_repository.h"
#include "server/database/series_repository.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

/// What is to be rendered, as it stands now.
struct Wanted {
    std::optional<SeriesRecord> series;
    std::string measurement;
    std::optional<RenderingRecord> earlier;
};

/// None where nothing is to be done; the job is then completed.
std::optional<Wanted> wantedOf(const ChildJobs& children, const Job& job, const StudyId& study) {
    Transaction transaction(children.pool());
    Wanted wanted;
    wanted.series = SeriesRepository(transaction.session()).find(study);
    wanted.measurement = QuantificationRepository(transaction.session()).versionOf(study);
    RenderingRepository renderings(transaction.session());
    wanted.earlier = renderings.findAny(study);
    const bool isNeeded = wanted.series && !renderings.findCurrent(study);
    if (!isNeeded) JobQueue(transaction.session(), workerQueueLimits()).complete(job);
    transaction.commit();
    return isNeeded ? std::optional(std::move(wanted)) : std::nullopt;
}

}  // namespace

void renderStudyInChild(const ChildJobs& children, const Job& job, Lease& lease) {
    const StudyId study = StudyId::parse(job.uniqueKey);
    const auto wanted = wantedOf(children, job, study);
    if (!wanted) return;
    const auto& store = children.store();
    const auto& seriesId = wanted->series->seriesId;
    const WorkFolder folder(store);
    folder.give(store.framesFile(seriesId), "frames");
    folder.give(store.seriesFile(seriesId), "series.json");
    if (!wanted->series->maskOffsets.empty()) folder.give(store.labelsFile(seriesId), "labels");
    ChildOutcome outcome = children.runIn(folder, job, ChildLimits{}, lease);
    auto rendered = believed(outcome, [&] {
        return readRendered(folder.out("result.json"), folder.out("pictures"), wanted->series->image.slices);
    });
    if (!rendered) {
        if (children.endedWithoutResult(job, outcome, lease)) return;
        rendered = StudyRendered{.problem = "cannot_be_rendered"};
    }
    const RenderingRecord record{.study = study,
                                 .renderingId = newUuid(),
                                 .seriesId = seriesId,
                                 .measurement = wanted->measurement,
                                 .hasMasks = rendered->hasMasks,
                                 .slices = rendered->slices,
                                 .offsets = rendered->offsets,
                                 .problem = rendered->problem};
    if (record.problem.empty()) store.keep(folder.out("pictures"), store.picturesFile(seriesId, record.renderingId));
    Transaction transaction(children.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    RenderingRepository(transaction.session()).save(record);
    endJob(queue, job, outcome);
    transaction.commit();
    if (wanted->earlier) {
        std::error_code ignored;  // a file that no row names is waste, no fault
        std::filesystem::remove(store.picturesFile(wanted->earlier->seriesId, wanted->earlier->renderingId), ignored);
    }
}

}  // namespace overread
