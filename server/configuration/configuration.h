#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace overread {

/// A key has a value that it may not have. what() names the key, the value and where it came from.
class InvalidConfiguration : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An application entity that may send images, and from where. "*" stands for any title.
struct DicomSource {
    std::string aeTitle;
    std::string address;
};

/// Where the value of a key came from.
struct SettingOrigin {
    std::string key;
    std::string value;   ///< as written; secrets are not among the settings
    std::string origin;  ///< "default", "environment OVERREAD_HTTP_PORT" or the path of the file
};

/// What is in force in this process. Read once at the start and never changed.
struct Configuration {
    std::filesystem::path home;      ///< home: all state of this installation
    std::string databaseConnection;  ///< database.connection: libpq keywords without user and dbname
    std::string databaseName;        ///< database.name
    std::string databaseAdmin;       ///< database.admin: the role that may create roles and databases; migrations alone
    std::filesystem::path schemaPath;       ///< schema.path: folder of the migrations
    std::string httpAddress;                ///< http.address
    int httpPort = 0;                       ///< http.port
    int dicomPort = 0;                      ///< dicom.port
    std::string dicomAeTitle;               ///< dicom.aeTitle
    std::filesystem::path storePath;        ///< store.path: the images
    std::filesystem::path secretsPath;      ///< secrets.path: master keys, 0600
    std::filesystem::path webPath;          ///< web.path: the built pages
    std::filesystem::path programsPath;     ///< programs.path: overread-printer and the others; where this one lies
    std::string documentsBanner;            ///< documents.banner: the house's legal note on each document; may be empty
    std::vector<DicomSource> dicomSources;  ///< dicom.sources: who is known; empty: nobody. Default: this machine

    std::vector<SettingOrigin> origins;  ///< one per key, in the order above, for `overread doctor`
};

/// Value of an environment variable; none where it is not set.
using EnvironmentLookup = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads `overread.properties` in the home (where it exists) and the environment, which wins: http.port is
/// OVERREAD_HTTP_PORT, dicom.aeTitle is OVERREAD_DICOM_AETITLE. Throws InvalidConfiguration, also for a key in the file
/// that nobody knows: a typing error would otherwise leave a default in force.
[[nodiscard]] Configuration loadConfiguration(const EnvironmentLookup& environment);

/// The same with the environment of this process.
[[nodiscard]] Configuration loadConfiguration();

}  // namespace overread
