#include "server/intake/receipt_book.h"

#include <chrono>

#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/jobs/job_queue.h"

namespace overread {
namespace {

// Long enough for the next object of the association to put the indexing off, short enough to be unnoticed.
constexpr std::chrono::milliseconds quiet{1000};

}  // namespace

ReceiptBook::ReceiptBook(const Configuration& configuration, std::string associationId)
    : configuration_(configuration), associationId_(std::move(associationId)) {}

ReceiptBook::~ReceiptBook() = default;

ConnectionPool& ReceiptBook::pool() {
    if (!pool_) pool_ = std::make_unique<ConnectionPool>(configuration_, DatabaseRole::intake, 1);
    return *pool_;
}

bool ReceiptBook::isReachable() {
    return pool().answers();
}

ReceiptVerdict ReceiptBook::enter(Receipt receipt) {
    receipt.associationId = associationId_;
    Transaction transaction(pool());
    const ReceiptVerdict verdict = ReceiptRepository(transaction.session()).enter(receipt);
    if (verdict == ReceiptVerdict::sameAgain) return verdict;
    JobQueue(transaction.session()).add(std::string(indexObjectsKind), associationId_, "{}", quiet);
    transaction.commit();
    hasNew_ = true;
    return verdict;
}

void ReceiptBook::close() {
    if (!hasNew_) return;
    Transaction transaction(pool());
    JobQueue(transaction.session()).add(std::string(indexObjectsKind), associationId_);
    transaction.commit();
    hasNew_ = false;
}

}  // namespace overread
