#include "reviewer-client/api/api_client.h"

#include <QHostAddress>
#include <QLocale>
#include <QNetworkReply>
#include <QPointer>
#include <QUrlQuery>
#include <QUuid>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "core/wire/reader_settings.h"

namespace overread::client {
namespace {

using nlohmann::json;
constexpr int timeoutMs = 20'000;

Failure notUnderstood(const std::exception& why) {
    return {Failure::Kind::notUnderstood, 0, QString::fromUtf8(why.what()), {}, {}};
}

template <class T>
Answer<T> parsed(const Answer<QByteArray>& answer) {
    if (const auto* failure = std::get_if<Failure>(&answer)) return *failure;
    try {
        const auto& bytes = std::get<QByteArray>(answer);
        return json::parse(bytes.begin(), bytes.end()).template get<T>();
    } catch (const std::exception& why) {
        return notUnderstood(why);
    }
}

Answer<Done> done(const Answer<QByteArray>& answer) {
    if (const auto* failure = std::get_if<Failure>(&answer)) return *failure;
    return Done{};
}

Failure::Kind kindOf(int status) {
    switch (status) {
        case 401:
            return Failure::Kind::signedOut;
        case 403:
            return Failure::Kind::notAllowed;
        case 404:
            return Failure::Kind::gone;
        case 409:
            return Failure::Kind::conflict;
        case 412:
            return Failure::Kind::changed;
        case 429:
            return Failure::Kind::tooMany;
        default:
            return status >= 500 ? Failure::Kind::serverFault : Failure::Kind::refused;
    }
}

Failure problemIn(const QByteArray& body, int status) {
    Failure failure{kindOf(status), status, {}, {}, {}};
    const auto problem = json::parse(body.begin(), body.end(), nullptr, false);
    if (!problem.is_object()) return failure;
    const auto text = [&](const char* key) {
        const auto found = problem.find(key);
        return found != problem.end() && found->is_string() ? QString::fromStdString(found->get<std::string>())
                                                            : QString();
    };
    failure.detail = text("detail").isEmpty() ? text("title") : text("detail");
    failure.field = text("pointer");
    failure.supportId = text("id");
    if (status >= 500 && !failure.supportId.isEmpty()) failure.detail += " (" + failure.supportId + ')';
    return failure;
}

}  // namespace

ApiClient::ApiClient(QObject* parent)
    : QObject(parent), workstation_(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()) {
    network_.setAutoDeleteReplies(true);
    network_.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);  // the token goes to no other address
    network_.setTransferTimeout(timeoutMs);
}

bool ApiClient::isSafe(const QUrl& server) {
    if (!server.isValid() || server.host().isEmpty()) return false;
    if (server.scheme() == "https") return true;
    return server.scheme() == "http" && (server.host() == "localhost" || QHostAddress(server.host()).isLoopback());
}

QNetworkRequest ApiClient::requestTo(const QString& path) const {
    QUrl url = server_;
    const auto parts = path.split('?');
    url.setPath("/api/v1/" + parts.first());
    if (parts.size() > 1) url.setQuery(parts.at(1));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (!token_.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token_);
    return request;
}

QString ApiClient::assignmentPath(const std::string& handle, const QString& rest) {
    return "assignments/" + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(handle))) + rest;
}

Answer<QByteArray> ApiClient::read(QNetworkReply& reply) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A body that was cut off has a status and an error all the same.
    if (status == 0 || (status < 300 && reply.error() != QNetworkReply::NoError)) {
        emit unreachable();
        return Failure{Failure::Kind::noConnection, status, reply.errorString(), {}, {}};
    }
    auto sent =
        QLocale::c().toDateTime(QString::fromLatin1(reply.rawHeader("Date")), "ddd, dd MMM yyyy hh:mm:ss 'GMT'");
    if (sent.isValid()) {
        sent.setTimeSpec(Qt::UTC);
        serverAhead_ = std::chrono::milliseconds(QDateTime::currentDateTimeUtc().msecsTo(sent));
    }
    emit reached();
    const QByteArray body = reply.readAll();
    if (status >= 200 && status < 300) return body;
    auto failure = problemIn(body, status);
    failure.waitSeconds = reply.rawHeader("Retry-After").toInt();
    return failure;
}

