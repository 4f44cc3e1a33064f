#pragma once
#include <QRectF>
#include <QString>
#include <optional>

#include "reviewer-client/viewer/orientation.h"
#include "reviewer-client/viewer/plane.h"
#include "reviewer-client/viewer/rendering.h"

class QPainter;

namespace overread::client {

/// What is written and drawn round a picture, in the widget's own pixels.
struct ViewTexts {
    QRectF area;
    PlaneGrid grid;
    Placement at;
    OrientationMarks marks;
    QString title;  ///< upper left; empty: none
    bool hasLegend = false;
};
/// Orientation letters, scale bar, title, legend of the masks: light on a dark shadow, readable on black and on white.
void paintTexts(QPainter& painter, const ViewTexts& texts);

/// In place of a slice that is not there: its number, and why in words.
void paintAbsent(QPainter& painter, const QRectF& area, const QRectF& place, int number, const QString& words);

/// Two hair lines through that place of the widget, open round it.
void paintCrosshair(QPainter& painter, const QRectF& area, QPointF at);

/// Text at a place, light on a shadow.
void paintShadowed(QPainter& painter, const QRectF& place, int flags, const QString& text);

}  // namespace overread::client
