#include <charconv>

#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/series_repository.h"
#include "server/workflow/showing.h"

namespace overread::api {

namespace {

int sliceAt(const Exchange& exchange) {
    const auto& text = exchange.at("n");
    int slice = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), slice);
    if (error != std::errc{} || stopped != text.data() + text.size() || slice < 0) throw Refusal{ProblemType::notFound};
    return slice;
}

enum class Picture { frame, mask };

/// Bytes of the store as they lie there: the database says where, nothing is parsed.
Response sendPicture(Exchange& exchange, Picture picture) {
    const auto slice = sliceAt(exchange);
    const auto& services = exchange.services;
    std::optional<SeriesRepository::Range> range;
    static_cast<void>(inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto now = databaseNow(session);
        const auto& handle = exchange.at("handle");
        const auto study = picture == Picture::frame
                               ? workflow::studyForFrames(session, handle, exchange.by().id(), now)
                               : workflow::studyForMasks(session, handle, exchange.by().id(), now);
        if (!study) throw Refusal{ProblemType::notFound};
        SeriesRepository series{session};
        range = picture == Picture::frame ? series.frameRange(*study, slice) : series.maskRange(*study, slice);
        if (!range) throw Refusal{ProblemType::notFound};
        // The look at a study is in the trail since the assignment was shown. Each slice of it would add a durable
        // write to every picture and say nothing more; the first one says that images were fetched.
        if (slice == 0)
            AuditTrail{session}.append({exchange.by().id(),
                                        picture == Picture::frame ? "images.fetched" : "masks.fetched", "study",
                                        study->text()});
        return Response{204, {}};
    }));
    const auto file = picture == Picture::frame ? services.images.framesFile(range->seriesId)
                                                : services.images.labelsFile(range->seriesId);
    Response response{200, "application/octet-stream"};
    response.body = bytesOf(file, range->offset, range->length);
    return response;
}

}  // namespace

Response sendFrame(Exchange& exchange) {
    return sendPicture(exchange, Picture::frame);
}

Response sendMask(Exchange& exchange) {
    return sendPicture(exchange, Picture::mask);
}

}  // namespace overread::api