void ApiClient::send(const QByteArray& verb, QNetworkRequest request, const QByteArray& body, QObject* context,
                     Raw then) {
    if (!body.isEmpty()) request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
    whenFinished(network_.sendCustomRequest(request, verb, body), context, std::move(then));
}

void ApiClient::whenFinished(QNetworkReply* reply, QObject* context, Raw then) {
    connect(reply, &QNetworkReply::finished, context, [this, reply, then = std::move(then), token = token_] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        auto answer = read(*reply);
        // The answer to a request of an earlier session says nothing about this one.
        if (status == 401 && !token.isEmpty() && token == token_) {
            token_.clear();
            emit sessionEnded();
        }
        then(std::move(answer), status);
    });
}

void ApiClient::signIn(const QUrl& server, const QString& name, const QString& password, QObject* context,
                       Then<wire::SessionOpened> then) {
    server_ = server;
    name_ = name;
    token_.clear();
    const json body = wire::SignIn{name.toStdString(), password.toStdString(), "bearer"};
    send("POST", requestTo("sessions"), QByteArray::fromStdString(body.dump()), context,
         [this, then = std::move(then)](const Answer<QByteArray>& answer, int) {
             auto opened = parsed<wire::SessionOpened>(answer);
             if (const auto* session = std::get_if<wire::SessionOpened>(&opened))
                 token_ = QByteArray::fromStdString(session->token);
             then(std::move(opened));
         });
}

void ApiClient::signInAgain(const QString& password, QObject* context, Then<wire::SessionOpened> then) {
    signIn(server_, name_, password, context,
           [this, before = token_, then = std::move(then)](Answer<wire::SessionOpened> answer) {
               if (std::holds_alternative<Failure>(answer)) token_ = before;
               then(std::move(answer));
           });
}

void ApiClient::signOut() {
    if (token_.isEmpty()) return;
    const auto request = requestTo("sessions/current");
    token_.clear();
    send("DELETE", request, {}, this, [](const Answer<QByteArray>&, int) {});
}

void ApiClient::worklist(QObject* context, Then<wire::Worklist> then) {
    send("GET", requestTo("worklist"), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Worklist>(answer)); });
}

void ApiClient::ownFigures(QObject* context, Then<QByteArray> then) {
    send("GET", requestTo("figures/my-reading"), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(answer); });
}

void ApiClient::calibration(QObject* context, Then<wire::Calibration> then) {
    send("GET", requestTo("me/calibration"), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Calibration>(answer)); });
}

void ApiClient::ownReads(const QString& filter, const std::string& cursor, QObject* context,
                         Then<wire::Page<wire::OwnReadRow>> then) {
    const QString from = QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(cursor)));
    const QString query = filter + (cursor.empty() ? QString() : "&cursor=" + from) + "&limit=20";
    send("GET", requestTo("me/reads?" + query), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) {
             then(parsed<wire::Page<wire::OwnReadRow>>(answer));
         });
}

void ApiClient::ownPace(QObject* context, Then<wire::OwnPace> then) {
    send("GET", requestTo("me/pace"), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::OwnPace>(answer)); });
}

void ApiClient::setAvailable(bool available, QObject* context, Then<Done> then) {
    const json body = wire::Availability{available};
    send("PUT", requestTo("worklist/availability"), QByteArray::fromStdString(body.dump()), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(done(answer)); });
}

void ApiClient::readerSettings(QObject* context, Then<std::string> then) {
    send("GET", requestTo("me/settings"), {}, context, [then = std::move(then)](const Answer<QByteArray>& answer, int) {
        auto got = parsed<wire::ReaderSettings>(answer);
        if (auto* failure = std::get_if<Failure>(&got)) return then(std::move(*failure));
        then(std::get<wire::ReaderSettings>(got).settings);
    });
}

void ApiClient::saveReaderSettings(const std::string& settings, QObject* context, Then<Done> then) {
    const json body = wire::ReaderSettings{settings};
    send("PUT", requestTo("me/settings"), QByteArray::fromStdString(body.dump()), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(done(answer)); });
}

