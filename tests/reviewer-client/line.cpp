#include "tests/reviewer-client/line.h"

#include <QTcpSocket>
#include <stdexcept>

namespace overread::client::tests {

Line::Line(int serverPort) : serverPort_(static_cast<quint16>(serverPort)) {
    connect(&listening_, &QTcpServer::newConnection, this, &Line::join);
    mend();
}

std::string Line::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

void Line::cut() {
    listening_.close();
    for (auto* socket : findChildren<QTcpSocket*>()) socket->abort();
}

void Line::dropNextAnswerTo(const QByteArray& request) {
    dropping_ = request;
}

void Line::mend() {
    if (!listening_.listen(QHostAddress::LocalHost, port_)) throw std::runtime_error("the line's port is taken");
    port_ = listening_.serverPort();
}

void Line::join() {
    auto* client = listening_.nextPendingConnection();
    client->setParent(this);
    auto* server = new QTcpSocket(this);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort_);
    const auto pass = [this](QTcpSocket* from, QTcpSocket* to, QByteArray& heard) {
        connect(from, &QTcpSocket::readyRead, to, [this, from, to, &heard] {
            const auto bytes = from->readAll();
            heard += bytes;
            if (!dropping_.isEmpty() && bytes.contains(dropping_)) {
                doomed_ = to;
                dropping_.clear();
            }
            if (from == doomed_) {
                doomed_ = nullptr;
                return cut();
            }
            to->write(bytes);  // Qt keeps it until the connection stands
        });
        connect(from, &QTcpSocket::disconnected, to, [from, to] {
            to->disconnectFromHost();
            from->deleteLater();
        });
    };
    pass(client, server, toTheServer_);
    pass(server, client, toTheClient_);
    // An end like any other is no error: what came before it is still on its way to the client.
    connect(server, &QTcpSocket::errorOccurred, client, [client](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError) client->abort();
    });
}

}  // namespace overread::client::tests
