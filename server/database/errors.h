#pragma once
#include <exception>
#include <stdexcept>

namespace overread {

/// The database cannot be reached, or the connection broke under the work. Nothing of the transaction remains, unless
/// it broke in the commit itself: then only the next look tells. Becomes 503 with Retry-After.
class Unavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// No such row for this id or handle. Becomes 404.
class NotFound : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Another writer came first; nothing was written. Becomes 412.
class StaleVersion : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A holder's token is no longer the one in force: the lease ended and the work went to another. Nothing was written.
class LeaseLost : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What an exception that came out of a transaction means, whichever library threw it.
enum class DatabaseFault {
    unavailable,     ///< Unavailable, or a broken connection, or a server that is shutting down: try again later
    uniqueConflict,  ///< a row with that key is there already
    lostRace,        ///< deadlock, serialization or lock time-out: try the whole transaction again
    other
};
[[nodiscard]] DatabaseFault faultOf(const std::exception& error);

}  // namespace overread
