#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/timestamp.h"
#include "core/wire/json_fwd.h"

/// What an administrator sees of the house: whether it is well, and what is in force. No clinical content.
namespace overread::wire {

/// GET /api/v1/system (administrator)
struct SystemView {
    struct Component {
        std::string component;  ///< database, images, reports, measurement, jobs, deadLetters, disk, trail
        bool isWell = true;
        double value = 0;  ///< what the sentence about it counts: jobs that wait, letters, free share of the disk
        std::optional<Timestamp> lastSuccessAt;  ///< null: never, or it leaves none
    };
    std::vector<Component> components;
    struct Setting {
        std::string key;
        std::string value;   ///< secrets are not among the settings
        std::string origin;  ///< "default", "environment ..." or the path of the file
    };
    std::vector<Setting> settings;
    Timestamp asOf;
};

/// POST /api/v1/jobs/dead-letters/retries and .../discards (administrator)
struct DeadLetterChoice {
    std::vector<std::string> ids;  ///< one at least
    std::string reason;            ///< of a discard; empty for a retry
};

OVERREAD_WIRE(SystemView)
OVERREAD_WIRE(DeadLetterChoice)

}  // namespace overread::wire
