#pragma once
#include "core/domain/named.h"

namespace overread {

/// What an account may do; a person may have several, one is in force per session. See docs/architecture.md.
enum class Role { reviewer, arbiter, radiologist, head, qaLead, administrator, integrator };

template <>
struct Names<Role> {
    static constexpr auto table =
        std::to_array<std::pair<Role, std::string_view>>({{Role::reviewer, "reviewer"},
                                                          {Role::arbiter, "arbiter"},
                                                          {Role::radiologist, "radiologist"},
                                                          {Role::head, "head"},
                                                          {Role::qaLead, "qaLead"},
                                                          {Role::administrator, "administrator"},
                                                          {Role::integrator, "integrator"}});
};

}  // namespace overread
