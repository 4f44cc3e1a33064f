#pragma once
#include <QByteArray>
#include <QTcpServer>
#include <string>

class QTcpSocket;

namespace overread::client::tests {

/// A network line to the server on loopback that can be cut, and that remembers what went over it.
class Line final : public QObject {
public:
    explicit Line(int serverPort);
    [[nodiscard]] std::string url() const;
    void cut();  ///< every connection breaks, new ones find nobody
    /// The next request whose head has that text arrives; its answer does not, and the line is cut.
    void dropNextAnswerTo(const QByteArray& request);
    void mend();  ///< under the same address as before
    [[nodiscard]] const QByteArray& toTheClient() const { return toTheClient_; }
    [[nodiscard]] const QByteArray& toTheServer() const { return toTheServer_; }

private:
    void join();

    quint16 serverPort_;
    QTcpServer listening_;
    quint16 port_ = 0;
    QByteArray toTheClient_, toTheServer_;
    QByteArray dropping_;
    QTcpSocket* doomed_ = nullptr;
};

}  // namespace overread::client::tests
