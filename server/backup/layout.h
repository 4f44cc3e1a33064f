#pragma once
#include <filesystem>
#include <string>

#include "server/database/store_inventory.h"
#include "server/image_store/image_store.h"

/// Names within the folders of a backup, and where a named file of the store lies.
namespace overread::backup {

inline constexpr auto databaseFile = "database.dump";
inline constexpr auto drawKeysFile = "draw-keys.dump";
inline constexpr auto hashesFile = "files.sha256";
inline constexpr auto summaryFile = "backup.json";
inline constexpr auto storeFolder = "store";
inline constexpr auto secretsSubfolder = "secrets";
inline constexpr auto propertiesFile = "overread.properties";
/// Not in force: its paths and its database may be those of the installation that still runs.
inline constexpr auto restoredPropertiesFile = "overread.properties.from-backup";
/// The key of the draws: what is drawn can be computed by whoever has it, so it goes with the secrets.
inline constexpr auto drawKeysTable = "qa.plan_secret";
inline constexpr int backupFormat = 1;

[[nodiscard]] inline std::filesystem::path pathOf(const NamedFile& file, const ImageStore& store) {
    using enum NamedFile::Kind;
    switch (file.kind) {
        case object:
            return store.objectFile(file.id);
        case frames:
            return store.framesFile(file.id);
        case series:
            return store.seriesFile(file.id);
        case labels:
            return store.labelsFile(file.id);
        case pictures:
            return store.picturesFile(file.id, file.renderingId);
        case outsideLabels:
            return store.outsideLabelsFile(file.id);
        case result:
            return store.resultFile(file.id);
    }
    return {};
}

/// There, and as long as its row says.
[[nodiscard]] inline bool isWhole(const NamedFile& file, const ImageStore& store) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(pathOf(file, store), absent);
    return !absent && (!file.size || size == *file.size);
}

}  // namespace overread::backup
