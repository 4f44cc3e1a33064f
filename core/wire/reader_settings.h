#pragma once
#include <string>

#include "core/wire/json_fwd.h"

namespace overread::wire {

/// GET and PUT /api/v1/me/settings: what a reader chose for the client, the same on every workstation.
struct ReaderSettings {
    std::string settings;  ///< opaque text of the client, as last saved; empty: none
};

OVERREAD_WIRE(ReaderSettings)

}  // namespace overread::wire
