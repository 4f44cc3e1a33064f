#include "server/configuration/configuration.h"

#include "server/configuration/export_destinations.h"

#include <arpa/inet.h>

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <regex>

namespace overread {
namespace {

std::string variableOf(std::string_view key) {
    std::string name = "OVERREAD_";
    for (const char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::map<std::string, std::string> propertiesIn(const std::filesystem::path& file) {
    std::map<std::string, std::string> values;
    if (!std::filesystem::exists(file)) return values;
    try {
        const Poco::AutoPtr<Poco::Util::PropertyFileConfiguration> properties(
            new Poco::Util::PropertyFileConfiguration(file.string()));
        const std::function<void(const std::string&)> collect = [&](const std::string& prefix) {
            std::vector<std::string> names;
            properties->keys(prefix, names);
            for (const auto& name : names) {
                const auto key = prefix.empty() ? name : prefix + "." + name;
                if (properties->has(key)) values[key] = properties->getString(key);
                collect(key);
            }
        };
        collect("");
    } catch (const Poco::Exception& error) {
        throw InvalidConfiguration(file.string() + ": " + error.displayText());
    }
    return values;
}

/// A connection may carry one: `password=...`, bare or in quotes, or user:password@ in an address.
std::string withoutPassword(const std::string& value) {
    static const std::regex keyword(R"((^|\s)(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+))");
    static const std::regex address(R"((://[^:/@\s]*:)[^@/\s]*@)");
    return std::regex_replace(std::regex_replace(value, keyword, "$1$2(hidden)"), address, "$1(hidden)@");
}

/// Takes each key once, from the environment, the file or the default, and remembers which it was.
class Settings {
public:
    Settings(const EnvironmentLookup& environment, std::map<std::string, std::string> file, std::string fileName,
             std::vector<SettingOrigin>& origins)
        : environment_(environment), file_(std::move(file)), fileName_(std::move(fileName)), origins_(origins) {}

    std::string text(const std::string& key, const std::string& byDefault) {
        std::string value = byDefault;
        std::string origin = "default";
        if (const auto found = file_.find(key); found != file_.end()) {
            value = found->second;
            origin = fileName_;
            file_.erase(found);
        }
        const auto variable = variableOf(key);
        if (const auto given = environment_(variable)) {
            value = *given;
            origin = "environment " + variable;
        }
        origins_.push_back({key, withoutPassword(value), origin});
        return value;
    }

    int port(const std::string& key, int byDefault) {
        const auto value = text(key, std::to_string(byDefault));
        int number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc{} || end != value.data() + value.size() || number < 1 || number > 65535)
            refuse(key, "a port from 1 to 65535");
        return number;
    }

    [[noreturn]] void refuse(const std::string& key, const std::string& expected) const {
        const auto setting =
            std::find_if(origins_.begin(), origins_.end(), [&](const SettingOrigin& each) { return each.key == key; });
        throw InvalidConfiguration(key + " = \"" + setting->value + "\" (" + setting->origin + "): expected " +
                                   expected);
    }

    void refuseUnknown() const {
        if (!file_.empty()) throw InvalidConfiguration(fileName_ + ": nobody knows the key " + file_.begin()->first);
    }

private:
    const EnvironmentLookup& environment_;
    std::map<std::string, std::string> file_;
    std::string fileName_;
    std::vector<SettingOrigin>& origins_;
};

/// "AET@address[;AET@address ...]"
std::vector<DicomSource> sourcesIn(const std::string& text, const Settings& settings) {
    std::vector<DicomSource> sources;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        const auto entry = text.substr(begin, end - begin);
        const auto at = entry.find('@');
        if (at == 0 || at == std::string::npos || at + 1 == entry.size())
            settings.refuse("dicom.sources", "AET@address, several separated by ;");
        const auto address = entry.substr(at + 1);
        in_addr parsed{};
        if (address != "localhost" && inet_pton(AF_INET, address.c_str(), &parsed) != 1)
            settings.refuse("dicom.sources", "an IPv4 address or localhost after each @");
        sources.push_back({entry.substr(0, at), address});
        begin = end + 1;
    }
    return sources;
}

}  // namespace

Configuration loadConfiguration(const EnvironmentLookup& environment) {
    namespace fs = std::filesystem;
    Configuration configuration;
    const fs::path home = fs::absolute(environment("OVERREAD_HOME").value_or("var"));
    const auto file = home / "overread.properties";
    auto properties = propertiesIn(file);
    if (properties.contains("home"))
        throw InvalidConfiguration(file.string() + ": home is set by OVERREAD_HOME, since the file itself lies there");
    Settings settings(environment, std::move(properties), file.string(), configuration.origins);

    configuration.home = fs::absolute(settings.text("home", "var"));
    configuration.databaseConnection = settings.text("database.connection", "host=/var/run/postgresql");
    configuration.databaseName = settings.text("database.name", "overread");
    configuration.databaseAdmin = settings.text("database.admin", "postgres");
    configuration.schemaPath = settings.text("schema.path", OVERREAD_SCHEMA_PATH);
    configuration.httpAddress = settings.text("http.address", "127.0.0.1");
    configuration.httpPort = settings.port("http.port", 8480);
    configuration.dicomPort = settings.port("dicom.port", 11112);
    configuration.dicomAeTitle = settings.text("dicom.aeTitle", "OVERREAD");
    configuration.storePath = settings.text("store.path", (home / "store").string());
    configuration.secretsPath = settings.text("secrets.path", (home / "secrets").string());
    configuration.webPath = settings.text("web.path", OVERREAD_WEB_PATH);
    configuration.programsPath = settings.text("programs.path", fs::canonical("/proc/self/exe").parent_path().string());
    configuration.documentsBanner = settings.text("documents.banner", "");
    configuration.dicomSources = sourcesIn(settings.text("dicom.sources", "*@127.0.0.1"), settings);
    settings.text("export.destinations", "");
    (void)exportDestinations(configuration);  // a slip in it is said at the start
    settings.refuseUnknown();

    if (configuration.databaseName.empty()) settings.refuse("database.name", "the name of a database");
    if (configuration.dicomAeTitle.empty() || configuration.dicomAeTitle.size() > 16)
        settings.refuse("dicom.aeTitle", "1 to 16 characters");
    return configuration;
}

Configuration loadConfiguration() {
    return loadConfiguration([](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    });
}

}  // namespace overread
