#pragma once
#include <QWidget>

#include "reviewer-client/answers/own_figures.h"

class QLabel;

namespace overread::client {

class ApiClient;

/// The reader's own figures of the last twelve months, with their intervals; where there are too few, how many more are
/// needed in place of a verdict.
class OwnFiguresView final : public QWidget {
    Q_OBJECT
public:
    explicit OwnFiguresView(ApiClient& api, QWidget* parent = nullptr);
    void refresh();
    void show(const OwnFigures& figures);

private:
    ApiClient& api_;
    QLabel* text_;
};

}  // namespace overread::client
