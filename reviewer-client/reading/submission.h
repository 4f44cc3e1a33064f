#pragma once
#include <QObject>
#include <QTimer>

#include "core/wire/assignment.h"
#include "reviewer-client/answers/outgoing.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;

/// One answer on its way to being locked. While nobody answers it is sent again under the same key, so that however
/// often it arrives it is recorded once.
class Submission final : public QObject {
    Q_OBJECT
public:
    Submission(ApiClient& api, std::string handle, QObject* parent = nullptr);

    void begin(Outgoing answers, const std::string& etag);
    void stop();  ///< the case is no longer the reader's: nothing more is sent
    [[nodiscard]] bool isUnderWay() const { return underWay_; }

signals:
    void locked(const wire::Locked& answer);
    void delayed(const Failure& why);  ///< it will be sent again
    void refused(const Failure& why);  ///< not recorded, and not sent again

private:
    void send();
    void answered(const Answer<wire::Locked>& answer);

    ApiClient& api_;
    std::string handle_, etag_;
    QString key_;
    Outgoing answers_;
    bool underWay_ = false;
    QTimer again_;
};

}  // namespace overread::client
