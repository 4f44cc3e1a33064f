#pragma once
#include <QPointF>
#include <QRectF>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "reviewer-client/viewer/measurement.h"
#include "reviewer-client/viewer/rendering.h"

class QPainter;

namespace overread::client {

/// The measurements of one view: made, moved, chosen and deleted with the mouse, and painted. Places of the mouse are
/// the widget's pixels; what is kept are columns and rows.
class MeasureLayer {
public:
    /// Hounsfield units of the picture of that number, without slab.
    using Picture = std::function<std::span<const std::int16_t>(int slice)>;

    void begin(Measurement::Kind kind, Measurement::Study study, Plane plane, int slice, QPointF at,
               const Placement& placement);
    /// Takes hold of an end or of the whole of what lies under the mouse and chooses it. False: nothing is there, and
    /// nothing is chosen any more.
    bool grab(QPointF at, int slice, const PlaneGrid& grid, const Placement& placement);
    void dragTo(QPointF at, const Placement& placement);
    /// The mouse was let go. False: what was begun is too small to be meant, and is gone.
    bool finish(const Placement& placement);
    [[nodiscard]] bool isHeld() const { return held_.has_value(); }

    bool removeChosen();  ///< or else the last one made; false: there is none
    void show(std::vector<Measurement> measurements);
    [[nodiscard]] const std::vector<Measurement>& measurements() const { return measurements_; }

    void paint(QPainter& painter, const QRectF& area, int slice, const PlaneGrid& grid, const Placement& placement,
               const Picture& picture) const;
    /// Length, or mean, standard deviation, area and count; with the slice.
    [[nodiscard]] static QString words(const Measurement& measurement, const PlaneGrid& grid, const Picture& picture);

private:
    enum class Part { first, second, whole };
    struct Held {
        std::size_t which = 0;
        Part part = Part::second;
        QPointF last;
        bool isNew = false;
    };
    std::vector<Measurement> measurements_;
    std::optional<std::size_t> chosen_;
    std::optional<Held> held_;
};

}  // namespace overread::client
