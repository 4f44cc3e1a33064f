#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "server/api/http_message.h"

namespace overread::api {

/// The built pages, read into memory when the server starts. No path from outside ever reaches the file system: an
/// address is looked up among the files that were there. Immutable, thread-safe.
class Pages {
public:
    /// A folder that is missing gives no pages; the API works without them.
    explicit Pages(const std::filesystem::path& folder);

    /// The file, index.html for an address that the pages' own router knows ("/people/R-17"), or a 404 without a body.
    [[nodiscard]] Response answer(const Request& request) const;
    [[nodiscard]] bool isEmpty() const { return files_.empty(); }

private:
    struct File {
        std::shared_ptr<const std::string> content;
        std::string contentType;
        std::string etag;
    };
    std::map<std::string, File, std::less<>> files_;  ///< by "/app.js"
};

}  // namespace overread::api
