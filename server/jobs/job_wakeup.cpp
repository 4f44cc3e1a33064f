#include "server/jobs/job_wakeup.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "server/configuration/configuration.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"

namespace overread {

struct JobWakeup::State {
    std::string text;
    int interrupted = -1;
    std::optional<LibpqConnection> connection;

    /// True where a notification was waiting; all of them are taken.
    bool takeNotifications() {
        PGconn* raw = connection->raw();
        if (PQconsumeInput(raw) == 0) {
            connection.reset();
            return false;
        }
        bool any = false;
        while (PGnotify* notification = PQnotifies(raw)) {
            PQfreemem(notification);
            any = true;
        }
        return any;
    }

    /// Nothing is lost while nobody listens: the caller polls after every wait.
    void listen() {
        try {
            connection.emplace(text);
            connection->execute("listen jobs");
        } catch (const std::runtime_error&) {
            connection.reset();
        }
    }
};

JobWakeup::JobWakeup(const Configuration& configuration, DatabaseRole role) : state_(std::make_unique<State>()) {
    state_->text = connectionText(configuration, nameOf(role), configuration.databaseName) +
                   " application_name=" + std::string(nameOf(role)) + "_wakeup";
    state_->interrupted = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (state_->interrupted < 0) throw std::runtime_error("no eventfd: too many open files");
    state_->listen();
}

JobWakeup::~JobWakeup() {
    close(state_->interrupted);
}

void JobWakeup::wait(std::chrono::milliseconds timeout) {
    auto& state = *state_;
    if (!state.connection) state.listen();
    if (state.connection && state.takeNotifications()) return;
    pollfd descriptors[2] = {{state.interrupted, POLLIN, 0}, {-1, POLLIN, 0}};
    if (state.connection) descriptors[1].fd = PQsocket(state.connection->raw());
    poll(descriptors, 2, static_cast<int>(timeout.count()));
    if (state.connection && descriptors[1].revents != 0) (void)state.takeNotifications();
    if (descriptors[0].revents != 0) {
        std::uint64_t count = 0;
        (void)!read(state.interrupted, &count, sizeof count);
    }
}

void JobWakeup::interrupt() {
    const std::uint64_t one = 1;
    (void)!write(state_->interrupted, &one, sizeof one);
}

}  // namespace overread
