#include "reviewer-client/reading/lease_keeper.h"

#include "reviewer-client/api/api_client.h"

namespace overread::client {

LeaseKeeper::LeaseKeeper(ApiClient& api, std::string handle, Timestamp leaseUntil, QObject* parent)
    : QObject(parent), api_(api), handle_(std::move(handle)), times_{leaseUntil, api.serverNow(), api.serverNow()} {
    timer_.setInterval(10'000);
    connect(&timer_, &QTimer::timeout, this, &LeaseKeeper::look);
    timer_.start();
}

void LeaseKeeper::claim() {
    claim_ = Claim::wanted;
    renew();
}

void LeaseKeeper::noteInput() {
    times_.lastInput = api_.serverNow();
    if (asking_) renew();
}

void LeaseKeeper::stop() {
    timer_.stop();
    asking_ = false;
}

void LeaseKeeper::look() {
    if (!timer_.isActive()) return;
    const auto now = api_.serverNow();
    emit ticked(minutesLeft(times_.leaseUntil, now));
    if (claim_ == Claim::wanted) return renew();
    switch (leaseStep(times_, now)) {
        case LeaseStep::none:
            return;
        case LeaseStep::renew:
        case LeaseStep::over:
            return renew();  // only the server can say that it is over
        case LeaseStep::ask:
            if (!asking_) emit stillReadingAsked();
            asking_ = true;
            return;
    }
}

void LeaseKeeper::renew() {
    if (renewing_) return;
    renewing_ = true;
    const auto then = [this](const Answer<wire::Lease>& answer) { answered(answer); };
    if (claim_ == Claim::wanted)
        api_.readHere(handle_, this, then);
    else
        api_.renewLease(handle_, this, then);
}

void LeaseKeeper::answered(const Answer<wire::Lease>& answer) {
    renewing_ = false;
    if (!timer_.isActive()) return;
    if (const auto* lease = std::get_if<wire::Lease>(&answer)) {
        asking_ = false;
        times_.leaseUntil = lease->leaseUntil;
        times_.lastRenewal = api_.serverNow();
        emit ticked(minutesLeft(times_.leaseUntil, times_.lastRenewal));
        if (claim_ != Claim::wanted) return emit renewed(lease->etag);
        claim_ = Claim::heard;
        return emit claimed(lease->etag);
    }
    if (std::get<Failure>(answer).kind == Failure::Kind::gone) {
        stop();
        emit lost();
    }
}

}  // namespace overread::client
