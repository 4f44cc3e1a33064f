#include "server/database/transaction.h"

#include <soci/soci.h>

#include "server/database/errors.h"
#include "server/database/recording.h"

namespace overread {

Transaction::Transaction(ConnectionPool& pool) : connection_(pool.begin()) {
    Recording::note({"begin", {}});
}

Transaction::~Transaction() {
    if (!isOpen_) return;
    try {
        Recording::note({"rollback", {}});
        connection_.session().rollback();
    } catch (const soci::soci_error&) {
        // The line is broken: the server rolls back by itself and the pool drops the connection.
    }
}

soci::session& Transaction::session() {
    return connection_.session();
}

void Transaction::commit() {
    isOpen_ = false;
    try {
        Recording::note({"commit", {}});
        connection_.session().commit();
    } catch (const soci::soci_error& error) {
        if (faultOf(error) == DatabaseFault::unavailable)
            throw Unavailable(std::string("the connection broke during the commit: ") + error.what());
        throw;
    }
}

}  // namespace overread
