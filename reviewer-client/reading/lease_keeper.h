#pragma once
#include <QObject>
#include <QTimer>
#include <string>

#include "reviewer-client/answers/lease_clock.h"

namespace overread::client {

class ApiClient;

/// Renews the lease of the case on screen while the reader is at work, and says when it nears its end or is lost.
class LeaseKeeper final : public QObject {
    Q_OBJECT
public:
    LeaseKeeper(ApiClient& api, std::string handle, Timestamp leaseUntil, QObject* parent = nullptr);
    [[nodiscard]] Timestamp leaseUntil() const { return times_.leaseUntil; }
    void noteInput();  ///< a key, a click, a wheel
    void stop();
    void look();  ///< what the timer does every ten seconds

signals:
    void ticked(int minutesLeft);
    void stillReadingAsked();
    void renewed();
    void lost();

private:
    void renew();

    ApiClient& api_;
    std::string handle_;
    LeaseTimes times_;
    bool asking_ = false;
    bool renewing_ = false;
    QTimer timer_;
};

}  // namespace overread::client
