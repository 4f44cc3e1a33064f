#pragma once
#include <QFrame>

#include "core/wire/assignment.h"

class QLabel;

namespace overread::client {

/// The line over a case: which one, whose images (age, sex, question, no more), due, lease, connection.
class CaseBar final : public QFrame {
    Q_OBJECT
public:
    CaseBar(const wire::Assignment& assignment, const QString& progress, QWidget* parent = nullptr);
    void showLeaseMinutes(int left);
    void showLease(const QString& words);
    void showConnected();
    void showOffline(const QString& words);

private:
    QLabel *lease_, *connection_;
};

}  // namespace overread::client
