#pragma once
#include <string>
#include <thread>
#include <vector>

namespace overread::bench {

/// The limit of any server of these bytes: answers GET /n with the n-th by one writev, and checks nothing. One
/// connection.
class MemoryServer {
public:
    /// Borrows the bytes.
    explicit MemoryServer(const std::vector<std::string>& answers);
    ~MemoryServer();
    MemoryServer(const MemoryServer&) = delete;
    MemoryServer& operator=(const MemoryServer&) = delete;
    [[nodiscard]] int port() const { return port_; }

private:
    void serve() const;

    const std::vector<std::string>& answers_;
    int listening_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace overread::bench
