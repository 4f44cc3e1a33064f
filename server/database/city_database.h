#pragma once
#include <map>
#include <mutex>
#include <string>

#include "core/domain/timestamp.h"
#include "server/configuration/configuration.h"

namespace soci {
class session;
}

namespace overread {

/// A fresh database for a simulated city, in the cluster of `base`. Its clock is the city's: schema city_clock stands
/// before pg_catalog on its search path, so that now() and clock_timestamp() in every statement and default answer the
/// moment that CityClock has set. Commits are not awaited on disk: nothing in it is worth a power cut.
/// Dropped with the object unless it was kept.
class CityDatabase {
public:
    explicit CityDatabase(const Configuration& base);
    ~CityDatabase();
    CityDatabase(const CityDatabase&) = delete;
    CityDatabase& operator=(const CityDatabase&) = delete;

    [[nodiscard]] const Configuration& configuration() const { return configuration_; }

    /// Leaves the database behind under its lasting name, in place of an earlier one; its clock is the machine's again.
    /// All connections to it must be closed. Answers the name.
    std::string keep();

    /// Makes another database that holds the same at this moment, with the same clock, and answers its name; it goes
    /// with this object. Ends all sessions of this one: pools connect anew.
    std::string copy();

    /// Seconds of processor time that the sessions of this database have used so far; 0 where their processes cannot
    /// be seen, as with a database on another machine.
    [[nodiscard]] double processorSeconds() const;

private:
    Configuration configuration_;
    bool isKept_ = false;
    std::string copy_;
};

/// Sets the city's clock in sessions, once for each session and moment. Thread-safe.
class CityClock {
public:
    void set(soci::session& session, Timestamp now);
    /// After a fault the session may be another one under the same address.
    void forget(soci::session& session);
    void forgetAll();

private:
    std::mutex mutex_;
    std::map<const soci::session*, Timestamp> at_;
};

}  // namespace overread
