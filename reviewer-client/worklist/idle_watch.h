#pragma once
#include <QObject>
#include <QTimer>
#include <chrono>

namespace overread::client {

/// Says when nobody has touched keyboard, mouse or wheel of the whole program for a while.
class IdleWatch final : public QObject {
    Q_OBJECT
public:
    explicit IdleWatch(std::chrono::milliseconds patience, QObject* parent = nullptr);

signals:
    void idle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer timer_;
};

}  // namespace overread::client
