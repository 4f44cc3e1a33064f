#include "reviewer-client/viewer/view_texts.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/image_view.h"
#include "reviewer-client/viewer/mask_layer.h"

namespace overread::client {
namespace {

QString nameOf(MaskKind kind) {
    switch (kind) {
        case MaskKind::groundGlass:
            return ImageView::tr("G ground glass");
        case MaskKind::consolidation:
            return ImageView::tr("C consolidation");
        case MaskKind::effusion:
            return ImageView::tr("E effusion");
        case MaskKind::lung:
            return ImageView::tr("L lung");
    }
    return {};
}

const QColor shadow(0, 0, 0, 200);

void paintLetters(QPainter& painter, const QRectF& inner, const OrientationMarks& marks) {
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setPointSizeF(plain.pointSizeF() * 1.25);
    bold.setBold(true);
    painter.setFont(bold);
    paintShadowed(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(marks.left));
    paintShadowed(painter, inner, Qt::AlignRight | Qt::AlignVCenter, QString::fromStdString(marks.right));
    paintShadowed(painter, inner, Qt::AlignHCenter | Qt::AlignTop, QString::fromStdString(marks.top));
    paintShadowed(painter, inner, Qt::AlignHCenter | Qt::AlignBottom, QString::fromStdString(marks.bottom));
    painter.setFont(plain);
}

void paintScale(QPainter& painter, const ViewTexts& texts) {
    const double pxPerMm = texts.at.zoomX / texts.grid.columnMm;
    const double barMm = scaleBarMm(texts.area.width() * 0.25 / pxPerMm);
    const double bottom = texts.area.bottom() - 14;
    const QPointF start{texts.area.left() + 12, bottom}, end{start.x() + barMm * pxPerMm, bottom};
    for (const auto& [colour, breadth] : {std::pair{shadow, 4.0}, std::pair{QColor(colours::text), 2.0}}) {
        painter.setPen(QPen(colour, breadth, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(start, end);
        painter.drawLine(start - QPointF(0, 5), start + QPointF(0, 1));
        painter.drawLine(end - QPointF(0, 5), end + QPointF(0, 1));
    }
    const double high = painter.fontMetrics().height();
    paintShadowed(painter, {start.x(), bottom - 8 - high, texts.area.width() / 2, high},
                  Qt::AlignLeft | Qt::AlignVCenter,
                  barMm >= 10 ? ImageView::tr("%1 cm").arg(QLocale().toString(barMm / 10, 'g', 3))
                              : ImageView::tr("%1 mm").arg(QLocale().toString(barMm, 'g', 3)));
}

void paintLegend(QPainter& painter, const QRectF& area) {
    const QFontMetricsF metrics(painter.font());
    const double high = metrics.height() + 2;
    double wide = 0;
    for (const auto& look : maskLooks) wide = std::max(wide, metrics.horizontalAdvance(nameOf(look.kind)) + 2);
    double y = area.bottom() - high * static_cast<double>(maskLooks.size()) - 12;
    for (const auto& look : maskLooks) {
        const QRectF line(area.right() - 12 - wide, y, wide, high);
        painter.fillRect(QRectF(line.left() - 20, line.center().y() - 4.5, 14, 9), QColor::fromRgb(look.colour));
        paintShadowed(painter, line, Qt::AlignLeft | Qt::AlignVCenter, nameOf(look.kind));
        y += high;
    }
}

}  // namespace

void paintShadowed(QPainter& painter, const QRectF& place, int flags, const QString& text) {
    painter.setPen(shadow);
    painter.drawText(place.translated(1, 1), flags, text);
    painter.setPen(QColor(colours::text));
    painter.drawText(place, flags, text);
}

void paintTexts(QPainter& painter, const ViewTexts& texts) {
    const QRectF inner = texts.area.adjusted(10, 8, -10, -8);
    paintLetters(painter, inner, texts.marks);
    paintScale(painter, texts);
    if (!texts.title.isEmpty()) paintShadowed(painter, inner, Qt::AlignLeft | Qt::AlignTop, texts.title);
    if (texts.hasLegend) paintLegend(painter, texts.area);
}

void paintAbsent(QPainter& painter, const QRectF& area, const QRectF& place, int number, const QString& words) {
    painter.fillRect(area, Qt::black);
    painter.fillRect(place, QColor(0xff26292d));
    painter.setPen(QColor(colours::secondText));
    const QFont plain = painter.font();
    QFont large = plain;
    large.setPointSizeF(plain.pointSizeF() * 3);
    painter.setFont(large);
    painter.drawText(area.adjusted(0, 0, 0, -area.height() / 2), Qt::AlignHCenter | Qt::AlignBottom,
                     QString::number(number));
    painter.setFont(plain);
    painter.drawText(area.adjusted(20, area.height() / 2 + 12, -20, 0),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, words);
}

void paintCrosshair(QPainter& painter, const QRectF& area, QPointF at) {
    constexpr double open = 14;
    painter.setPen(QPen(QColor(107, 184, 255, 150), 1));
    painter.drawLine(QPointF(area.left(), at.y()), QPointF(at.x() - open, at.y()));
    painter.drawLine(QPointF(at.x() + open, at.y()), QPointF(area.right(), at.y()));
    painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), at.y() - open));
    painter.drawLine(QPointF(at.x(), at.y() + open), QPointF(at.x(), area.bottom()));
}

}  // namespace overread::client
