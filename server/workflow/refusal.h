#pragma once
#include <variant>

#include "qa/case_life.h"
#include "qa/double_read.h"

/// Outcomes of a step that the product names. Faults (database, lost race, bug) are exceptions.
/// Every function of this folder works inside a transaction that the caller began and commits: the worker completes its
/// job in the same one, the server writes the answer to the idempotency key. A refusal has written nothing.
/// `now` is the database's clock (server/database), or the accelerated one of a simulation.
namespace overread::workflow {

/// The handle names no task that this reviewer holds: never did, somebody else's, or the lease has ended. One answer
/// for all, so that nobody learns which handles exist. 404.
struct NotHeld {
    bool operator==(const NotHeld&) const = default;
};
/// The task changed since the reviewer saw it. 412.
struct StaleEtag {
    bool operator==(const StaleEtag&) const = default;
};
/// What was sent is locked already; the first answer stands. 409, or the first answer again where the key is the same.
struct AlreadyLocked {
    bool operator==(const AlreadyLocked&) const = default;
};
/// Not of the kind of this task, or not yet: a settlement before the own blind read, a note before the lock. 409.
struct NotNow {
    bool operator==(const NotNow&) const = default;
};
/// No such thing for this person. 404.
struct Unknown {
    bool operator==(const Unknown&) const = default;
};
/// The term is over. 409.
struct TooLate {
    bool operator==(const TooLate&) const = default;
};
using Invalid = qa::ReadProblem;  ///< 422 with the pointer of the field

}  // namespace overread::workflow
