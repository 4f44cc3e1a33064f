#pragma once
#include <QApplication>

namespace overread::bench {

/// Takes the time of every event that the window's thread works on: while one runs nothing else is answered.
class WatchedApplication final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    void startWatch() { longestMs_ = 0; }
    [[nodiscard]] double longestMs() const { return longestMs_; }
    [[nodiscard]] const QString& longestWhat() const { return longestWhat_; }

private:
    int depth_ = 0;  // an event that is sent from within another one belongs to it
    double longestMs_ = 0;
    QString longestWhat_;
};

}  // namespace overread::bench
