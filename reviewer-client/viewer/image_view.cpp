#include "reviewer-client/viewer/image_view.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/view_texts.h"

namespace overread::client {

ImageView::ImageView(Plane plane, QWidget* parent) : QWidget(parent), plane_(plane) {
    setObjectName("imageView");
    setAccessibleName(tr("Images"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 160);
    setCursor(Qt::CrossCursor);
}

void ImageView::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = std::move(stack);
    firstPainted_ = false;
    masks_ = Masks::hidden;
    window_ = windowPresets.front().window;
    slab_ = {};
    crosshair_.reset();
    measuring_.show({});
    cutter_.forget();
    measuredCutter_.forget();
    cutOutlinesOf_ = {-1, -1};
    grid_ = stack_ ? gridOf(plane_, stack_->series()) : PlaneGrid{};
    marks_ = stack_ ? orientationMarks(grid_.rowDirection, grid_.columnDirection) : OrientationMarks{};
    slice_ = grid_.slices / 2;
    shown_.assign(static_cast<std::size_t>(grid_.slices), false);
    passed_ = shown_;
    resetPlacement();
    describe();
    emit windowChanged();
    emit sliceShown(slice_);
}

void ImageView::nameStudy(Measurement::Study study, const QString& title) {
    study_ = study;
    studyTitle_ = title;
    update();
}

int ImageView::slices() const {
    return grid_.slices;
}

void ImageView::sliceArrived(int slice) {
    if (plane_ == Plane::axial && slab_.kind == Slab::Kind::none && slice != slice_) return;
    update();
    if (plane_ == Plane::axial) probe(pointer_);
}

void ImageView::masksArrived(int slice) {
    if (masks_ != Masks::hidden && (plane_ != Plane::axial || slice == slice_)) update();
}

void ImageView::goTo(int slice) {
    slice_ = slice;
    update();
    describe();
    emit sliceShown(slice_);
    probe(pointer_);
}

void ImageView::showSlice(int slice) {
    if (!stack_) return;
    slice = std::clamp(slice, 0, slices() - 1);
    if (slice != slice_) goTo(slice);
}

void ImageView::stepThrough(int by) {
    const int direction = by < 0 ? -1 : 1;
    for (int i = 0; i < std::abs(by); ++i) {
        const int before = slice_;
        showSlice(slice_ + direction);
        if (slice_ == before) return;
        repaint();
    }
}

void ImageView::passBy(int by) {
    if (!stack_ || by == 0) return;
    const int to = std::clamp(slice_ + by, 0, slices() - 1);
    const int direction = by < 0 ? -1 : 1;
    // The one that is left was perhaps never painted itself: two moves of the mouse may come before one paint.
    for (int slice = slice_; slice != to; slice += direction)
        passed_[static_cast<std::size_t>(slice)] = !shown_[static_cast<std::size_t>(slice)];
    if (to != slice_) goTo(to);
}

void ImageView::showWindow(const Window& window) {
    if (window == window_) return;
    window_ = window;
    update();
    describe();
    emit windowChanged();
}

void ImageView::showSlab(const Slab& slab) {
    if (slab == slab_) return;
    slab_ = slab;
    update();
    describe();
    emit slabChanged();
    probe(pointer_);
}

void ImageView::useTool(Tool tool) {
    const bool draws = tool == Tool::distance || tool == Tool::ellipse;
    if (!draws) toolBefore_ = tool;
    if (tool == tool_) return;
    tool_ = tool;
    emit toolChanged();
}

void ImageView::showTexts(Texts texts) {
    texts_ = texts;
    update();
}

void ImageView::showMasks(Masks masks) {
    masks_ = masks;
    update();
    describe();
}

void ImageView::showCrosshair(std::optional<Voxel> at) {
    crosshair_ = at;
    update();
}

void ImageView::resetPlacement() {
    zoom_ = 1;
    panPx_ = {};
    update();
}

void ImageView::showMeasurements(std::vector<Measurement> measurements) {
    measuring_.show(std::move(measurements));
    update();
}

bool ImageView::removeMeasurement() {
    if (!measuring_.removeChosen()) return false;
    update();
    emit measured();
    return true;
}

Placement ImageView::placement() const {
    if (!stack_) return {};
    const double rowPerColumn = grid_.rowMm / grid_.columnMm;
    Placement at;
    at.zoomX = zoom_ * std::min(width() / static_cast<double>(grid_.columns), height() / (grid_.rows * rowPerColumn));
    at.zoomY = at.zoomX * rowPerColumn;
    at.leftPx = (width() - grid_.columns * at.zoomX) / 2 + panPx_.x();
    at.topPx = (height() - grid_.rows * at.zoomY) / 2 + panPx_.y();
    return at;
}

void ImageView::zoomBy(double factor, QPointF about) {
    const double zoom = std::clamp(zoom_ * factor, 0.5, 16.0);
    // The point under the pointer stays where it is.
    const QPointF centre{width() / 2.0, height() / 2.0};
    panPx_ = about - centre - (about - centre - panPx_) * (zoom / zoom_);
    zoom_ = zoom;
    update();
}

std::optional<int> ImageView::huAt(QPointF position) {
    if (!stack_ || !canPaint()) return std::nullopt;
    const Placement at = placement();
    const int x = static_cast<int>(std::floor((position.x() - at.leftPx) / at.zoomX));
    const int y = static_cast<int>(std::floor((position.y() - at.topPx) / at.zoomY));
    if (x < 0 || y < 0 || x >= grid_.columns || y >= grid_.rows) return std::nullopt;
    if (slab_.kind == Slab::Kind::none && !Cutter::hasRow(*stack_, plane_, slice_, y)) return std::nullopt;
    return cutter_.hu(*stack_, plane_, slice_, slab_)[static_cast<std::size_t>(y) * grid_.columns + x];
}

int ImageView::notShown() const {
    return static_cast<int>(std::ranges::count(shown_, false));
}

/// A coronal or sagittal picture is shown as far as it has come, an axial one as a whole.
bool ImageView::canPaint() const {
    return plane_ == Plane::axial ? stack_->state(slice_) == SliceStack::State::loaded : stack_->loaded() > 0;
}

void ImageView::renderSlice() {
    const double ratio = devicePixelRatioF();
    picture_.width = static_cast<int>(std::lround(width() * ratio));
    picture_.height = static_cast<int>(std::lround(height() * ratio));
    picture_.pixels.resize(static_cast<std::size_t>(picture_.width) * picture_.height);
    Placement at = placement();
    at = {at.leftPx * ratio, at.topPx * ratio, at.zoomX * ratio, at.zoomY * ratio};
    const auto hu = cutter_.hu(*stack_, plane_, slice_, slab_);
    grey_.resize(hu.size());
    windowed(hu, window_, grey_);
    if (plane_ != Plane::axial && stack_->loaded() < stack_->slices()) {
        constexpr std::uint8_t absent = 0x28;
        for (int y = 0; y < grid_.rows; ++y)
            if (!Cutter::hasRow(*stack_, plane_, slice_, y))
                std::fill_n(grey_.begin() + static_cast<std::ptrdiff_t>(y) * grid_.columns, grid_.columns, absent);
    }
    const bool withMask =
        masks_ != Masks::hidden && (plane_ == Plane::axial ? stack_->hasMask(slice_) : stack_->masks() > 0);
    if (withMask && masks_ == Masks::fill) {
        tinted_.resize(grey_.size());
        tinted(grey_, cutter_.labels(*stack_, plane_, slice_), tinted_);
        enlarger_.colour(tinted_, grid_.columns, grid_.rows, at, picture_);
    } else {
        enlarger_.grey(grey_, grid_.columns, grid_.rows, at, picture_);
    }
    if (!withMask) return;
    if (plane_ == Plane::axial) return stack_->outlines(slice_).paint(at, picture_);
    if (cutOutlinesOf_ != std::pair{slice_, stack_->masks()}) {
        cutOutlinesOf_ = {slice_, stack_->masks()};
        cutOutlines_ = MaskOutlines(cutter_.labels(*stack_, plane_, slice_), grid_.columns, grid_.rows);
    }
    cutOutlines_.paint(at, picture_);
}

void ImageView::paintEvent(QPaintEvent*) {
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    if (!stack_) {
        painter.fillRect(rect(), Qt::black);
        return;
    }
    if (!canPaint()) return paintMissing(painter);
    renderSlice();
    QImage image(reinterpret_cast<const uchar*>(picture_.pixels.data()), picture_.width, picture_.height,
                 picture_.width * 4, QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatioF());
    painter.drawImage(0, 0, image);
    paintOver(painter);
    shown_[static_cast<std::size_t>(slice_)] = true;
    passed_[static_cast<std::size_t>(slice_)] = false;
    lastPaintMs_ = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    emit slicePainted(slice_);
    if (!firstPainted_) {
        firstPainted_ = true;
        emit firstImagePainted();
    }
}

void ImageView::paintOver(QPainter& painter) {
    const Placement at = placement();
    const QRectF area(rect());
    if (crosshair_) {
        const PlanePoint point = pointOf(plane_, *crosshair_, stack_->series());
        paintCrosshair(painter, area, {at.leftPx + (point.x + 0.5) * at.zoomX, at.topPx + (point.y + 0.5) * at.zoomY});
    }
    measuring_.paint(painter, area, slice_, grid_, at,
                     [this](int slice) { return measuredCutter_.hu(*stack_, plane_, slice, {}); });
    if (texts_ != Texts::none)
        paintTexts(painter,
                   {area, grid_, at, marks_, texts_ == Texts::full || !studyTitle_.isEmpty() ? title() : QString(),
                    masks_ != Masks::hidden && plane_ == Plane::axial && stack_->hasMask(slice_)});
    if (hasFocus() && parentWidget() && parentWidget()->property("showsFocus").toBool()) {
        painter.setPen(QPen(QColor(colours::focus), 1));
        painter.setBrush(Qt::NoBrush);  // a measurement's end leaves its own, which would cover the image
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void ImageView::paintMissing(QPainter& painter) {
    const Placement at = placement();
    const QRectF place(at.leftPx, at.topPx, grid_.columns * at.zoomX, grid_.rows * at.zoomY);
    const bool broken = plane_ == Plane::axial && stack_->state(slice_) == SliceStack::State::broken;
    paintAbsent(painter, QRectF(rect()), place, slice_ + 1,
                broken ? tr("This slice cannot be shown: %1\nIf it matters, answer quality with \"not diagnostic\".")
                             .arg(QString::fromStdString(stack_->problem(slice_)))
                       : tr("This slice has not come yet."));
}

QString ImageView::title() const {
    const auto& series = stack_->series();
    QStringList parts;
    if (!studyTitle_.isEmpty()) parts << studyTitle_;
    switch (plane_) {
        case Plane::axial:
            parts << tr("axial %1 mm").arg(QLocale().toString(series.spacingMm[2], 'g', 3));
            break;
        case Plane::coronal:
            parts << tr("coronal");
            break;
        case Plane::sagittal:
            parts << tr("sagittal");
            break;
    }
    const QString mm = tr("%1 mm").arg(QLocale().toString(slab_.thicknessMm, 'g', 3));
    if (slab_.kind == Slab::Kind::maximum) parts << tr("maximum of %1").arg(mm);
    if (slab_.kind == Slab::Kind::mean) parts << tr("mean of %1").arg(mm);
    if (slab_.kind == Slab::Kind::minimum) parts << tr("minimum of %1").arg(mm);
    if (plane_ == Plane::axial && texts_ == Texts::full) {
        if (series.kernelClass == "soft") parts << tr("soft kernel");
        if (series.kernelClass == "sharp") parts << tr("sharp kernel");
        if (series.contrast) parts << tr("contrast");
        if (series.lossy) parts << tr("lossy compression");
    }
    return parts.join(QString::fromUtf8(" · "));
}

void ImageView::describe() {
    if (!stack_) return setAccessibleDescription(tr("No images"));
    setAccessibleDescription(tr("Slice %1 of %2, window %3, level %4, masks %5")
                                 .arg(slice_ + 1)
                                 .arg(slices())
                                 .arg(window_.widthHu)
                                 .arg(window_.centreHu)
                                 .arg(masks_ == Masks::hidden ? tr("hidden") : tr("shown")));
}

}  // namespace overread::client
