#pragma once
#include <QObject>
#include <QTimer>
#include <string>

#include "core/wire/assignment.h"
#include "reviewer-client/answers/lease_clock.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;

/// Tells the server that the case is read here, renews its lease while the reader is at work, and says when it nears
/// its end or is lost.
class LeaseKeeper final : public QObject {
    Q_OBJECT
public:
    LeaseKeeper(ApiClient& api, std::string handle, Timestamp leaseUntil, QObject* parent = nullptr);
    [[nodiscard]] Timestamp leaseUntil() const { return times_.leaseUntil; }
    void claim();      ///< this workstation reads from now on; tried until the server has heard it
    void noteInput();  ///< a key, a click, a wheel
    void stop();
    void look();  ///< what the timer does every ten seconds

signals:
    void ticked(int minutesLeft);
    void stillReadingAsked();
    void claimed(const std::string& etag);  ///< of the assignment, from now on
    void renewed(const std::string& etag);  ///< of the assignment as it is now
    void lost();

private:
    void renew();
    void answered(const Answer<wire::Lease>& answer);

    ApiClient& api_;
    std::string handle_;
    LeaseTimes times_;
    enum class Claim { none, wanted, heard };
    Claim claim_ = Claim::none;
    bool asking_ = false;
    bool renewing_ = false;
    QTimer timer_;
};

}  // namespace overread::client
