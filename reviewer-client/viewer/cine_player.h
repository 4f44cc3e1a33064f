#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "reviewer-client/viewer/image_view.h"

namespace overread::client {

/// Runs through a stack, back and forth. Paints every slice: where painting takes longer than a frame has, or a slice
/// has not come yet, it becomes slower and skips nothing.
class CinePlayer final : public QObject {
    Q_OBJECT
public:
    static constexpr int slowest = 5, fastest = 30;  ///< frames a second

    explicit CinePlayer(QObject* parent = nullptr);
    void play(ImageView& view, std::shared_ptr<const SliceStack> stack);
    void stop();
    [[nodiscard]] bool isPlaying() const { return view_ != nullptr; }
    void setFramesPerSecond(int frames);  ///< clamped
    [[nodiscard]] int framesPerSecond() const { return framesPerSecond_; }

signals:
    void stopped();

private:
    void step();

    ImageView* view_ = nullptr;
    std::shared_ptr<const SliceStack> stack_;
    QTimer timer_;
    QElapsedTimer clock_;
    qint64 due_ = 0;  // of the next frame, by the clock, in nanoseconds
    int direction_ = 1;
    int framesPerSecond_ = 15;
};

}  // namespace overread::client
