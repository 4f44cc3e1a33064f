#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include "server/configuration/configuration.h"

/// Everything that an installation must not lose, in a folder: database.dump, the image store below store/,
/// files.sha256 and, written last, backup.json. What opens it lies in another folder: secrets, overread.properties and
/// the keys of the draws.
namespace overread::backup {

/// The backup or the restore cannot begin, nothing was changed: there is something in the way, or the folder holds no
/// whole backup. what() says what to do.
class NotPossible : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Told as the work goes on: a step, how many of how many files.
using TellProgress = std::function<void(const std::string& step, long done, long total)>;

struct BackupResult {
    std::string takenAt;  ///< of everything in the database; RFC 3339
    long files = 0;
    std::uint64_t bytes = 0;
    long missing = 0;  ///< files that the database names and the store has not: the installation itself is damaged
    std::string firstMissing;  ///< empty: none
};

/// Takes the database first, in one snapshot, and the images after: what the snapshot names is then there, since a file
/// is on disk before its row and is not changed afterwards. Work may go on meanwhile. Both folders are made, and must
/// be empty or absent; neither may lie in the other. Throws NotPossible and std::runtime_error.
[[nodiscard]] BackupResult backUp(const Configuration& configuration, const std::filesystem::path& folder,
                                  const std::filesystem::path& secretsFolder, const TellProgress& tell);

struct RestoreResult {
    std::string takenAt;
    long files = 0;
    std::uint64_t bytes = 0;
    long dangling = 0;      ///< rows whose file is not there; 0, or the restore failed
    long picturesAnew = 0;  ///< renderings that were replaced while the backup was taken: made when asked for
    std::int64_t auditEvents = 0;
    std::string auditHead;
};

/// Into the database and the home of `configuration`, which must be empty or absent. Every file is compared by its hash
/// on the way; afterwards the audit chain is verified and each row's file looked for. Where anything is wrong what was
/// written is taken away again, so that the same command may be repeated. Throws NotPossible and std::runtime_error.
[[nodiscard]] RestoreResult restore(const Configuration& configuration, const std::filesystem::path& folder,
                                    const std::filesystem::path& secretsFolder, const TellProgress& tell);

}  // namespace overread::backup
