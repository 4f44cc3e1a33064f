#include "server/supervision/stop_signal.h"

#include <ctime>

namespace overread {

StopSignal::StopSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void StopSignal::check() const {
    const timespec atOnce{0, 0};
    if (sigtimedwait(&signals_, nullptr, &atOnce) > 0) throw Interrupted();
}

void StopSignal::wait() const {
    int which = 0;
    sigwait(&signals_, &which);
}

}  // namespace overread
