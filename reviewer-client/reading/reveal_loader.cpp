#include "reviewer-client/reading/reveal_loader.h"

#include <QRandomGenerator>

#include "reviewer-client/api/api_client.h"

namespace overread::client {
namespace {

constexpr std::chrono::milliseconds noLine{3000};
constexpr std::chrono::milliseconds nobodyLooks{2000};
/// What a hidden case is compared with is there at once, another's is a job of the worker: asked at once, the moment at
/// which the answer appears would tell them apart.
constexpr std::chrono::milliseconds beforeTheFirst{600};
/// How long the answers alone are held back for the comparison that belongs to them.
constexpr qint64 patienceMs = 15'000;

bool isNews(const wire::Reveal& now, const wire::Reveal& before) {
    return now.outcome != before.outcome || now.rule != before.rule || now.hasMasks != before.hasMasks ||
           now.measurement.status != before.measurement.status;
}

}  // namespace

RevealLoader::RevealLoader(ApiClient& api, std::string handle, std::function<bool()> isLookedAt, QObject* parent)
    : QObject(parent), api_(api), handle_(std::move(handle)), isLookedAt_(std::move(isLookedAt)) {
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &RevealLoader::ask);
}

void RevealLoader::begin() {
    sinceLock_.start();
    again_.start(beforeTheFirst);
}

void RevealLoader::ask() {
    if (!isLookedAt_()) return again_.start(nobodyLooks);
    api_.reveal(handle_, this, [this](const Answer<wire::Reveal>& answer) { answered(answer); });
}

void RevealLoader::answered(const Answer<wire::Reveal>& answer) {
    if (const auto* failure = std::get_if<Failure>(&answer)) return failedNow(*failure);
    const auto& reveal = std::get<wire::Reveal>(answer);
    const auto waitsFor = waitOf(reveal);
    if (waitsFor != RevealWait::nothing) askLater(waitsFor);
    if (waitsFor == RevealWait::comparison && !shown_ && sinceLock_.elapsed() < patienceMs) return;
    if (shown_ && !isNews(reveal, *shown_)) return emit unchanged();
    if (shown_ && waitOf(*shown_) != waitsFor) asked_ = 0;  // what is waited for now may come soon
    shown_ = reveal;
    emit arrived(reveal);
}

void RevealLoader::failedNow(const Failure& failure) {
    const bool mayPass = failure.kind == Failure::Kind::noConnection || failure.kind == Failure::Kind::tooMany ||
                         failure.kind == Failure::Kind::serverFault;
    if (mayPass) {
        again_.start(noLine * (1 << std::min(asked_++, 4)));
        if (failure.kind == Failure::Kind::noConnection) return;  // the bar says so
    }
    if (!shown_) emit failed(failure);
}

/// Spread by a quarter to either side: a house that comes back is not asked by everybody at once.
void RevealLoader::askLater(RevealWait waitsFor) {
    const auto pause = static_cast<int>(pauseBeforeAskingAgain(waitsFor, asked_++).count());
    again_.start(pause * 3 / 4 + static_cast<int>(QRandomGenerator::global()->bounded(pause / 2)));
}

}  // namespace overread::client
