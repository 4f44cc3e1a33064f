#pragma once
#include <string>

#include "core/wire/json_fwd.h"

namespace overread::wire {

/// Every answer of 400 and above: application/problem+json (RFC 9457). `type` is stable and is what programs compare;
/// `detail` is for people and carries ids, never patient data.
struct Problem {
    std::string type;   ///< "urn:overread:problem:malformed"
    std::string title;  ///< the same for every occurrence of the type
    int status = 500;
    std::string detail;
    std::string pointer;  ///< of the field, where one is to blame (JSON pointer); empty else
    std::string id;       ///< of this occurrence, to be quoted to support; stands in the log as well
};

OVERREAD_WIRE(Problem)

}  // namespace overread::wire
