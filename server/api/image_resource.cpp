#include <algorithm>

#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/series_repository.h"
#include "server/workflow/showing.h"

namespace overread::api {

namespace {

using workflow::Pictures;

/// As many as make the checks of a request small beside its bytes, and no more: the most wanted slice is asked for
/// again and again.
constexpr std::size_t mostSlices = 64;

/// ?slices=124,0,247
std::vector<int> slicesIn(const Request& request) {
    const auto text = request.parameter("slices").value_or("");
    std::vector<int> slices;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto slice = sliceNamed(std::string_view{text}.substr(begin, end - begin));
        if (!slice || slices.size() == mostSlices)
            throw Refusal{ProblemType::malformed, "1 to 64 numbers of slices, divided by commas", "/slices"};
        slices.push_back(*slice);
        begin = end + 1;
    }
    return slices;
}

std::string_view eventOf(Pictures pictures) {
    switch (pictures) {
        case Pictures::frames:
            return "images.fetched";
        case Pictures::priorFrames:
            return "priorImages.fetched";
        case Pictures::masks:
            return "masks.fetched";
    }
    return {};
}

/// Where they lie in the store. The look is in the trail before the first byte leaves; one event for a request's
/// slices, since each is a durable write.
SeriesRepository::Ranges rangesOf(Exchange& exchange, Pictures pictures, const std::vector<int>& slices) {
    std::optional<SeriesRepository::Ranges> ranges;
    static_cast<void>(inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto study =
            workflow::studyFor(session, pictures, exchange.at("handle"), exchange.by().id(), databaseNow(session));
        if (!study) throw Refusal{ProblemType::notFound};
        const SeriesRepository series{session};
        ranges = pictures == Pictures::masks ? series.maskRanges(*study, slices) : series.frameRanges(*study, slices);
        if (!ranges) throw Refusal{ProblemType::notFound};
        AuditTrail{session}.append({exchange.by().id(), std::string{eventOf(pictures)}, "study", study->text(),
                                    R"({"slices":)" + std::to_string(slices.size()) + '}'});
        return Response{204, {}};
    }));
    return *ranges;
}

/// The length of what follows, least byte first.
std::string lengthBytes(std::uint64_t length) {
    std::string bytes;
    for (const int shift : {0, 8, 16, 24}) bytes += static_cast<char>(length >> shift & 0xffU);
    return bytes;
}

enum class Framing { bare, withLengths };

/// Bytes of the store as they lie there: the database says where, nothing is parsed.
Response sendPictures(Exchange& exchange, Pictures pictures, const std::vector<int>& slices, Framing framing) {
    const auto ranges = rangesOf(exchange, pictures, slices);
    const auto& store = exchange.services.images;
    Response response{200, "application/octet-stream"};
    response.file = std::make_shared<StoredFile>(pictures == Pictures::masks ? store.labelsFile(ranges.seriesId)
                                                                             : store.framesFile(ranges.seriesId));
    for (const auto& range : ranges.of) {
        response.file->requireRange(range.offset, range.length);
        response.parts.push_back(
            {framing == Framing::withLengths ? lengthBytes(range.length) : std::string{}, range.offset, range.length});
    }
    return response;
}

}  // namespace

Response sendFrame(Exchange& exchange) {
    return sendPictures(exchange, Pictures::frames, {sliceAt(exchange)}, Framing::bare);
}

Response sendFrames(Exchange& exchange) {
    return sendPictures(exchange, Pictures::frames, slicesIn(exchange.request), Framing::withLengths);
}

Response sendPriorFrames(Exchange& exchange) {
    return sendPictures(exchange, Pictures::priorFrames, slicesIn(exchange.request), Framing::withLengths);
}

Response sendMask(Exchange& exchange) {
    return sendPictures(exchange, Pictures::masks, {sliceAt(exchange)}, Framing::bare);
}

Response sendMasks(Exchange& exchange) {
    return sendPictures(exchange, Pictures::masks, slicesIn(exchange.request), Framing::withLengths);
}

}  // namespace overread::api