void ApiClient::next(QObject* context, Then<std::optional<wire::Assignment>> then) {
    send("POST", requestTo("assignments/next"), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int status) {
             if (status == 204) return then(std::optional<wire::Assignment>{});
             auto got = parsed<wire::Assignment>(answer);
             if (auto* failure = std::get_if<Failure>(&got)) return then(std::move(*failure));
             then(std::optional<wire::Assignment>{std::get<wire::Assignment>(std::move(got))});
         });
}

void ApiClient::assignment(const std::string& handle, QObject* context, Then<wire::Assignment> then) {
    send("GET", requestTo(assignmentPath(handle)), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Assignment>(answer)); });
}

void ApiClient::renewLease(const std::string& handle, QObject* context, Then<wire::Lease> then) {
    send("POST", requestTo(assignmentPath(handle, "/lease")), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Lease>(answer)); });
}

void ApiClient::readHere(const std::string& handle, QObject* context, Then<wire::Lease> then) {
    const json body = wire::Workstation{workstation_};
    send("PUT", requestTo(assignmentPath(handle, "/workstation")), QByteArray::fromStdString(body.dump()), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Lease>(answer)); });
}

void ApiClient::putAside(const std::string& handle, const QString& reason, QObject* context, Then<Done> then) {
    send("DELETE", requestTo(assignmentPath(handle, "/lease?reason=" + reason)), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(done(answer)); });
}

void ApiClient::saveDraft(const std::string& handle, const std::string& draft, QObject* context, Then<Done> then) {
    const json body = wire::Draft{draft, workstation_};
    send("PUT", requestTo(assignmentPath(handle, "/draft")), QByteArray::fromStdString(body.dump()), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(done(answer)); });
}

void ApiClient::begin(const std::string& handle, QObject* context, Then<wire::Lease> then) {
    send("POST", requestTo(assignmentPath(handle, "/opening")), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Lease>(answer)); });
}

void ApiClient::pictures(const std::string& handle, Pictures what, const std::vector<int>& slices, QObject* context,
                         PictureStream::Each each, Then<Done> then) {
    QStringList numbers;
    for (const int slice : slices) numbers << QString::number(slice);
    const QString kind = what == Pictures::frames ? "frames" : what == Pictures::masks ? "masks" : "prior/frames";
    auto* reply = network_.get(requestTo(assignmentPath(handle, '/' + kind + "?slices=" + numbers.join(','))));
    const auto stream = std::make_shared<PictureStream>(slices, std::move(each));
    connect(reply, &QNetworkReply::readyRead, context, [reply, stream] {
        const bool isAnswer = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
        if (isAnswer && !stream->take(*reply)) reply->abort();
    });
    whenFinished(reply, context, [stream, then = std::move(then)](Answer<QByteArray> answer, int) {
        if (auto* failure = std::get_if<Failure>(&answer)) return then(std::move(*failure));
        if (!stream->isComplete()) return then(Failure{Failure::Kind::notUnderstood, 200, {}, {}, {}});
        then(Done{});
    });
}

void ApiClient::submit(const Once& once, const std::string& resource, const std::string& body, QObject* context,
                       Then<wire::Locked> then) {
    auto request = requestTo(assignmentPath(once.handle, '/' + QString::fromStdString(resource)));
    if (!once.etag.empty()) request.setRawHeader("If-Match", QByteArray::fromStdString('"' + once.etag + '"'));
    request.setRawHeader("Idempotency-Key", once.key.toLatin1());
    send("POST", request, QByteArray::fromStdString(body), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Locked>(answer)); });
}

void ApiClient::reveal(const std::string& handle, QObject* context, Then<wire::Reveal> then) {
    send("GET", requestTo(assignmentPath(handle, "/reveal")), {}, context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(parsed<wire::Reveal>(answer)); });
}

void ApiClient::addNote(const std::string& handle, const QString& key, const QString& text, QObject* context,
                        Then<Done> then) {
    auto request = requestTo(assignmentPath(handle, "/notes"));
    request.setRawHeader("Idempotency-Key", key.toLatin1());
    const json body = wire::Note{text.toStdString()};
    send("POST", request, QByteArray::fromStdString(body.dump()), context,
         [then = std::move(then)](const Answer<QByteArray>& answer, int) { then(done(answer)); });
}

Timestamp ApiClient::serverNow() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()) + serverAhead_;
}

}  // namespace overread::client
