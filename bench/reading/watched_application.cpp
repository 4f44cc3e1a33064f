#include "bench/reading/watched_application.h"

#include <QEvent>
#include <ctime>

namespace overread::bench {
namespace {

/// Of this thread on the processor: what other programs of the machine took is not the client's.
double threadMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (depth_ > 0) return QApplication::notify(receiver, event);
    ++depth_;
    const int type = event->type();
    const QString name = receiver->metaObject()->className();  // it may delete itself
    const double start = threadMs();
    const bool done = QApplication::notify(receiver, event);
    const double took = threadMs() - start;
    --depth_;
    if (took > longestMs_) {
        longestMs_ = took;
        longestWhat_ = QString("%1, event %2").arg(name).arg(type);
    }
    return done;
}

}  // namespace overread::bench
