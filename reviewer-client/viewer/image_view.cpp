#include "reviewer-client/viewer/image_view.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "reviewer-client/theme/theme.h"

namespace overread::client {

ImageView::ImageView(QWidget* parent) : QWidget(parent) {
    setObjectName("imageView");
    setAccessibleName(tr("Images"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(256, 256);
    setCursor(Qt::CrossCursor);
}

void ImageView::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = std::move(stack);
    firstPainted_ = false;
    masks_ = Masks::hidden;
    window_ = windowPresets.front().window;
    slice_ = stack_ ? stack_->slices() / 2 : 0;
    shown_.assign(stack_ ? static_cast<std::size_t>(stack_->slices()) : 0, false);
    marks_ =
        stack_ ? orientationMarks(stack_->series().rowDirection, stack_->series().columnDirection) : OrientationMarks{};
    resetPlacement();
    describe();
    emit windowChanged();
    emit sliceShown(slice_);
}

void ImageView::sliceArrived(int slice) {
    if (slice != slice_) return;
    update();
    probe(pointer_);
}

void ImageView::masksArrived(int slice) {
    if (slice == slice_ && masks_ != Masks::hidden) update();
}

void ImageView::showSlice(int slice) {
    if (!stack_) return;
    slice = std::clamp(slice, 0, stack_->slices() - 1);
    if (slice == slice_) return;
    slice_ = slice;
    update();
    describe();
    emit sliceShown(slice_);
    probe(pointer_);
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

void ImageView::showWindow(const Window& window) {
    window_ = window;
    update();
    describe();
    emit windowChanged();
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

void ImageView::resetPlacement() {
    zoom_ = 1;
    panPx_ = {};
    update();
}

double ImageView::fitZoom() const {
    const auto& spacing = stack_->series().spacingMm;
    const double rowPerColumn = spacing[0] > 0 && spacing[1] > 0 ? spacing[1] / spacing[0] : 1;
    return std::min(width() / static_cast<double>(stack_->columns()), height() / (stack_->rows() * rowPerColumn));
}

Placement ImageView::placement() const {
    if (!stack_) return {};
    const auto& spacing = stack_->series().spacingMm;
    const double rowPerColumn = spacing[0] > 0 && spacing[1] > 0 ? spacing[1] / spacing[0] : 1;
    Placement at;
    at.zoomX = fitZoom() * zoom_;
    at.zoomY = at.zoomX * rowPerColumn;
    at.leftPx = (width() - stack_->columns() * at.zoomX) / 2 + panPx_.x();
    at.topPx = (height() - stack_->rows() * at.zoomY) / 2 + panPx_.y();
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

std::optional<int> ImageView::huAt(QPointF position) const {
    if (!stack_ || stack_->state(slice_) != SliceStack::State::loaded) return std::nullopt;
    const Placement at = placement();
    const int x = static_cast<int>(std::floor((position.x() - at.leftPx) / at.zoomX));
    const int y = static_cast<int>(std::floor((position.y() - at.topPx) / at.zoomY));
    if (x < 0 || y < 0 || x >= stack_->columns() || y >= stack_->rows()) return std::nullopt;
    return stack_->hu(slice_)[static_cast<std::size_t>(y) * stack_->columns() + x];
}

int ImageView::notShown() const {
    return static_cast<int>(std::ranges::count(shown_, false));
}

void ImageView::renderSlice() {
    const double ratio = devicePixelRatioF();
    picture_.width = static_cast<int>(std::lround(width() * ratio));
    picture_.height = static_cast<int>(std::lround(height() * ratio));
    picture_.pixels.resize(static_cast<std::size_t>(picture_.width) * picture_.height);
    Placement at = placement();
    at = {at.leftPx * ratio, at.topPx * ratio, at.zoomX * ratio, at.zoomY * ratio};
    const auto hu = stack_->hu(slice_);
    grey_.resize(hu.size());
    windowed(hu, window_, grey_);
    const bool withMask = masks_ != Masks::hidden && stack_->hasMask(slice_);
    if (withMask && masks_ == Masks::fill) {
        tinted_.resize(grey_.size());
        tinted(grey_, stack_->labels(slice_), tinted_);
        enlarger_.colour(tinted_, stack_->columns(), stack_->rows(), at, picture_);
    } else {
        enlarger_.grey(grey_, stack_->columns(), stack_->rows(), at, picture_);
    }
    if (withMask) stack_->outlines(slice_).paint(at, picture_);
}

void ImageView::paintEvent(QPaintEvent*) {
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    if (!stack_) {
        painter.fillRect(rect(), Qt::black);
        return;
    }
    if (stack_->state(slice_) != SliceStack::State::loaded) {
        paintAbsent(painter);
        return;
    }
    renderSlice();
    QImage image(reinterpret_cast<const uchar*>(picture_.pixels.data()), picture_.width, picture_.height,
                 picture_.width * 4, QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatioF());
    painter.drawImage(0, 0, image);
    if (texts_ != Texts::none) paintMarks(painter);
    shown_[static_cast<std::size_t>(slice_)] = true;
    lastPaintMs_ = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!firstPainted_) {
        firstPainted_ = true;
        emit firstImagePainted();
    }
}

void ImageView::paintAbsent(QPainter& painter) const {
    painter.fillRect(rect(), Qt::black);
    const Placement at = placement();
    const QRectF place(at.leftPx, at.topPx, stack_->columns() * at.zoomX, stack_->rows() * at.zoomY);
    painter.fillRect(place, QColor(0xff26292d));
    painter.setPen(QColor(colours::secondText));
    const bool broken = stack_->state(slice_) == SliceStack::State::broken;
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 3);
    painter.setFont(font);
    painter.drawText(rect().adjusted(0, 0, 0, -height() / 2), Qt::AlignHCenter | Qt::AlignBottom,
                     QString::number(slice_ + 1));
    font.setPointSizeF(font.pointSizeF() / 3);
    painter.setFont(font);
    const QString words =
        broken ? tr("This slice cannot be shown: %1\nIf it matters, answer quality with \"not diagnostic\".")
                     .arg(QString::fromStdString(stack_->problem(slice_)))
               : tr("This slice has not come yet.");
    painter.drawText(rect().adjusted(20, height() / 2 + 12, -20, 0), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     words);
}

void ImageView::paintMarks(QPainter& painter) const {
    const auto write = [&](QRectF place, int flags, const QString& text) {
        painter.setPen(QColor(0, 0, 0, 200));
        painter.drawText(place.translated(1, 1), flags, text);
        painter.setPen(QColor(colours::text));
        painter.drawText(place, flags, text);
    };
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setBold(true);
    const QFont plain = painter.font();
    painter.setFont(font);
    const QRectF inner = QRectF(rect()).adjusted(10, 8, -10, -8);
    write(inner, Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(marks_.left));
    write(inner, Qt::AlignRight | Qt::AlignVCenter, QString::fromStdString(marks_.right));
    write(inner, Qt::AlignHCenter | Qt::AlignTop, QString::fromStdString(marks_.top));
    write(inner, Qt::AlignHCenter | Qt::AlignBottom, QString::fromStdString(marks_.bottom));
    painter.setFont(plain);

    const auto& series = stack_->series();
    const double pxPerMm = placement().zoomX / std::max(series.spacingMm[0], 1e-6);
    const double barMm = scaleBarMm(width() * 0.25 / pxPerMm);
    const double barPx = barMm * pxPerMm;
    const double bottom = height() - 14;
    const QPointF start{12, bottom}, end{12 + barPx, bottom};
    for (const auto& [colour, breadth] :
         {std::pair{QColor(0, 0, 0, 200), 4.0}, std::pair{QColor(colours::text), 2.0}}) {
        painter.setPen(QPen(colour, breadth, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(start, end);
        painter.drawLine(start - QPointF(0, 5), start + QPointF(0, 1));
        painter.drawLine(end - QPointF(0, 5), end + QPointF(0, 1));
    }
    write({12, bottom - 24, 200, 18}, Qt::AlignLeft | Qt::AlignVCenter,
          barMm >= 10 ? tr("%1 cm").arg(barMm / 10) : tr("%1 mm").arg(barMm));

    if (texts_ == Texts::full) {
        QString text = tr("axial %1 mm").arg(series.spacingMm[2], 0, 'g', 3);
        if (series.kernelClass == "soft") text += tr(" · soft kernel");
        if (series.kernelClass == "sharp") text += tr(" · sharp kernel");
        if (series.contrast) text += tr(" · contrast");
        if (series.lossy) text += tr(" · lossy compression");
        write(inner, Qt::AlignLeft | Qt::AlignTop, text);
    }
    if (masks_ != Masks::hidden && stack_->hasMask(slice_)) {
        double y = height() - 20.0 * static_cast<double>(maskLooks.size()) - 12;
        for (const auto& look : maskLooks) {
            const QString name = look.kind == MaskKind::groundGlass     ? tr("G ground glass")
                                 : look.kind == MaskKind::consolidation ? tr("C consolidation")
                                 : look.kind == MaskKind::effusion      ? tr("E effusion")
                                                                        : tr("L lung");
            const QRectF line(width() - 170.0, y, 158, 18);
            painter.fillRect(QRectF(line.left() - 20, line.top() + 5, 14, 9), QColor::fromRgb(look.colour));
            write(line, Qt::AlignLeft | Qt::AlignVCenter, name);
            y += 20;
        }
    }
}

void ImageView::wheelEvent(QWheelEvent* event) {
    // Some systems turn a wheel with Shift or Alt into a sideways one.
    wheelRest_ += event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const int notches = wheelRest_ / 120;
    wheelRest_ -= notches * 120;
    event->accept();
    if (notches == 0) return;
    if (event->modifiers() & Qt::ControlModifier)
        zoomBy(std::pow(1.15, notches), event->position());
    else if (event->modifiers() & Qt::ShiftModifier)
        stepThrough(10 * notches);
    else
        stepThrough(notches);
}

void ImageView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    pressedAt_ = lastAt_ = event->position();
    dragRest_ = 0;
    if (event->button() == Qt::LeftButton) dragging_ = tool_;
    if (event->button() == Qt::MiddleButton) dragging_ = Tool::pan;
    if (event->button() == Qt::RightButton) dragging_ = Tool::zoom;
}

void ImageView::mouseMoveEvent(QMouseEvent* event) {
    if (dragging_) dragTo(event->position(), *dragging_);
    probe(event->position());
}

void ImageView::dragTo(QPointF position, Tool tool) {
    const QPointF by = position - lastAt_;
    lastAt_ = position;
    switch (tool) {
        case Tool::window:
            showWindow(draggedBy(window_, by.x(), by.y()));
            return;
        case Tool::scroll: {
            dragRest_ -= by.y() / 4;  // four pixels a slice; down goes to the feet
            const int steps = static_cast<int>(dragRest_);
            dragRest_ -= steps;
            jumpBy(steps);
            return;
        }
        case Tool::pan:
            panPx_ += by;
            update();
            return;
        case Tool::zoom:
            zoomBy(std::exp(-by.y() / 150), pressedAt_);
            return;
    }
}

void ImageView::mouseReleaseEvent(QMouseEvent* event) {
    dragging_.reset();
    if (event->button() == Qt::RightButton && (event->position() - pressedAt_).manhattanLength() < 4)
        emit menuWanted(event->globalPosition().toPoint());
}

void ImageView::mouseDoubleClickEvent(QMouseEvent*) {
    resetPlacement();
}

void ImageView::leaveEvent(QEvent*) {
    pointer_ = {-1, -1};
    emit probed(std::nullopt);
}

void ImageView::probe(QPointF position) {
    pointer_ = position;
    emit probed(huAt(position));
}

void ImageView::describe() {
    if (!stack_) return setAccessibleDescription(tr("No images"));
    setAccessibleDescription(tr("Slice %1 of %2, window %3, level %4, masks %5")
                                 .arg(slice_ + 1)
                                 .arg(stack_->slices())
                                 .arg(window_.widthHu)
                                 .arg(window_.centreHu)
                                 .arg(masks_ == Masks::hidden ? tr("hidden") : tr("shown")));
}

}  // namespace overread::client
