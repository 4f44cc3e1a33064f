#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/configuration/configuration.h"
#include "server/database/libpq_connection.h"

namespace overread {

/// A statement as it went to the database.
struct RecordedStatement {
    std::string sql;                                 ///< with $1, $2 ...
    std::vector<std::optional<std::string>> values;  ///< none: NULL
};

/// Everything that transactions of this thread send while the object lives: begin, statements, commit or rollback. For
/// measuring what the same transactions cost without the program around them. One at a time in a thread.
class Recording {
public:
    Recording();
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    /// What was recorded since the last call.
    [[nodiscard]] std::vector<RecordedStatement> take();

    /// Called where statements are sent; does nothing in a thread that is not recorded.
    static void note(RecordedStatement statement);
    [[nodiscard]] static bool isOn();

private:
    std::vector<RecordedStatement> statements_;
};

/// Sends recorded statements over one bare connection of libpq, each prepared once.
class Replay {
public:
    Replay(const Configuration& configuration, const std::string& database);
    /// Throws std::runtime_error with the sentence of the server where it refuses one.
    void run(const std::vector<RecordedStatement>& statements);

private:
    LibpqConnection connection_;
    std::unordered_map<std::string, std::string> prepared_;  // names by text
};

}  // namespace overread
