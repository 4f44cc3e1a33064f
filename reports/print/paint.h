#pragma once
#include <QPointF>

#include "reports/drawing.h"

class QPainter;

namespace overread::reports {

/// The drawing with its upper left corner there, as vectors.
void paint(QPainter& painter, const Drawing& drawing, const QPointF& corner);

}  // namespace overread::reports
