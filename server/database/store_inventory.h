#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace overread {

struct Configuration;
class LibpqConnection;

/// A file of the image store that a row names; the store knows where it lies (server/image_store).
struct NamedFile {
    enum class Kind { object, frames, series, labels, pictures, outsideLabels, result };
    Kind kind = Kind::object;
    std::string id;                     ///< of the object, series or result
    std::string renderingId;            ///< of pictures
    std::optional<std::uint64_t> size;  ///< as the row says
};

/// What the database held at one moment, for as long as this lives: for pg_dump by its name, and for the questions
/// here. As the administrator's role.
class DatabaseSnapshot {
public:
    explicit DatabaseSnapshot(const Configuration& configuration);
    ~DatabaseSnapshot();
    DatabaseSnapshot(const DatabaseSnapshot&) = delete;
    DatabaseSnapshot& operator=(const DatabaseSnapshot&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string takenAt() const;  ///< RFC 3339, the database's clock
    [[nodiscard]] int schemaVersion() const;
    [[nodiscard]] std::string auditHead() const;  ///< hex; empty: nothing is sealed yet
    [[nodiscard]] std::vector<NamedFile> namedFiles() const;

private:
    std::unique_ptr<LibpqConnection> connection_;
    std::string name_;
};

/// Takes out the row of pictures that are not there: they are made anew when somebody asks for them.
void forgetPictures(const Configuration& configuration, const std::vector<std::string>& renderingIds);

/// The database is there and has a table of anybody's in it.
[[nodiscard]] bool isInUse(const Configuration& configuration);
void dropDatabase(const Configuration& configuration);
/// "host", "dbname" ... of a connection as the variables that PostgreSQL's own programs read: a password is then in no
/// list of processes.
[[nodiscard]] std::vector<std::string> environmentOf(const Configuration& configuration, const std::string& database);

}  // namespace overread
