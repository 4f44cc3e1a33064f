#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace overread::bench {

/// Debian's Orthanc with its DICOMweb plugin, started for this run on a free port of loopback with a folder of its own
/// and the series in it; ended with the object.
class Orthanc {
public:
    /// Throws std::runtime_error with what to install where there is none.
    explicit Orthanc(const std::filesystem::path& series);
    ~Orthanc();
    Orthanc(const Orthanc&) = delete;
    Orthanc& operator=(const Orthanc&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] const std::vector<std::string>& instances() const { return instances_; }    ///< Orthanc's ids
    [[nodiscard]] const std::vector<std::string>& framePaths() const { return framePaths_; }  ///< by DICOMweb

private:
    void await() const;

    tests::TemporaryFolder folder_;
    int port_;
    pid_t process_ = -1;
    std::vector<std::string> instances_, framePaths_;
};

}  // namespace overread::bench
