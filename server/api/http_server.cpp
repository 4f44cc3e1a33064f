#include "server/api/http_server.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Net/TCPServerParams.h>

#include <thread>

namespace overread::api {

namespace {

class Factory final : public Poco::Net::TCPServerConnectionFactory {
public:
    explicit Factory(ConnectionContext& context) : context_(context) {}
    Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
        return new Connection(socket, context_);
    }

private:
    ConnectionContext& context_;
};

Poco::Net::ServerSocket listening(const HttpServer::Options& options) {
    const auto place = options.address + ":" + std::to_string(options.port);
    try {
        Poco::Net::ServerSocket socket;
        // Not with SO_REUSEPORT, which Poco sets by default: two servers on one port would share its clients silently.
        socket.bind(Poco::Net::SocketAddress{options.address, static_cast<Poco::UInt16>(options.port)}, true, false);
        socket.listen(options.queued);
        return socket;
    } catch (const Poco::Exception& error) {
        throw AddressTaken{"cannot listen on " + place + ": " + error.displayText() +
                           " (is another server running? http.port chooses another port)"};
    }
}

}  // namespace

HttpServer::HttpServer(const Options& options, Dispatcher& dispatcher)
    : socket_(listening(options)), threads_("http", options.threads, options.threads) {
    context_.answer = [&dispatcher](Request& request) { return dispatcher.answer(request); };
    context_.answerRefused = [&dispatcher](const RefusedRequest& refusal) { return dispatcher.answerRefused(refusal); };
    context_.limits = options.limits;
    context_.times = options.times;
    Poco::Net::TCPServerParams::Ptr parameters = new Poco::Net::TCPServerParams;
    parameters->setMaxThreads(options.threads);
    parameters->setMaxQueued(options.queued);
    server_ = std::make_unique<Poco::Net::TCPServer>(new Factory(context_), threads_, socket_, parameters);
    context_.othersWait = [server = server_.get()] { return server->queuedConnections() > 0; };
}

HttpServer::~HttpServer() {
    stop();
}

void HttpServer::start() {
    server_->start();
    isRunning_ = true;
}

void HttpServer::stop(std::chrono::milliseconds patience) {
    if (!isRunning_) return;
    isRunning_ = false;
    context_.isStopping = true;
    server_->stop();
    const auto end = std::chrono::steady_clock::now() + patience;
    while (server_->currentConnections() > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    threads_.joinAll();
}

int HttpServer::port() const {
    return socket_.address().port();
}

}  // namespace overread::api
