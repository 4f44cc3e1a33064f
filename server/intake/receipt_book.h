#pragma once
#include <memory>
#include <string>

#include "server/database/receipt_repository.h"

namespace overread {

class ConnectionPool;
struct Configuration;

/// Receipts of one association. Connects at the first object, since most connections (C-ECHO, strangers, silence) need
/// no database and none may be inherited over fork.
class ReceiptBook {
public:
    /// `associationId`: a UUID of ours.
    ReceiptBook(const Configuration& configuration, std::string associationId);
    ~ReceiptBook();
    ReceiptBook(const ReceiptBook&) = delete;
    ReceiptBook& operator=(const ReceiptBook&) = delete;

    /// False where the database does not answer: then nothing need be received.
    [[nodiscard]] bool isReachable();

    /// One transaction: the receipt, and where it is new the job that indexes the association's objects, which every
    /// further object puts off a little. Committed when it returns. Throws where the database fails; whether the
    /// receipt was committed may then be unknown, and the sender must send again.
    [[nodiscard]] ReceiptVerdict enter(Receipt receipt);

    /// No more objects will come: the indexing need not wait. Throws where the database fails, which only costs that
    /// wait.
    void close();

private:
    [[nodiscard]] ConnectionPool& pool();

    const Configuration& configuration_;
    std::string associationId_;
    std::unique_ptr<ConnectionPool> pool_;
    bool hasNew_ = false;
};

}  // namespace overread
