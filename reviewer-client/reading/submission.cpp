#include "reviewer-client/reading/submission.h"

#include <QUuid>

#include "reviewer-client/api/api_client.h"

namespace overread::client {
namespace {
constexpr int againMs = 3000;
}

Submission::Submission(ApiClient& api, std::string handle, QObject* parent)
    : QObject(parent), api_(api), handle_(std::move(handle)) {
    again_.setSingleShot(true);
    again_.setInterval(againMs);
    connect(&again_, &QTimer::timeout, this, &Submission::send);
}

void Submission::begin(Outgoing answers, const std::string& etag) {
    // What failed without a word from the server may have arrived: the same answers keep their key.
    if (key_.isEmpty() || answers != answers_) key_ = QUuid::createUuid().toString(QUuid::WithoutBraces);
    answers_ = std::move(answers);
    etag_ = etag;
    underWay_ = true;
    send();
}

void Submission::stop() {
    again_.stop();
    underWay_ = false;
}

void Submission::send() {
    api_.submit({handle_, etag_, key_}, answers_.resource, answers_.body, this,
                [this](const Answer<wire::Locked>& answer) { answered(answer); });
}

void Submission::answered(const Answer<wire::Locked>& answer) {
    if (!underWay_) return;
    if (const auto* failure = std::get_if<Failure>(&answer)) {
        switch (failure->kind) {
            case Failure::Kind::noConnection:
            case Failure::Kind::serverFault:
            case Failure::Kind::tooMany:
                again_.start();
                return emit delayed(*failure);
            case Failure::Kind::changed:
            case Failure::Kind::refused:
                key_.clear();
                break;
            default:
                break;
        }
        underWay_ = false;
        return emit refused(*failure);
    }
    underWay_ = false;
    key_.clear();
    emit locked(std::get<wire::Locked>(answer));
}

}  // namespace overread::client
