#pragma once
#include <string_view>

#include "server/database/pool.h"

namespace overread {

/// One transaction at read committed. Rolls back unless committed, also while an exception passes through.
class Transaction {
public:
    /// Throws Unavailable.
    explicit Transaction(ConnectionPool& pool);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    [[nodiscard]] soci::session& session();
    /// Durable when it returns (synchronous_commit is on). Throws Unavailable when the connection broke: whether the
    /// commit arrived is then unknown, and the request must be safe to repeat.
    void commit();

private:
    ConnectionPool::Connection connection_;
    bool isOpen_ = true;
};

/// A statement that runs by itself once the transaction that is under way on the session has committed; the same text
/// counts once, and a rollback forgets it. For what may be lost without harm: a process that dies in between never runs
/// it, and no failure of it reaches the caller. Only with a session of a Transaction.
void afterCommit(soci::session& session, std::string_view sql);

}  // namespace overread
