#include "reviewer-client/series/case_supply.h"

#include <utility>

namespace overread::client {

CaseSupply::CaseSupply(ApiClient& api, QObject* parent) : QObject(parent), api_(api) {}

CaseSupply::~CaseSupply() {
    giveBack();
}

void CaseSupply::next(Then then) {
    if (isReserving_) {
        isUnwanted_ = false;
        waiting_ = std::move(then);
    } else if (reserved_) {
        hand(std::move(then));
    } else {
        ask(std::move(then));
    }
}

void CaseSupply::ask(Then then) {
    api_.next(this, [this, then = std::move(then)](const Answer<std::optional<wire::Assignment>>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) return then(*failure);
        const auto& assignment = std::get<std::optional<wire::Assignment>>(answer);
        if (!assignment) return then(std::optional<SuppliedCase>{});
        then(std::optional{resumed(*assignment)});
    });
}

SuppliedCase CaseSupply::resumed(wire::Assignment assignment) {
    auto images = std::make_unique<CaseImages>(api_, assignment);
    images->fetch();
    return {std::move(assignment), std::move(images)};
}

/// Reading begins: the server hears of it first, so that a reservation that was lost meanwhile is never shown.
void CaseSupply::hand(Then then) {
    api_.begin(reserved_->handle, this, [this, then = std::move(then)](const Answer<wire::Lease>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) {
            if (failure->kind != Failure::Kind::gone) return then(*failure);
            forget();
            return ask(then);
        }
        if (!reserved_) return then(Failure{Failure::Kind::gone, 0, {}, {}, {}});
        const auto& lease = std::get<wire::Lease>(answer);
        reserved_->leaseUntil = lease.leaseUntil;
        reserved_->etag = lease.etag;
        SuppliedCase supplied{std::move(*std::exchange(reserved_, std::nullopt)), std::move(images_)};
        then(std::optional{std::move(supplied)});
    });
}

void CaseSupply::reserveAhead() {
    if (reserved_ || isReserving_) return;
    isReserving_ = true;
    isUnwanted_ = false;
    api_.next(this, [this](const Answer<std::optional<wire::Assignment>>& answer) {
        isReserving_ = false;
        const auto waiting = std::exchange(waiting_, nullptr);
        const auto* assignment = std::get_if<std::optional<wire::Assignment>>(&answer);
        if (assignment && *assignment) {
            reserved_ = **assignment;
            if (isUnwanted_) return giveBack();
            images_ = std::make_unique<CaseImages>(api_, *reserved_);
            images_->fetch();
            if (waiting) hand(waiting);
        } else if (waiting) {
            if (const auto* failure = std::get_if<Failure>(&answer)) return waiting(*failure);
            waiting(std::optional<SuppliedCase>{});
        }
    });
}

void CaseSupply::renew() {
    if (!reserved_) return;
    api_.renewLease(reserved_->handle, this, [this, handle = reserved_->handle](const Answer<wire::Lease>& answer) {
        const auto* failure = std::get_if<Failure>(&answer);
        if (failure && failure->kind == Failure::Kind::gone && holds(handle)) forget();
    });
}

void CaseSupply::giveBack() {
    isUnwanted_ = isReserving_;
    if (!reserved_) return;
    // Answered to the client itself: this object may be gone by then.
    api_.putAside(reserved_->handle, "later", &api_, [](const Answer<Done>&) {});
    forget();
}

void CaseSupply::forget() {
    images_.reset();
    reserved_.reset();
}

}  // namespace overread::client
