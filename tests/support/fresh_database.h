#pragma once
#include <string>

#include "server/configuration/configuration.h"

namespace overread::tests {

/// A migrated database of one's own, copied from a template that the first test of a schema makes in the cluster of
/// OVERREAD_DATABASE_CONNECTION; dropped with the object. Throws std::runtime_error with a clear sentence where that
/// variable is not set: run the tests by `./overread test`.
class FreshDatabase {
public:
    FreshDatabase();
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    /// Names this database; home, store and secrets lie in a folder of its own that goes with it.
    [[nodiscard]] const Configuration& configuration() const { return configuration_; }
    /// Ends all other connections to this database, as a restart of the server would.
    void terminateConnections();
    /// Runs SQL as the superuser with all triggers off: for tampering, and for what no role may do.
    void executeAsSuperuser(const std::string& sql);

private:
    Configuration configuration_;
};

/// A database that does not exist yet, for tests of the migration itself; dropped with the object.
class EmptyDatabase {
public:
    EmptyDatabase();
    ~EmptyDatabase();
    EmptyDatabase(const EmptyDatabase&) = delete;
    EmptyDatabase& operator=(const EmptyDatabase&) = delete;
    [[nodiscard]] const Configuration& configuration() const { return configuration_; }

private:
    Configuration configuration_;
};

}  // namespace overread::tests
