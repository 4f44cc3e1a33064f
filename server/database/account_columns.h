#pragma once
#include <string_view>

#include "server/database/account_repository.h"
#include "server/database/columns.h"

namespace overread {

/// How an account is read, for the repositories that do: the columns `names` of identity.account a and
/// identity.person p, the variables that they go into, and the account that these make.
struct AccountColumns {
    static constexpr std::string_view names =
        "a.person_id, a.name, p.display_name, coalesce(p.staff_code, ''), a.roles::text, a.qualifications::text, "
        "a.facility, a.disabled_at is not null";

    [[nodiscard]] auto tied() {
        return std::tie(account.person, account.name, account.displayName, account.staffCode, roles, qualifications,
                        account.facility, account.isDisabled);
    }
    [[nodiscard]] Account value() const {
        auto made = account;
        for (const auto& name : textsFromColumn(roles))
            if (const auto role = valueNamed<Role>(name)) made.roles.push_back(*role);
        made.qualifications = textsFromColumn(qualifications);
        return made;
    }

    Account account;
    std::string roles;
    std::string qualifications;
};

}  // namespace overread
