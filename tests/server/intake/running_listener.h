#pragma once
#include <sys/types.h>

#include "server/configuration/configuration.h"
#include "server/intake/listener.h"

namespace overread::tests {

/// The listener in a process of its own, as the program runs it, on a port that the system chose.
class RunningListener {
public:
    explicit RunningListener(const Configuration& configuration, const AssociationLimits& limits = {},
                             const ConnectionLimits& connections = {});
    ~RunningListener();
    RunningListener(const RunningListener&) = delete;
    RunningListener& operator=(const RunningListener&) = delete;

    [[nodiscard]] int port() const { return port_; }
    /// SIGTERM, and the exit code; -1 where it was killed by a signal.
    int stop();

private:
    int port_ = 0;
    pid_t process_ = 0;
};

}  // namespace overread::tests
