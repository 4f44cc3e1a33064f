#pragma once
#include <QWidget>

#include "reviewer-client/answers/sitting.h"

class QLabel;

namespace overread::client {

class MainButton;

/// The end of a sitting: what was read and how long it took. Going on takes a decision.
class SittingScreen final : public QWidget {
    Q_OBJECT
public:
    explicit SittingScreen(QWidget* parent = nullptr);
    void showEnd(const Sitting& sitting, Timestamp now);

signals:
    void worklistWanted();
    void anotherWanted();

private:
    QLabel *done_, *kinds_, *minutes_;
    MainButton* stop_;
};

}  // namespace overread::client
