#include "reviewer-client/viewer/measure_layer.h"

#include <QLineF>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/image_view.h"
#include "reviewer-client/viewer/view_texts.h"

namespace overread::client {
namespace {

constexpr double reachPx = 8;     // how near the mouse has to come
constexpr double smallestPx = 4;  // a shorter drag was a click

QPointF onPicture(QPointF at, const Placement& placement) {
    return {(at.x() - placement.leftPx) / placement.zoomX - 0.5, (at.y() - placement.topPx) / placement.zoomY - 0.5};
}

QPointF onScreen(double x, double y, const Placement& placement) {
    return {placement.leftPx + (x + 0.5) * placement.zoomX, placement.topPx + (y + 0.5) * placement.zoomY};
}

QLineF lineOf(const Measurement& each, const Placement& placement) {
    return {onScreen(each.x1, each.y1, placement), onScreen(each.x2, each.y2, placement)};
}

double distanceTo(const QLineF& line, QPointF at) {
    const QPointF along = line.p2() - line.p1();
    const double length2 = QPointF::dotProduct(along, along);
    const double share = length2 > 0 ? std::clamp(QPointF::dotProduct(at - line.p1(), along) / length2, 0.0, 1.0) : 0;
    return QLineF(line.p1() + share * along, at).length();
}

/// Distance of the mouse from what is drawn: the line, or the ellipse's rim.
double distanceTo(const Measurement& each, QPointF at, const Placement& placement) {
    const QLineF line = lineOf(each, placement);
    if (each.kind == Measurement::Kind::distance) return distanceTo(line, at);
    const double a = std::abs(line.dx()) / 2;
    const double b = std::abs(line.dy()) / 2;
    const QPointF from = at - line.center();
    const double inUnits = std::hypot(from.x() / std::max(a, 1.0), from.y() / std::max(b, 1.0));
    return inUnits < 1e-6 ? std::min(a, b) : std::abs(1 - 1 / inUnits) * std::hypot(from.x(), from.y());
}

}  // namespace

void MeasureLayer::begin(Measurement::Kind kind, Measurement::Study study, Plane plane, int slice, QPointF at,
                         const Placement& placement) {
    const QPointF place = onPicture(at, placement);
    measurements_.push_back({kind, study, plane, slice, place.x(), place.y(), place.x(), place.y()});
    chosen_ = measurements_.size() - 1;
    held_ = Held{*chosen_, Part::second, place, true};
}

bool MeasureLayer::grab(QPointF at, int slice, const PlaneGrid&, const Placement& placement) {
    chosen_.reset();
    for (std::size_t i = measurements_.size(); i-- > 0;) {  // the last one made lies on top
        const auto& each = measurements_[i];
        if (each.slice != slice) continue;
        const QLineF line = lineOf(each, placement);
        std::optional<Part> part;
        if (QLineF(line.p1(), at).length() <= reachPx)
            part = Part::first;
        else if (QLineF(line.p2(), at).length() <= reachPx)
            part = Part::second;
        else if (distanceTo(each, at, placement) <= reachPx)
            part = Part::whole;
        if (!part) continue;
        chosen_ = i;
        held_ = Held{i, *part, onPicture(at, placement), false};
        return true;
    }
    return false;
}

void MeasureLayer::dragTo(QPointF at, const Placement& placement) {
    if (!held_) return;
    auto& each = measurements_[held_->which];
    const QPointF place = onPicture(at, placement);
    const QPointF by = place - held_->last;
    held_->last = place;
    if (held_->part != Part::second) {
        each.x1 += by.x();
        each.y1 += by.y();
    }
    if (held_->part != Part::first) {
        each.x2 += by.x();
        each.y2 += by.y();
    }
}

bool MeasureLayer::finish(const Placement& placement) {
    const auto held = std::exchange(held_, std::nullopt);
    if (!held || !held->isNew || lineOf(measurements_[held->which], placement).length() >= smallestPx) return true;
    measurements_.pop_back();
    chosen_.reset();
    return false;
}

bool MeasureLayer::removeChosen() {
    if (measurements_.empty()) return false;
    held_.reset();
    const std::size_t which = std::exchange(chosen_, std::nullopt).value_or(measurements_.size() - 1);
    measurements_.erase(measurements_.begin() + static_cast<std::ptrdiff_t>(which));
    return true;
}

void MeasureLayer::show(std::vector<Measurement> measurements) {
    measurements_ = std::move(measurements);
    chosen_.reset();
    held_.reset();
}

QString MeasureLayer::words(const Measurement& measurement, const PlaneGrid& grid, const Picture& picture) {
    const int number = measurement.slice + 1;
    if (measurement.kind == Measurement::Kind::distance)
        return ImageView::tr("%1 mm, slice %2")
            .arg(QLocale().toString(lengthMm(measurement, grid), 'f', 1))
            .arg(number);
    const auto figures = areaFigures(measurement, grid, picture(measurement.slice));
    if (!figures) return ImageView::tr("nothing inside");
    return ImageView::tr("%1 HU, SD %2\n%3 mm², n %4, slice %5")
        .arg(figures->meanHu, 0, 'f', 0)
        .arg(figures->sdHu, 0, 'f', 0)
        .arg(figures->areaMm2, 0, 'f', 0)
        .arg(figures->pixels)
        .arg(number);
}

void MeasureLayer::paint(QPainter& painter, const QRectF& area, int slice, const PlaneGrid& grid,
                         const Placement& placement, const Picture& picture) const {
    for (std::size_t i = 0; i < measurements_.size(); ++i) {
        const auto& each = measurements_[i];
        if (each.slice != slice) continue;
        const bool isChosen = chosen_ == i;
        const QLineF line = lineOf(each, placement);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        const QColor colour(isChosen ? colours::focus : colours::text);
        for (const auto& [pen, breadth] : {std::pair{QColor(0, 0, 0, 200), 3.5}, std::pair{colour, 1.5}}) {
            painter.setPen(QPen(pen, breadth));
            if (each.kind == Measurement::Kind::distance) {
                painter.drawLine(line);
                QLineF end = line.normalVector();
                end.setLength(6);
                for (const QPointF& at : {line.p1(), line.p2()})
                    painter.drawLine(QLineF(at - (end.p2() - end.p1()), at + (end.p2() - end.p1())));
            } else {
                painter.drawEllipse(QRectF(line.p1(), line.p2()).normalized());
            }
        }
        if (isChosen) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            for (const QPointF& at : {line.p1(), line.p2()}) painter.drawEllipse(at, 4, 4);
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
        const QString text = words(each, grid, picture);
        QRectF place(0, 0, 240, 40);
        place.moveTopLeft({std::max(line.x1(), line.x2()) + 10, std::max(line.y1(), line.y2()) + 4});
        if (place.right() > area.right()) place.moveRight(area.right() - 4);
        if (place.bottom() > area.bottom()) place.moveBottom(area.bottom() - 4);
        paintShadowed(painter, place, Qt::AlignLeft | Qt::AlignTop, text);
    }
}

}  // namespace overread::client
