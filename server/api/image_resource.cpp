#include <algorithm>

#include "server/api/authentication.h"
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

/// All that the check looks at.
std::string askedOf(const Exchange& exchange, Pictures pictures, const Credentials& by) {
    return std::string{eventOf(pictures)} + '\n' + exchange.at("handle") + '\n' +
           (by.transport == SessionTransport::bearer ? "bearer" : "cookie") + '\n' + by.token;
}

/// The full check. The look is in the trail before the first byte leaves: one event for all slices of the next seconds,
/// since each is a durable write.
std::shared_ptr<const ImageGrants::Grant> grantFor(Exchange& exchange, Pictures pictures) {
    SeriesRepository::Layout layout;
    static_cast<void>(inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto study =
            workflow::studyFor(session, pictures, exchange.at("handle"), exchange.by().id(), databaseNow(session));
        if (!study) throw Refusal{ProblemType::notFound};
        const SeriesRepository series{session};
        const auto found = pictures == Pictures::masks ? series.masks(*study) : series.frames(*study);
        if (!found) throw Refusal{ProblemType::notFound};
        layout = *found;
        AuditTrail{session}.append({exchange.by().id(), std::string{eventOf(pictures)}, "study", study->text()});
        return Response{204, {}};
    }));
    const auto& store = exchange.services.images;
    auto grant = std::make_shared<ImageGrants::Grant>();
    grant->file = std::make_shared<StoredFile>(pictures == Pictures::masks ? store.labelsFile(layout.seriesId)
                                                                           : store.framesFile(layout.seriesId));
    grant->file->requireRange(0, layout.offsets.back());
    grant->offsets = std::move(layout.offsets);
    exchange.services.imageGrants.remember(askedOf(exchange, pictures, {exchange.by().transport, exchange.by().token}),
                                           grant);
    return grant;
}

/// The length of what follows, least byte first.
std::string lengthBytes(std::uint64_t length) {
    std::string bytes;
    for (const int shift : {0, 8, 16, 24}) bytes += static_cast<char>(length >> shift & 0xffU);
    return bytes;
}

enum class Framing { bare, withLengths };

/// Bytes of the store as they lie there: the database said where, nothing is parsed.
Response picturesOf(const ImageGrants::Grant& grant, const std::vector<int>& slices, Framing framing) {
    Response response{200, "application/octet-stream"};
    response.file = grant.file;
    for (const int slice : slices) {
        const auto n = static_cast<std::size_t>(slice);
        if (n + 1 >= grant.offsets.size()) throw Refusal{ProblemType::notFound};
        const auto length = grant.offsets[n + 1] - grant.offsets[n];
        response.parts.push_back(
            {framing == Framing::withLengths ? lengthBytes(length) : std::string{}, grant.offsets[n], length});
    }
    return response;
}

Response sendPictures(Exchange& exchange, Pictures pictures) {
    const auto slices = slicesIn(exchange.request);
    return picturesOf(*grantFor(exchange, pictures), slices, Framing::withLengths);
}

std::optional<Response> sendPicturesAgain(Exchange& exchange, Pictures pictures) {
    const auto by = credentialsIn(exchange.request);
    if (!by) return std::nullopt;
    const auto grant = exchange.services.imageGrants.find(askedOf(exchange, pictures, *by));
    if (!grant) return std::nullopt;
    return picturesOf(*grant, slicesIn(exchange.request), Framing::withLengths);
}

}  // namespace

Response sendFrame(Exchange& exchange) {
    const std::vector<int> slices{sliceAt(exchange)};
    return picturesOf(*grantFor(exchange, Pictures::frames), slices, Framing::bare);
}

Response sendFrames(Exchange& exchange) {
    return sendPictures(exchange, Pictures::frames);
}

std::optional<Response> sendFramesAgain(Exchange& exchange) {
    return sendPicturesAgain(exchange, Pictures::frames);
}

Response sendPriorFrames(Exchange& exchange) {
    return sendPictures(exchange, Pictures::priorFrames);
}

std::optional<Response> sendPriorFramesAgain(Exchange& exchange) {
    return sendPicturesAgain(exchange, Pictures::priorFrames);
}

Response sendMask(Exchange& exchange) {
    const std::vector<int> slices{sliceAt(exchange)};
    return picturesOf(*grantFor(exchange, Pictures::masks), slices, Framing::bare);
}

Response sendMasks(Exchange& exchange) {
    return sendPictures(exchange, Pictures::masks);
}

std::optional<Response> sendMasksAgain(Exchange& exchange) {
    return sendPicturesAgain(exchange, Pictures::masks);
}

}  // namespace overread::api
