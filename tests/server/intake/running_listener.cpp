#include "tests/server/intake/running_listener.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>

namespace overread::tests {

RunningListener::RunningListener(const Configuration& configuration, const AssociationLimits& limits,
                                 const ConnectionLimits& connections) {
    ImageStore(configuration.storePath).prepare();
    // Bound here, so that the port is known and connections wait from now on.
    AcceptLoop loop(0, connections,
                    [&](const Connection& connection) { return serveAssociation(connection, configuration, limits); });
    port_ = loop.port();
    process_ = ::fork();
    if (process_ != 0) return;
    int result = 0;
    try {
        loop.run();
    } catch (const std::exception&) {
        result = 1;
    }
    ::_exit(result);
}

RunningListener::~RunningListener() {
    if (process_ > 0) stop();
}

int RunningListener::stop() {
    int status = 0;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace overread::tests
