#include "tests/reviewer-client/client_process.h"

#include <QCoreApplication>
#include <QTest>
#include <cstdio>

namespace overread::client::tests {

ClientProcess::ClientProcess(const char* reader, const std::string& server, const std::string& name,
                             const std::string& password, const QString& drafts) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("OVERREAD_CLIENT_SERVER", QString::fromStdString(server));
    environment.insert("OVERREAD_CLIENT_NAME", QString::fromStdString(name));
    environment.insert("OVERREAD_CLIENT_PASSWORD", QString::fromStdString(password));
    environment.insert("OVERREAD_CLIENT_DRAFTS", drafts);
    process_.setProcessEnvironment(environment);
    process_.start(QCoreApplication::applicationFilePath(),
                   {"--gtest_also_run_disabled_tests", QString("--gtest_filter=") + reader});
}

bool ClientProcess::awaitSaid(const QByteArray& word, int seconds) {
    return QTest::qWaitFor(
               [&] {
                   said_ += process_.readAllStandardOutput();
                   return said_.contains("says " + word) || process_.state() == QProcess::NotRunning;
               },
               seconds * 1000) &&
           said_.contains("says " + word);
}

std::string ClientProcess::output() {
    return (said_ + process_.readAllStandardOutput() + process_.readAllStandardError()).toStdString();
}

std::string ClientProcess::server() {
    return qgetenv("OVERREAD_CLIENT_SERVER").toStdString();
}
std::string ClientProcess::name() {
    return qgetenv("OVERREAD_CLIENT_NAME").toStdString();
}
std::string ClientProcess::password() {
    return qgetenv("OVERREAD_CLIENT_PASSWORD").toStdString();
}
QString ClientProcess::drafts() {
    return QString::fromLocal8Bit(qgetenv("OVERREAD_CLIENT_DRAFTS"));
}

void ClientProcess::say(const char* word) {
    std::printf("says %s\n", word);
    std::fflush(stdout);
}

}  // namespace overread::client::tests
