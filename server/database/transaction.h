#pragma once
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

}  // namespace overread
