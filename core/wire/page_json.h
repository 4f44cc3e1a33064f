#pragma once
#include "core/wire/fields.h"
#include "core/wire/page.h"

/// For the .cpp files of core/wire alone.
namespace overread::wire {

template <class Row>
[[nodiscard]] nlohmann::json pageToJson(const Page<Row>& page) {
    return {{"items", arrayOf(page.items)}, {"nextCursor", orNull(page.nextCursor)}, {"asOf", toRfc3339(page.asOf)}};
}

constexpr std::size_t mostRows = 500;  // of a list page

template <class Row>
[[nodiscard]] Page<Row> pageFrom(const nlohmann::json& document) {
    Fields fields{document};
    Page<Row> page;
    page.items = fields.values<Row>("items", mostRows);
    page.nextCursor = fields.optional(
        "nextCursor", [](const nlohmann::json& cursor) { return std::optional{textOf(cursor, nameLength)}; },
        std::optional<std::string>{});
    page.asOf = fields.moment("asOf");
    fields.close();
    return page;
}

}  // namespace overread::wire
