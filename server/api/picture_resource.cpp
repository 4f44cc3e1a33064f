#include <charconv>

#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/columns.h"
#include "server/database/rendering_repository.h"
#include "server/image_store/stored_file.h"
#include "server/workflow/pictures.h"

namespace overread::api {

namespace {

using Shown = std::optional<workflow::ShownCase>;

/// The settled case at the address, where the caller may see it: the QA lead any, a head those of the own facility.
Shown caseAt(Exchange& exchange, soci::session& session) {
    return workflow::settledCase(session, idAt<CaseId>(exchange, "caseId"), facilityOf(exchange.by()));
}

/// The case of the caller's own feedback at the address.
Shown feedbackAt(Exchange& exchange, soci::session& session) {
    return workflow::caseOfFeedback(session, idAt<FeedbackId>(exchange, "feedbackId"), exchange.by().id(),
                                    databaseNow(session));
}

/// The case of a learning session at the address.
Shown learningCaseAt(Exchange& exchange, soci::session& session) {
    const auto& text = exchange.at("position");
    int position = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), position);
    if (error != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
    return workflow::caseOfLearningSession(session, idAt<LearningSessionId>(exchange, "sessionId"), position,
                                           facilityOf(exchange.by()));
}

Response showPictures(Exchange& exchange, Shown (*find)(Exchange&, soci::session&)) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto shown = find(exchange, session);
        if (!shown) throw Refusal{ProblemType::notFound};
        return jsonAnswer(200, workflow::showPictures(session, *shown, exchange.by().id()));
    });
}

/// Bytes of the store as they lie there. The look is in the trail since the answer that named the rendering.
Response sendPicture(Exchange& exchange, Shown (*find)(Exchange&, soci::session&)) {
    const auto kind = valueNamed<wire::PictureKind>(exchange.at("kind"));
    const auto slice = sliceAt(exchange);
    const auto& rendering = exchange.at("rendering");
    std::optional<RenderingRepository::Place> place;
    static_cast<void>(inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto shown = find(exchange, session);
        if (shown && shown->study && kind)
            place = RenderingRepository{session}.placeOf(*shown->study, rendering, *kind, slice);
        return Response{204, {}};
    }));
    if (!place) throw Refusal{ProblemType::notFound};
    Response response{200, "image/png"};
    response.file = std::make_shared<StoredFile>(exchange.services.images.picturesFile(place->seriesId, rendering));
    response.file->requireRange(place->offset, place->length);
    response.parts.push_back({{}, place->offset, place->length});
    return response;
}

}  // namespace

Response showCasePictures(Exchange& exchange) {
    return showPictures(exchange, caseAt);
}

Response sendCasePicture(Exchange& exchange) {
    return sendPicture(exchange, caseAt);
}

Response showFeedbackPictures(Exchange& exchange) {
    return showPictures(exchange, feedbackAt);
}

Response sendFeedbackPicture(Exchange& exchange) {
    return sendPicture(exchange, feedbackAt);
}

Response showLearningPictures(Exchange& exchange) {
    return showPictures(exchange, learningCaseAt);
}

Response sendLearningPicture(Exchange& exchange) {
    return sendPicture(exchange, learningCaseAt);
}

}  // namespace overread::api
