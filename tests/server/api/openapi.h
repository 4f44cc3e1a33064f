#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace overread::api {

/// docs/openapi.yaml, as far as tests hold the server against it.
class OpenApi {
public:
    OpenApi();  ///< reads the file; throws where it is no YAML
    ~OpenApi();
    OpenApi(const OpenApi&) = delete;
    OpenApi& operator=(const OpenApi&) = delete;

    struct Operation {
        std::string method;  ///< "GET"
        std::string path;    ///< "/api/v1/cases/{caseId}"
        std::string access;  ///< "roles", "signedIn", "everybody" or "thisMachine"
        std::vector<std::string> roles;
        bool operator==(const Operation&) const = default;
    };
    [[nodiscard]] std::vector<Operation> operations() const;

    /// What is wrong with an answer of that operation; none: its status and body are as described.
    [[nodiscard]] std::optional<std::string> problemIn(const std::string& method, const std::string& path, int status,
                                                       const std::string& body) const;

private:
    struct Document;
    std::unique_ptr<Document> document_;
};

}  // namespace overread::api
