#pragma once
#include <string>

#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/wire/assignment.h"

namespace overread::client {

/// A finished form as it is sent to be locked.
struct Outgoing {
    std::string resource;  ///< under the assignment: "read", "review", "settlement"
    std::string body;      ///< JSON
    bool operator==(const Outgoing&) const = default;
};

[[nodiscard]] Outgoing outgoing(const DoubleRead& read);
[[nodiscard]] Outgoing outgoing(const PeerReview& review);
[[nodiscard]] Outgoing outgoing(const wire::Settlement& settlement);

}  // namespace overread::client
