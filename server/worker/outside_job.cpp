#include "server/worker/outside_job.h"

#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/series_repository.h"
#include "server/database/transaction.h"
#include "server/workflow/outside_results.h"

namespace overread {
namespace {

struct Wanted {
    OutsideResultRepository::Object object;
    std::optional<SeriesRecord> series;
};

std::optional<Wanted> wantedOf(const ChildJobs& children, const Job& job) {
    Transaction transaction(children.pool());
    const auto object = OutsideResultRepository(transaction.session()).objectOf(job.uniqueKey);
    std::optional<Wanted> wanted;
    if (object)
        wanted = Wanted{*object, SeriesRepository(transaction.session()).find(object->study)};
    else
        JobQueue(transaction.session(), workerQueueLimits()).complete(job);
    transaction.commit();
    return wanted;
}

}  // namespace

void readOutsideResultInChild(const ChildJobs& children, const Job& job, Lease& lease) {
    const auto wanted = wantedOf(children, job);
    if (!wanted) return;
    const auto& store = children.store();
    const WorkFolder folder(store);
    folder.give(store.objectFile(job.uniqueKey), "object.dcm");
    if (wanted->series) {
        folder.give(store.seriesFile(wanted->series->seriesId), "series.json");
        if (!wanted->series->maskOffsets.empty()) folder.give(store.labelsFile(wanted->series->seriesId), "labels");
    }
    ChildOutcome outcome = children.runIn(folder, job, ChildLimits{}, lease);
    auto read = believed(outcome, [&] { return readOutside(folder.out("result.json")); });
    if (!read) {
        if (children.endedWithoutResult(job, outcome, lease)) return;
        read.emplace();
        read->kind = "seg";
        read->reason = "reader_crashed";
        read->detail = "the process that read it " + outcome.what;
    }
    OutsideResultRecord record{.id = wanted->object.resultId.empty() ? newUuid() : wanted->object.resultId,
                               .objectId = job.uniqueKey,
                               .study = wanted->object.study,
                               .kind = read->kind,
                               .service = read->service,
                               .version = read->version,
                               .reason = read->reason,
                               .detail = read->detail,
                               .grade = Grade::ct0,
                               .involvement = read->involvement,
                               .measurement = {},
                               .pointsApart = {},
                               .lesionDice = read->lesionDice,
                               .lungDice = read->lungDice,
                               .hasMasks = read->hasMasks};
    if (record.hasMasks) store.keep(folder.out("labels"), store.outsideLabelsFile(record.id));
    Transaction transaction(children.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordOutsideResult(transaction.session(), std::move(record), databaseNow(transaction.session()));
    endJob(queue, job, outcome);
    transaction.commit();
}

}  // namespace overread
