#include "reports/print/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPolygonF>

namespace overread::reports {
namespace {

QPolygonF polygonOf(const Shape& shape) {
    QPolygonF polygon;
    for (const auto& point : shape.points) polygon << QPointF(point.x, point.y);
    return polygon;
}

QPen penOf(const Shape& shape) {
    if (shape.stroke.empty()) return Qt::NoPen;
    QPen pen(QColor(QString::fromStdString(shape.stroke)), shape.strokeWidth);
    if (shape.isDashed) pen.setDashPattern({4 / shape.strokeWidth, 3 / shape.strokeWidth});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QBrush brushOf(const Shape& shape) {
    return shape.fill.empty() ? QBrush(Qt::NoBrush) : QBrush(QColor(QString::fromStdString(shape.fill)));
}

void paintText(QPainter& painter, const Shape& shape) {
    QFont font("DejaVu Sans");
    font.setBold(shape.isBold);
    font.setStyleStrategy(QFont::PreferNoShaping);
    // Measured large: the widths of small letters are rounded to whole points of the screen.
    constexpr double enlargement = 50;
    font.setPixelSize(static_cast<int>(shape.size * enlargement));
    const auto words = QString::fromStdString(shape.text);
    const double width = QFontMetricsF(font).horizontalAdvance(words) / enlargement;
    double x = shape.points.front().x;
    if (shape.anchor == Shape::Anchor::middle) x -= width / 2;
    if (shape.anchor == Shape::Anchor::end) x -= width;
    painter.save();
    painter.translate(x, shape.points.front().y);
    painter.scale(1 / enlargement, 1 / enlargement);
    painter.setFont(font);
    painter.setPen(QColor(QString::fromStdString(shape.fill)));
    painter.drawText(QPointF(0, 0), words);
    painter.restore();
}

}  // namespace

void paint(QPainter& painter, const Drawing& drawing, const QPointF& corner) {
    painter.save();
    painter.translate(corner);
    if (!drawing.slice.empty()) {
        const auto* bytes = reinterpret_cast<const uchar*>(drawing.slice.data());
        const auto image = QImage::fromData(bytes, static_cast<int>(drawing.slice.size()), "PNG");
        painter.drawImage(QRectF(0, 0, drawing.width, drawing.height), image);
    }
    for (const auto& shape : drawing.shapes) {
        painter.setPen(penOf(shape));
        painter.setBrush(brushOf(shape));
        switch (shape.kind) {
            case Shape::Kind::line:
                painter.setBrush(Qt::NoBrush);
                painter.drawPolyline(polygonOf(shape));
                break;
            case Shape::Kind::area:
                painter.drawPolygon(polygonOf(shape));
                break;
            case Shape::Kind::disc:
                painter.drawEllipse(polygonOf(shape).front(), shape.radius, shape.radius);
                break;
            case Shape::Kind::text:
                paintText(painter, shape);
                break;
        }
    }
    painter.restore();
}

}  // namespace overread::reports
