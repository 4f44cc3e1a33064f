#include "reviewer-client/reading/draft_keeper.h"

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/draft_store.h"

namespace overread::client {

DraftKeeper::DraftKeeper(ApiClient& api, DraftStore& store, std::string handle, std::function<Draft()> draft,
                         QObject* parent)
    : QObject(parent), api_(api), store_(store), handle_(std::move(handle)), draft_(std::move(draft)) {
    here_.setSingleShot(true);
    here_.setInterval(2000);
    server_.setSingleShot(true);
    server_.setInterval(10'000);
    connect(&here_, &QTimer::timeout, this, [this] {
        if (store_.save(handle_, draft_()))
            emit keptHere();
        else
            emit notKeptHere();
    });
    connect(&server_, &QTimer::timeout, this, &DraftKeeper::sendToServer);
}

void DraftKeeper::touched() {
    if (stopped_) return;
    if (!here_.isActive()) here_.start();
    if (!server_.isActive()) server_.start();
}

void DraftKeeper::keepNow() {
    if (!here_.isActive()) return;
    here_.stop();
    if (store_.save(handle_, draft_()))
        emit keptHere();
    else
        emit notKeptHere();
}

void DraftKeeper::forget() {
    here_.stop();
    server_.stop();
    stopped_ = true;
    store_.remove(handle_);
}

void DraftKeeper::stop() {
    keepNow();
    server_.stop();
    stopped_ = true;
}

void DraftKeeper::sendToServer() {
    api_.saveDraft(handle_, toText(draft_()), this, [this](const Answer<Done>& answer) {
        const auto* failure = std::get_if<Failure>(&answer);
        if (!failure) return;
        if (failure->kind == Failure::Kind::noConnection || failure->kind == Failure::Kind::serverFault)
            return touched();
        emit serverRefused(*failure);
    });
}

}  // namespace overread::client
