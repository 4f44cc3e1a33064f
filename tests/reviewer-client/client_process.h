#pragma once
#include <QProcess>
#include <QString>
#include <string>

namespace overread::client::tests {

/// A client in a process of its own: this program once more, running one disabled test that plays the reader. What the
/// reader must know travels in the environment.
class ClientProcess {
public:
    /// `reader`: the test to run, "KilledReader.*".
    ClientProcess(const char* reader, const std::string& server, const std::string& name, const std::string& password,
                  const QString& drafts);
    [[nodiscard]] bool awaitSaid(const QByteArray& word, int seconds);
    [[nodiscard]] std::string output();  ///< for the message of a failure
    [[nodiscard]] QProcess& process() { return process_; }

    // In that process:
    static std::string server();
    static std::string name();
    static std::string password();
    static QString drafts();
    static void say(const char* word);

private:
    QProcess process_;
    QByteArray said_;
};

}  // namespace overread::client::tests
