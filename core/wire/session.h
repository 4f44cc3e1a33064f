#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/role.h"
#include "core/domain/timestamp.h"
#include "core/wire/json_fwd.h"

namespace overread::wire {

/// POST /api/v1/sessions. "bearer" answers with a token, "cookie" sets the pages' session cookie and answers none.
struct SignIn {
    std::string name;
    std::string password;
    std::string transport = "bearer";
};

struct Me {
    std::string displayName;
    std::vector<Role> roles;
};

/// Answer to SignIn, 201.
struct SessionOpened {
    std::string token;  ///< empty with "cookie"
    Timestamp expiresAt;
    Me user;
};

OVERREAD_WIRE(SignIn)
OVERREAD_WIRE(Me)
OVERREAD_WIRE(SessionOpened)

}  // namespace overread::wire
