#pragma once
#include <QFrame>

#include "core/wire/assignment.h"

class QLabel;

namespace overread::client {

/// The line over a case: which one, whose images (age, sex, question, no more), due, lease, connection; under it an
/// amber one while there is no connection. Long words break: they never push the window beyond its screen.
class CaseBar final : public QFrame {
    Q_OBJECT
public:
    CaseBar(const wire::Assignment& assignment, const QString& progress, QWidget* parent = nullptr);
    void showLeaseMinutes(int left);
    void showLease(const QString& words);
    void showConnected();
    void showOffline(const QString& words);  ///< since when, and until when the case is the reader's

private:
    QLabel *lease_, *connection_, *offline_;
};

}  // namespace overread::client
