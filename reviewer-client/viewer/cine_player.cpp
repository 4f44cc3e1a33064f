#include "reviewer-client/viewer/cine_player.h"

#include <algorithm>

namespace overread::client {

CinePlayer::CinePlayer(QObject* parent) : QObject(parent) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &CinePlayer::step);
}

void CinePlayer::play(ImageView& view, std::shared_ptr<const SliceStack> stack) {
    view_ = &view;
    stack_ = std::move(stack);
    clock_.start();
    due_ = 0;
    step();
}

void CinePlayer::stop() {
    if (!view_) return;
    timer_.stop();
    view_ = nullptr;
    stack_.reset();
    emit stopped();
}

void CinePlayer::setFramesPerSecond(int frames) {
    framesPerSecond_ = std::clamp(frames, slowest, fastest);
}

void CinePlayer::step() {
    if (!view_) return;
    if (view_->slice() + direction_ < 0 || view_->slice() + direction_ >= view_->slices()) direction_ = -direction_;
    const int next = std::clamp(view_->slice() + direction_, 0, view_->slices() - 1);
    if (view_->plane() != Plane::axial || stack_->state(next) != SliceStack::State::missing)
        view_->stepThrough(direction_);
    const qint64 interval = 1'000'000'000 / framesPerSecond_;
    // From when this frame was due, or from now if it came late: a late frame is not made up for by a quick one.
    due_ = std::max(due_ + interval, clock_.nsecsElapsed());
    timer_.start(std::chrono::milliseconds((due_ - clock_.nsecsElapsed()) / 1'000'000));
}

}  // namespace overread::client
