#include "reviewer-client/answers/outgoing.h"

#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"

namespace overread::client {

Outgoing outgoing(const DoubleRead& read) {
    return {"read", nlohmann::json(read).dump()};
}

Outgoing outgoing(const PeerReview& review) {
    return {"review", nlohmann::json(review).dump()};
}

Outgoing outgoing(const wire::Settlement& settlement) {
    return {"settlement", nlohmann::json(settlement).dump()};
}

}  // namespace overread::client
