#include <fstream>
#include <nlohmann/json.hpp>

#include "server/backup/backup.h"
#include "server/backup/copying.h"
#include "server/backup/layout.h"
#include "server/backup/postgres_program.h"
#include "server/database/audit_trail.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"

namespace overread::backup {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json summaryOf(const fs::path& folder, const fs::path& secretsFolder) {
    std::ifstream in(folder / summaryFile);
    if (!in) throw NotPossible(folder.string() + " is no finished backup: there is no " + summaryFile + " in it");
    const auto summary = json::parse(in, nullptr, false);
    if (!summary.is_object() || summary.value("format", 0) != backupFormat)
        throw NotPossible((folder / summaryFile).string() + " was written by another version of this program");
    if (!fs::exists(secretsFolder / hashesFile))
        throw NotPossible(secretsFolder.string() + " holds no secrets: name the folder that --secrets-out named");
    if (hashOf(secretsFolder / hashesFile) != summary.at("secretHashes"))
        throw NotPossible("the secrets in " + secretsFolder.string() + " belong to another backup than " +
                          folder.string());
    if (hashOf(folder / hashesFile) != summary.at("hashes"))
        throw NotPossible((folder / hashesFile).string() + " was changed after the backup");
    return summary;
}

void refuseWhatIsInTheWay(const Configuration& configuration) {
    if (isInUse(configuration))
        throw NotPossible("the database " + configuration.databaseName +
                          " is not empty and is never overwritten: name another one (OVERREAD_DATABASE_NAME) and a new "
                          "home (OVERREAD_HOME)");
    for (const auto& folder : {configuration.storePath, configuration.secretsPath})
        if (!isEmptyOrAbsent(folder))
            throw NotPossible(folder.string() +
                              " is not empty and is never overwritten: restore into a new home (OVERREAD_HOME)");
}

void compare(const std::string& name, const std::string& hash, const FileHashes& expected) {
    if (expected.at(name) != hash)
        throw std::runtime_error("the backup is damaged: " + name + " is not what was saved");
}

void load(const Configuration& configuration, const fs::path& file, std::vector<std::string> how) {
    how.insert(how.end(),
               {"--exit-on-error", "--no-password", "--dbname=" + configuration.databaseName, file.string()});
    runPostgresProgram("pg_restore", how, environmentOf(configuration, configuration.databaseName));
}

/// What a restore has made, taken away again unless it came to its end.
class Undo {
public:
    explicit Undo(const Configuration& configuration) : configuration_(configuration) {}
    ~Undo() {
        if (isDone_) return;
        std::error_code ignored;
        for (const auto& path :
             {configuration_.storePath, configuration_.secretsPath, configuration_.home / restoredPropertiesFile})
            fs::remove_all(path, ignored);
        try {
            dropDatabase(configuration_);
        } catch (const std::exception&) {
            // The database went away meanwhile; the next attempt says so.
        }
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void done() { isDone_ = true; }

private:
    const Configuration& configuration_;
    bool isDone_ = false;
};

void copyFiles(const Configuration& configuration, const fs::path& folder, const FileHashes& hashes,
               RestoreResult& result, const TellProgress& tell) {
    const ImageStore store(configuration.storePath);
    store.prepare();
    const auto total = static_cast<long>(hashes.size()) - 1;  // without the database
    for (const auto& [name, hash] : hashes) {
        if (name == databaseFile) continue;
        const auto target = configuration.storePath / fs::path(name).lexically_relative(storeFolder);
        compare(name, copyHashed(folder / name, target), hashes);
        result.bytes += fs::file_size(target);
        tell("images", ++result.files, total);
    }
}

void copySecrets(const Configuration& configuration, const fs::path& folder, const FileHashes& hashes) {
    fs::create_directories(configuration.secretsPath);
    fs::permissions(configuration.secretsPath, fs::perms::owner_all);
    for (const auto& [name, hash] : hashes) {
        if (name == drawKeysFile) continue;
        const auto target = name == propertiesFile
                                ? configuration.home / restoredPropertiesFile
                                : configuration.secretsPath / fs::path(name).lexically_relative(secretsSubfolder);
        compare(name, copyHashed(folder / name, target), hashes);
    }
}

void lookForFiles(const Configuration& configuration, RestoreResult& result) {
    const ImageStore store(configuration.storePath);
    std::vector<std::string> lostPictures;
    std::string first;
    for (const auto& named : DatabaseSnapshot(configuration).namedFiles()) {
        if (isWhole(named, store)) continue;
        if (named.kind == NamedFile::Kind::pictures) {
            lostPictures.push_back(named.renderingId);
            continue;
        }
        if (result.dangling++ == 0) first = pathOf(named, store).string();
    }
    if (result.dangling > 0)
        throw std::runtime_error(std::to_string(result.dangling) + " rows name files that the backup has not, first " +
                                 first);
    result.picturesAnew = static_cast<long>(lostPictures.size());
    forgetPictures(configuration, lostPictures);
}

/// The chain as it was, then the restore as its next event.
void verifyTrail(const Configuration& configuration, const std::string& expectedHead, RestoreResult& result) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    AuditTrail trail(transaction.session());
    const auto verified = trail.verify();
    if (verified.problem) throw std::runtime_error("the audit chain is broken: " + verified.problem->sentence);
    if (!expectedHead.empty() && verified.headHash != expectedHead)
        throw std::runtime_error("the audit chain ends otherwise than when the backup was taken");
    result.auditEvents = verified.sealed + verified.unsealed;
    result.auditHead = verified.headHash;
    trail.append({std::nullopt, "backup.restored", "installation", ""});
    transaction.commit();
}

}  // namespace

RestoreResult restore(const Configuration& configuration, const fs::path& folder, const fs::path& secretsFolder,
                      const TellProgress& tell) {
    const auto summary = summaryOf(folder, secretsFolder);
    const auto hashes = readHashes(folder / hashesFile);
    const auto secretHashes = readHashes(secretsFolder / hashesFile);
    refuseWhatIsInTheWay(configuration);
    compare(databaseFile, hashOf(folder / databaseFile), hashes);
    compare(drawKeysFile, hashOf(secretsFolder / drawKeysFile), secretHashes);

    Undo undo(configuration);
    RestoreResult result;
    result.takenAt = summary.at("takenAt");
    tell("database", 0, 0);
    prepareDatabase(configuration);
    load(configuration, folder / databaseFile, {});
    // The table refuses changes by a trigger, which is for everybody but a restore.
    load(configuration, secretsFolder / drawKeysFile, {"--data-only", "--disable-triggers"});
    copyFiles(configuration, folder, hashes, result, tell);
    copySecrets(configuration, secretsFolder, secretHashes);
    tell("verify", 0, 0);
    lookForFiles(configuration, result);
    verifyTrail(configuration, summary.at("auditHead"), result);
    syncAll(configuration.storePath);
    undo.done();
    return result;
}

}  // namespace overread::backup
