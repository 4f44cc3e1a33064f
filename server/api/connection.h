#pragma once
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "server/api/http_message.h"
#include "server/api/request_parser.h"

namespace overread::api {

/// Time-outs of one connection. The deadlines hold for the whole of a head, a body or an answer and not for each byte:
/// a client that sends a byte every two seconds gains nothing.
struct ConnectionTimes {
    std::chrono::milliseconds head{5000};
    std::chrono::milliseconds body{10000};
    std::chrono::milliseconds answer{30000};
    std::chrono::milliseconds idle{10000};  ///< between two requests; a thread is held meanwhile
};

/// What all connections of a server share.
struct ConnectionContext {
    std::function<Response(Request&)> answer;                      ///< never throws
    std::function<Response(const RefusedRequest&)> answerRefused;  ///< never throws
    RequestLimits limits;
    ConnectionTimes times;
    std::atomic<bool> isStopping{false};
    std::function<bool()> othersWait;  ///< somebody queues for a thread: idle connections are let go
};

/// One connection: requests one after the other, each read strictly, each answered with one write.
class Connection final : public Poco::Net::TCPServerConnection {
public:
    Connection(const Poco::Net::StreamSocket& socket, ConnectionContext& context);
    void run() override;

private:
    bool serveOne();
    bool awaitRequest();
    void send(const Response& response, bool isHead, bool keepsAlive);

    ConnectionContext& context_;
    std::string received_;  ///< what came and was not yet used
};

}  // namespace overread::api
