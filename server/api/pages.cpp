#include "server/api/pages.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <sstream>

namespace overread::api {

namespace {

/// First segments of the addresses that server/web/router.js knows.
constexpr std::array<std::string_view, 22> pageNames{
    "alerts",    "assignment", "audit",    "cases",      "checklists", "disputes",  "facilities", "inbox",
    "jobs",      "learning",   "measures", "my-reading", "mine",       "operation", "people",     "plan",
    "reviewers", "shifts",     "sign-in",  "system",     "today",      "users"};

std::string contentTypeOf(const std::filesystem::path& file) {
    static const std::map<std::string, std::string> types{{".html", "text/html; charset=utf-8"},
                                                          {".js", "text/javascript; charset=utf-8"},
                                                          {".css", "text/css; charset=utf-8"},
                                                          {".json", "application/json"},
                                                          {".svg", "image/svg+xml"}};
    const auto at = types.find(file.extension().string());
    return at == types.end() ? std::string{} : at->second;
}

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

std::string hex(std::size_t number) {
    std::ostringstream out;
    out << std::hex << number;
    return out.str();
}

std::string firstSegmentOf(const std::string& path) {
    return path.substr(1, path.find('/', 1) - 1);
}

}  // namespace

Pages::Pages(const std::filesystem::path& folder) {
    std::error_code missing;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, missing)) {
        const auto type = contentTypeOf(entry.path());
        if (!entry.is_regular_file() || type.empty()) continue;
        auto content = std::make_shared<const std::string>(contentOf(entry.path()));
        auto etag = '"' + hex(std::hash<std::string>{}(*content)) + '"';
        files_.emplace('/' + std::filesystem::relative(entry.path(), folder).generic_string(),
                       File{std::move(content), type, std::move(etag)});
    }
}

Response Pages::answer(const Request& request) const {
    auto at = files_.find(request.path);
    const auto first = firstSegmentOf(request.path);
    if (request.path == "/" || std::find(pageNames.begin(), pageNames.end(), first) != pageNames.end())
        at = files_.find("/index.html");
    if (at == files_.end()) return Response{404, {}};
    const auto& file = at->second;
    // Names of files do not change with their content, so a browser asks each time and is answered 304.
    const std::vector<std::pair<std::string, std::string>> headers{{"Cache-Control", "no-cache"}, {"ETag", file.etag}};
    if (request.header("if-none-match") == file.etag) return Response{304, {}, headers};
    Response response{200, file.contentType, headers};
    response.shared = file.content;
    return response;
}

}  // namespace overread::api
