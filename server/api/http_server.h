#pragma once
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include "server/api/connection.h"
#include "server/api/dispatcher.h"

namespace overread::api {

/// The address cannot be listened on. what() is one sentence for the operator.
class AddressTaken : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Poco's TCP server with a bounded pool of threads, and our own strict reading of HTTP on its connections
/// (docs/decisions/0005-own-http-connections.md).
class HttpServer {
public:
    struct Options {
        std::string address = "127.0.0.1";
        int port = 8480;   ///< 0: a free one
        int threads = 16;  ///< a connection that is kept alive holds one
        int queued = 256;  ///< connections that may wait for a thread
        ConnectionTimes times{};
        RequestLimits limits{};
    };
    /// Listens at once; throws AddressTaken. Connections wait until start().
    HttpServer(const Options& options, Dispatcher& dispatcher);
    ~HttpServer();  ///< stops
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    void start();
    /// Takes no new connection, lets the requests that run come to their end for at most `patience`, and returns.
    void stop(std::chrono::milliseconds patience = std::chrono::seconds(8));
    [[nodiscard]] int port() const;

private:
    ConnectionContext context_;
    Poco::Net::ServerSocket socket_;
    Poco::ThreadPool threads_;
    std::unique_ptr<Poco::Net::TCPServer> server_;
    bool isRunning_ = false;
};

}  // namespace overread::api
