#pragma once
#include <QWidget>
#include <vector>

#include "core/wire/own_read.h"

namespace overread::client {

/// Median minutes of one kind of task over the hours of the day, local time, as bars beside what the plan expects
/// (dashed). Hours with fewer than five answers are hollow: they say little. The same in words for a screen reader.
class HourStrip final : public QWidget {
    Q_OBJECT
public:
    HourStrip(const QString& title, AssignmentKind kind, const wire::OwnPace& pace, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        int hour = 0;  ///< local
        long n = 0;
        double minutes = 0;
    };
    std::vector<Bar> bars_;
    double expected_ = 0;
};

/// What the plan expects of one task of that kind, in minutes.
[[nodiscard]] double expectedMinutes(const wire::OwnPace& pace, AssignmentKind kind);

}  // namespace overread::client
