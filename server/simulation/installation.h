#pragma once
#include <filesystem>
#include <string>

#include "server/configuration/configuration.h"

namespace overread::simulation {

/// Where the demonstration lives: a folder and a database of its own, so that it can never touch real data.
struct Installation {
    Configuration configuration;
    std::string administratorName;
    std::string administratorPassword;
};

/// Makes both afresh: whatever an earlier demonstration left in this home is removed. `base` gives the connection and
/// the home, under which `demo` lies. Brings the database to the newest schema, opens the administrator's account and
/// puts a plan into force that leaves no scene to chance. Throws AnotherRuns where a demonstration holds this home.
class AnotherRuns : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
enum class Ports { usualOnes, freeOnes };
[[nodiscard]] Installation freshInstallation(const Configuration& base, Ports ports);

/// Held while a demonstration runs; freed by the kernel when the process ends in any way.
class HomeLock {
public:
    /// Throws AnotherRuns.
    explicit HomeLock(const std::filesystem::path& home);
    ~HomeLock();
    HomeLock(const HomeLock&) = delete;
    HomeLock& operator=(const HomeLock&) = delete;

private:
    int descriptor_;
};

/// The folder and the database's name that belong to a home.
[[nodiscard]] std::filesystem::path demonstrationHome(const std::filesystem::path& home);
[[nodiscard]] std::string demonstrationDatabase(const std::filesystem::path& home);

/// 20 random letters and digits without those that look alike.
[[nodiscard]] std::string newPassword();

}  // namespace overread::simulation
