#pragma once
#include "core/wire/fields.h"
#include "core/wire/page.h"

/// For the .cpp files of core/wire alone.
namespace overread::wire {

template <class Row>
[[nodiscard]] nlohmann::json pageToJson(const Page<Row>& page) {
    return {{"items", arrayOf(page.items)}, {"nextCursor", orNull(page.nextCursor)}, {"asOf", toRfc3339(page.asOf)}};
}

}  // namespace overread::wire
