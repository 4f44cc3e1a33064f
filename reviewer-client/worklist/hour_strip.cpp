#include "reviewer-client/worklist/hour_strip.h"

#include <QDateTime>
#include <QPainter>
#include <algorithm>

#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/theme.h"

namespace overread::client {
namespace {

constexpr int hoursOfDay = 24;
constexpr long enough = 5;

/// Whole hours: where the clock is half an hour off, the bar stands at the hour in which most of it lies.
int localHour(int utcHour) {
    const auto offset = QDateTime::currentDateTime().offsetFromUtc();
    const int shift = (offset + (offset < 0 ? -1800 : 1800)) / 3600;
    return ((utcHour + shift) % hoursOfDay + hoursOfDay) % hoursOfDay;
}

}  // namespace

double expectedMinutes(const wire::OwnPace& pace, AssignmentKind kind) {
    switch (kind) {
        case AssignmentKind::doubleRead:
            return pace.doubleReadExpected;
        case AssignmentKind::peerReview:
            return pace.peerReviewExpected;
        case AssignmentKind::arbitration:
            return pace.arbitrationExpected;
    }
    return 0;
}

HourStrip::HourStrip(const QString& title, AssignmentKind kind, const wire::OwnPace& pace, QWidget* parent)
    : QWidget(parent), expected_(expectedMinutes(pace, kind)) {
    for (const auto& hour : pace.hours)
        if (hour.kind == kind) bars_.push_back({localHour(hour.hour), hour.n, hour.medianMinutes});
    std::ranges::sort(bars_, {}, &Bar::hour);
    setObjectName("hourStrip");
    setAccessibleName(title);
    QStringList words;
    for (const auto& bar : bars_)
        words << tr("%1:00: %2 min, n %3").arg(bar.hour).arg(words::number(bar.minutes)).arg(bar.n);
    setAccessibleDescription(words.join("; "));
    setToolTip(accessibleDescription());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize HourStrip::sizeHint() const {
    return {lines(16), lines(5)};
}

void HourStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    double most = expected_;
    for (const auto& bar : bars_) most = std::max(most, bar.minutes);
    if (most <= 0) return;
    const QString top = tr("%1 min").arg(words::number(expected_));
    const QRect plot = rect().adjusted(0, metrics.height(), -metrics.horizontalAdvance(top) - 8, -metrics.height() - 2);
    const auto yOf = [&](double minutes) { return plot.bottom() - minutes / most * plot.height(); };
    const double wide = static_cast<double>(plot.width()) / hoursOfDay;
    for (const auto& bar : bars_) {
        const QRectF body(plot.left() + bar.hour * wide + 1, yOf(bar.minutes), wide - 2,
                          plot.bottom() - yOf(bar.minutes));
        painter.setPen(QPen(QColor(0xff6fa8d6), 1));
        painter.setBrush(bar.n >= enough ? QBrush(QColor(0xff2f75b5)) : QBrush(Qt::NoBrush));
        painter.drawRect(body);
    }
    painter.setPen(QPen(QColor(colours::secondText), 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(QPen(QColor(colours::text), 1, Qt::DashLine));
    const double y = yOf(expected_);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.drawText(QPointF(plot.right() + 6, y + metrics.ascent() / 2.0 - 1), top);
    painter.setPen(QColor(colours::secondText));
    for (const int hour : {0, 6, 12, 18})
        painter.drawText(QPointF(plot.left() + hour * wide, height() - metrics.descent()), tr("%1:00").arg(hour));
}

}  // namespace overread::client
