#pragma once
#include <QWidget>

#include "core/wire/own_read.h"
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
    void showPace(const wire::OwnPace& pace);                    ///< under the figures
    void showCalibration(const wire::Calibration& calibration);  ///< under the pace

private:
    void askForThePace();
    /// `meaning`: what the figure is and where it comes from, shown by its "?". `filter`: the cases behind it, if any.
    void add(const QString& text, const QString& meaning, const QString& filter = {});

    ApiClient& api_;
    QLabel* heading_;
    QVBoxLayout* rows_;
    OwnReadsView* reads_;
    int asked_ = 0;  ///< the number of the last question
};

}  // namespace overread::client
