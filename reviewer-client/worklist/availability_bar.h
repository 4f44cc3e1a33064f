#pragma once
#include <QWidget>

#include "core/wire/assignment.h"
#include "reviewer-client/api/failure.h"

class QLabel;
class QPushButton;

namespace overread::client {

class ApiClient;

/// The reader's own load against the target of a shift, and the switch that says whether cases may come.
class AvailabilityBar final : public QWidget {
    Q_OBJECT
public:
    explicit AvailabilityBar(ApiClient& api, QWidget* parent = nullptr);
    void show(const wire::Worklist& list);
    /// Why no case comes now, in one sentence; empty: cases may come.
    [[nodiscard]] QString whyNone() const { return whyNone_; }

signals:
    void switched(bool available);  ///< the server has heard it
    void failed(const Failure& failure);

private:
    void ask();

    ApiClient& api_;
    QLabel* text_;
    QPushButton* switch_;
    bool isPaused_ = false;
    QString whyNone_;
};

}  // namespace overread::client
