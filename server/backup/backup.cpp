#include "server/backup/backup.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "server/backup/copying.h"
#include "server/backup/layout.h"
#include "server/backup/postgres_program.h"
#include "server/database/audit_trail.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"

namespace overread::backup {
namespace {

namespace fs = std::filesystem;

bool isWithin(const fs::path& inner, const fs::path& outer) {
    const auto relative = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
    return !relative.empty() && *relative.begin() != "..";
}

void refuseUnfit(const Configuration& configuration, const fs::path& folder, const fs::path& secretsFolder) {
    for (const auto& each : {folder, secretsFolder})
        if (!isEmptyOrAbsent(each))
            throw NotPossible(each.string() + " is not empty: a backup never overwrites another; name a new folder");
    if (isWithin(secretsFolder, folder) || isWithin(folder, secretsFolder))
        throw NotPossible("secrets are kept apart from data: " + secretsFolder.string() + " and " + folder.string() +
                          " must not lie in one another; best on different machines");
    for (const auto& kept : {configuration.storePath, configuration.secretsPath})
        if (isWithin(folder, kept) || isWithin(secretsFolder, kept))
            throw NotPossible("a backup cannot lie in what it saves: " + kept.string());
}

/// In the trail before the snapshot, so that the backup itself says that it was made.
void recordBackup(const Configuration& configuration) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    AuditTrail(transaction.session()).append({std::nullopt, "backup.made", "installation", ""});
    transaction.commit();
}

void dump(const Configuration& configuration, const std::string& snapshot, std::vector<std::string> what,
          const fs::path& file) {
    what.insert(what.end(), {"--format=custom", "--no-password", "--snapshot=" + snapshot, "--file=" + file.string()});
    runPostgresProgram("pg_dump", what, environmentOf(configuration, configuration.databaseName));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

/// The store without what is on its way: a file that comes later is named by no row of the snapshot.
std::vector<fs::path> filesOf(const fs::path& store) {
    std::vector<fs::path> files;
    if (!fs::exists(store)) return files;
    for (const auto* room : {"objects", "series", "outside", "results"})
        if (fs::exists(store / room))
            for (const auto& entry : fs::recursive_directory_iterator(store / room))
                if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
}

/// Files that went away between the listing and the copy were replaced by the worker: no fault.
bool copyIfThere(const fs::path& from, const fs::path& to, FileHashes& hashes, const std::string& name) {
    try {
        hashes[name] = copyHashed(from, to);
        return true;
    } catch (const std::runtime_error&) {
        if (fs::exists(from)) throw;
        fs::remove(to);
        return false;
    }
}

void copySecrets(const Configuration& configuration, const fs::path& folder, FileHashes& hashes) {
    const auto properties = configuration.home / propertiesFile;
    if (fs::exists(properties)) hashes[propertiesFile] = copyHashed(properties, folder / propertiesFile);
    if (!fs::exists(configuration.secretsPath)) return;
    for (const auto& entry : fs::recursive_directory_iterator(configuration.secretsPath)) {
        if (!entry.is_regular_file()) continue;
        const auto name = fs::path(secretsSubfolder) / entry.path().lexically_relative(configuration.secretsPath);
        hashes[name.generic_string()] = copyHashed(entry.path(), folder / name);
    }
}

}  // namespace

BackupResult backUp(const Configuration& configuration, const fs::path& folder, const fs::path& secretsFolder,
                    const TellProgress& tell) {
    refuseUnfit(configuration, folder, secretsFolder);
    requireCurrentSchema(configuration, DatabaseRole::app);
    makeEmptyFolder(folder);
    makeEmptyFolder(secretsFolder);
    recordBackup(configuration);

    tell("database", 0, 0);
    const DatabaseSnapshot snapshot(configuration);
    dump(configuration, snapshot.name(), {"--exclude-table-data=" + std::string(drawKeysTable)}, folder / databaseFile);
    dump(configuration, snapshot.name(), {"--data-only", "--table=" + std::string(drawKeysTable)},
         secretsFolder / drawKeysFile);

    BackupResult result;
    result.takenAt = snapshot.takenAt();
    FileHashes hashes{{databaseFile, hashOf(folder / databaseFile)}};
    const auto files = filesOf(configuration.storePath);
    for (const auto& file : files) {
        const auto name = fs::path(storeFolder) / file.lexically_relative(configuration.storePath);
        if (!copyIfThere(file, folder / name, hashes, name.generic_string())) continue;
        result.bytes += fs::file_size(folder / name);
        tell("images", ++result.files, static_cast<long>(files.size()));
    }
    const ImageStore copied(folder / storeFolder);
    for (const auto& named : snapshot.namedFiles()) {
        if (named.kind == NamedFile::Kind::pictures || isWhole(named, copied)) continue;
        if (result.missing++ == 0)
            result.firstMissing = pathOf(named, copied).lexically_relative(copied.root()).string();
    }
    writeHashes(hashes, folder / hashesFile);

    FileHashes secretHashes{{drawKeysFile, hashOf(secretsFolder / drawKeysFile)}};
    copySecrets(configuration, secretsFolder, secretHashes);
    writeHashes(secretHashes, secretsFolder / hashesFile);
    syncAll(secretsFolder);
    syncAll(folder);
    // Last: a folder without it is no backup.
    std::ofstream summary(folder / summaryFile);
    summary << nlohmann::json{{"format", backupFormat},
                              {"takenAt", result.takenAt},
                              {"database", configuration.databaseName},
                              {"schema", snapshot.schemaVersion()},
                              {"auditHead", snapshot.auditHead()},
                              {"files", result.files},
                              {"bytes", result.bytes},
                              {"hashes", hashOf(folder / hashesFile)},
                              {"secretHashes", hashOf(secretsFolder / hashesFile)}}
                   .dump(2)
            << '\n';
    summary.close();
    if (!summary) throw std::runtime_error("cannot write " + (folder / summaryFile).string());
    syncAll(folder);
    return result;
}

}  // namespace overread::backup
