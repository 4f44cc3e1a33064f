#pragma once
#include <string>
#include <vector>

#include "core/domain/role.h"
#include "server/supervision/local_system.h"
#include "tests/support/fresh_database.h"

namespace overread::tests {

/// The whole house for one test: a fresh database and home, overread-server, overread-listener and overread-worker on
/// free ports of loopback, under a plan without chance, ready when the constructor returns. Everything goes with the
/// object. A program that dies stays dead until it is started again; on a failed test the end of each log is printed.
class RunningSystem {
public:
    RunningSystem();
    ~RunningSystem();
    RunningSystem(const RunningSystem&) = delete;
    RunningSystem& operator=(const RunningSystem&) = delete;

    [[nodiscard]] std::string url() const { return system_.url(); }  ///< "http://127.0.0.1:34567"
    [[nodiscard]] int httpPort() const { return configuration().httpPort; }
    [[nodiscard]] int dicomPort() const { return configuration().dicomPort; }
    [[nodiscard]] const Configuration& configuration() const { return system_.configuration(); }
    [[nodiscard]] FreshDatabase& database() { return database_; }

    /// kill -9; returns when the process is gone.
    void kill(Program program) { system_.kill(program); }
    /// Starts it again; ready when this returns.
    void start(Program program);
    [[nodiscard]] pid_t processOf(Program program) const { return system_.processOf(program); }

    struct Person {
        std::string name;
        std::string password;
    };
    /// An account that may sign in at once. `staffCode` makes it the account of that reporter; empty: of nobody.
    Person addPerson(const std::string& name, const std::vector<Role>& roles, const std::string& staffCode = {});

private:
    FreshDatabase database_;
    LocalSystem system_;
};

}  // namespace overread::tests
