#pragma once
#include <memory>
#include <string>
#include <vector>

struct pg_conn;

namespace overread {

/// A plain libpq connection for what SOCI has no words for: whole SQL files, LISTEN, statements outside transactions.
/// Errors are exceptions: Unavailable where it does not connect, std::runtime_error with the server's sentence else.
class LibpqConnection {
public:
    explicit LibpqConnection(const std::string& connectionText);
    ~LibpqConnection();
    LibpqConnection(LibpqConnection&&) noexcept;
    LibpqConnection& operator=(LibpqConnection&&) noexcept;

    /// One or many statements, all in one implicit transaction unless the text says otherwise.
    void execute(const std::string& sql);
    /// Rows of text; NULL is an empty text. `values` stand for $1, $2 ...
    std::vector<std::vector<std::string>> query(const std::string& sql, const std::vector<std::string>& values = {});
    [[nodiscard]] pg_conn* raw() const { return connection_.get(); }

    /// For identifiers that are not constants: the name of a database.
    [[nodiscard]] static std::string quotedName(const std::string& name);

private:
    struct Closer {
        void operator()(pg_conn* connection) const;
    };
    std::unique_ptr<pg_conn, Closer> connection_;
};

}  // namespace overread
