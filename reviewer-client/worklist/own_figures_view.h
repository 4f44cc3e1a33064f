#pragma once
#include <QWidget>

#include "core/wire/staffing.h"
#include "reviewer-client/answers/own_figures.h"

class QLabel;
class QVBoxLayout;

namespace overread::client {

class ApiClient;
class OwnReadsView;

/// The reader's own figures of the last twelve months, with their intervals; where there are too few, how many more are
/// needed in place of a verdict. A figure opens the reader's settled cases behind it; what rests on hidden cases opens
/// none.
class OwnFiguresView final : public QWidget {
    Q_OBJECT
public:
    explicit OwnFiguresView(ApiClient& api, QWidget* parent = nullptr);
    void refresh();
    void show(const OwnFigures& figures);
    void showCalibration(const wire::Calibration& calibration);  ///< under the figures

private:
    void add(const QString& text, const QString& filter = {});

    ApiClient& api_;
    QLabel* heading_;
    QVBoxLayout* rows_;
    OwnReadsView* reads_;
};

}  // namespace overread::client
