#include "reviewer-client/reading/reveal_loader.h"

#include "reviewer-client/api/api_client.h"

namespace overread::client {
namespace {
constexpr int noLineMs = 3000;
constexpr int notDecidedMs = 500;
constexpr int notMeasuredMs = 2000;
constexpr qint64 patienceMs = 15'000;
}  // namespace

RevealLoader::RevealLoader(ApiClient& api, std::string handle, QObject* parent)
    : QObject(parent), api_(api), handle_(std::move(handle)) {
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &RevealLoader::ask);
}

void RevealLoader::begin() {
    sinceLock_.start();
    ask();
}

void RevealLoader::ask() {
    api_.reveal(handle_, this, [this](const Answer<wire::Reveal>& answer) { answered(answer); });
}

void RevealLoader::answered(const Answer<wire::Reveal>& answer) {
    if (const auto* failure = std::get_if<Failure>(&answer)) {
        if (failure->kind == Failure::Kind::noConnection) return again_.start(noLineMs);
        return emit failed(*failure);
    }
    const auto& reveal = std::get<wire::Reveal>(answer);
    // The comparison is a job of the worker; a moment after the lock it may not have run yet.
    if (reveal.rule.empty() && !reveal.outcome && sinceLock_.elapsed() < patienceMs) {
        again_.start(notDecidedMs);
        if (reveal.readA) return;
    }
    // A reader may be faster than the measurement: it joins the others when it comes.
    const bool measured = reveal.measurement.status != Quantification::Status::pending;
    if (!measured && !again_.isActive()) again_.start(notMeasuredMs);
    if (shown_ && !measured && !reveal.outcome) return;
    shown_ = true;
    emit arrived(reveal);
}

}  // namespace overread::client
