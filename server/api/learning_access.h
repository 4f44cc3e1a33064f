#pragma once
#include "core/domain/learning_session.h"
#include "core/wire/learning_session.h"
#include "server/api/exchange.h"

namespace overread::api {

/// What the caller may see of it: case ids and attendance are for those who hold sessions. Throws Refusal notFound.
[[nodiscard]] wire::LearningSession learningSessionFor(soci::session& session, const LearningSessionId& id,
                                                       const Caller& caller);

}  // namespace overread::api
