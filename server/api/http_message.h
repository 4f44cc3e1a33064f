#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/image_store/stored_file.h"

namespace overread::api {

/// A request that passed the strict check (request_parser.h): HTTP/1.1, one Host, one Content-Length or none.
struct Request {
    std::string method;                          ///< GET, HEAD, POST, PUT or DELETE
    std::string path;                            ///< percent-decoded, starts with '/', no empty, "." or ".." segment
    std::map<std::string, std::string> query;    ///< decoded; a name stands once
    std::map<std::string, std::string> headers;  ///< names in lower case; a name stands once
    std::string body;
    bool keepsAlive = true;

    /// Empty where the header is absent.
    [[nodiscard]] std::string header(const std::string& lowerCaseName) const;
    [[nodiscard]] std::optional<std::string> parameter(const std::string& name) const;
};

/// What is sent back. The length is always known beforehand; header and body leave in one write.
struct Response {
    int status = 200;
    std::string contentType;                                     ///< empty: no body
    std::vector<std::pair<std::string, std::string>> headers{};  ///< beside those that every answer has
    std::string body{};
    /// Bytes that live elsewhere, for example a page kept in memory; sent in place of `body` where set.
    std::shared_ptr<const std::string> shared{};

    /// Parts of a file, sent from where they lie after the body: never in this program's memory.
    struct FilePart {
        std::string before;  ///< bytes of ours in front of the part
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
    };
    std::shared_ptr<const StoredFile> file{};  ///< holds every part (StoredFile::requireRange)
    std::vector<FilePart> parts{};

    [[nodiscard]] const std::string& content() const { return shared ? *shared : body; }
    [[nodiscard]] std::uint64_t contentLength() const;
};

[[nodiscard]] std::string_view reasonPhraseOf(int status);

}  // namespace overread::api
