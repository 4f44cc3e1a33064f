#include "server/database/errors.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <string>

namespace overread {

DatabaseFault faultOf(const std::exception& error) {
    if (dynamic_cast<const Unavailable*>(&error)) return DatabaseFault::unavailable;
    const auto* fault = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    if (!fault) return DatabaseFault::other;
    const std::string state = fault->sqlstate();
    if (state == "23505") return DatabaseFault::uniqueConflict;
    // 40001 serialization, 40P01 deadlock, 55P03 lock time-out
    if (state == "40001" || state == "40P01" || state == "55P03") return DatabaseFault::lostRace;
    // 08: connection; 57P: shut down, crashed, starting; 53: no space, memory or connections; 25P03: idle too long;
    // blank: the line broke before any answer
    const auto kind = state.substr(0, 2);
    if (kind == "08" || kind == "53" || state.substr(0, 3) == "57P" || state == "25P03" || kind == "  ")
        return DatabaseFault::unavailable;
    return DatabaseFault::other;
}

}  // namespace overread
