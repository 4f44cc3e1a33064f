#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <string>

#include "core/wire/assignment.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;

/// Asks for what is shown after the lock until it is whole: the comparison is a job of the worker and the measurement
/// may come later than a quick reader.
class RevealLoader final : public QObject {
    Q_OBJECT
public:
    RevealLoader(ApiClient& api, std::string handle, QObject* parent = nullptr);
    void begin();

signals:
    void arrived(const wire::Reveal& reveal);  ///< each time there is more to show
    void failed(const Failure& why);

private:
    void ask();
    void answered(const Answer<wire::Reveal>& answer);

    ApiClient& api_;
    std::string handle_;
    QTimer again_;
    QElapsedTimer sinceLock_;
    bool shown_ = false;
};

}  // namespace overread::client
