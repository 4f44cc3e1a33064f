#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/domain/timestamp.h"
#include "core/wire/page.h"
#include "server/database/columns.h"

/// How lists page, for the .cpp files of repositories alone.
namespace overread {

/// Where the next page begins: after the row with this moment and id, in the order of the list.
struct PageCursor {
    std::optional<Timestamp> moment;  ///< none: at the beginning
    std::string id = "00000000-0000-0000-0000-000000000000";
};

/// Opaque to whoever sends it back.
[[nodiscard]] std::string textOf(const PageCursor& cursor);
/// An empty text begins; throws std::invalid_argument for one that is none of ours.
[[nodiscard]] PageCursor cursorIn(const std::string& text);

/// Rows were asked for with one more than the limit: it tells whether there is a next page.
template <class Row>
[[nodiscard]] wire::Page<Row> pageOf(soci::session& session, std::vector<Row> rows,
                                     const std::vector<PageCursor>& cursors, int limit) {
    wire::Page<Row> page;
    const auto size = static_cast<std::size_t>(limit);
    if (rows.size() > size) {
        rows.resize(size);
        page.nextCursor = textOf(cursors.at(size - 1));
    }
    page.items = std::move(rows);
    page.asOf = databaseNow(session);
    return page;
}

}  // namespace overread
