#pragma once
#include <string>
#include <vector>

namespace overread::bench {

/// One kept-alive connection to a port of this machine that reads answers as fast as the socket gives them: the same
/// for every server that is compared.
class HttpReader {
public:
    explicit HttpReader(int port);
    ~HttpReader();
    HttpReader(const HttpReader&) = delete;
    HttpReader& operator=(const HttpReader&) = delete;

    /// The bytes of the answer's body, appended to `body` where one is given. Connects again where the server closed.
    /// Throws std::runtime_error unless the status is 200.
    std::size_t get(const std::string& path, const std::string& headers = {}, std::string* body = nullptr);
    /// POSTs a body and answers what came back.
    std::string post(const std::string& path, const std::string& body);

private:
    void connect();
    void sendAll(const std::string& bytes);
    bool receive();
    std::string line();
    std::size_t take(std::size_t length, std::string* body);
    std::size_t answer(std::string* body);

    int port_;
    int socket_ = -1;
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0;  // of what was received and not used
};

}  // namespace overread::bench
