#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace overread {

/// Where images lie. File names are ours (ids of this house), never the sender's. Below the root:
///   incoming/<objectId>.tmp           being received; nothing refers to it
///   objects/<2 hex>/<objectId>.dcm    a DICOM object exactly as received behind a meta header; the 2 hex are the id's
///                                     last
///   series/<seriesId>/frames          frame payloads of the chosen series, feet to head, without any DICOM header
///   series/<seriesId>/series.json     geometry and format of these frames, for the child that measures them
///   series/<seriesId>/labels          labels of the measurement, one zlib stream per slice
///   series/<seriesId>/<renderingId>   pictures for browsers, one PNG after the other
///   outside/<resultId>                labels of an outside service's result, as labels above
///   results/<objectId>.dcm            our measurement as DICOM, for the archives that are configured
///   work/<jobId>/                     folders of the worker's children
/// Offsets into frames and labels stand in the database. Every indexing makes a new series id, so frames never change
/// once a row names them; a repeated measurement replaces the labels as a whole. Ids must be canonical UUIDs: anything
/// else throws std::invalid_argument, so that no text from outside becomes a path. Thread-safe; holds no state but the
/// root.
class ImageStore {
public:
    explicit ImageStore(std::filesystem::path root);

    /// Makes the folders that are missing, synced. Throws std::filesystem::filesystem_error.
    void prepare() const;

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }
    [[nodiscard]] std::filesystem::path incomingFile(std::string_view objectId) const;
    [[nodiscard]] std::filesystem::path objectFile(std::string_view objectId) const;
    [[nodiscard]] std::filesystem::path framesFile(std::string_view seriesId) const;
    [[nodiscard]] std::filesystem::path seriesFile(std::string_view seriesId) const;
    [[nodiscard]] std::filesystem::path labelsFile(std::string_view seriesId) const;
    [[nodiscard]] std::filesystem::path picturesFile(std::string_view seriesId, std::string_view renderingId) const;
    [[nodiscard]] std::filesystem::path outsideLabelsFile(std::string_view resultId) const;
    [[nodiscard]] std::filesystem::path resultFile(std::string_view objectId) const;
    [[nodiscard]] std::filesystem::path workFolder(std::string_view jobId) const;

    /// Moves a complete file of this file system to its final place so that a power cut leaves it there whole or not at
    /// all: fsync of the file, rename, fsync of the folder, in this order (trust.md 1). Makes the last folder.
    /// Throws std::system_error; then `from` may still be there.
    void keep(const std::filesystem::path& from, const std::filesystem::path& to) const;

    /// False below the low-water mark: the smaller of 2 GiB and 5 % of the file system. PostgreSQL must not be the
    /// first to meet a full disk.
    [[nodiscard]] bool hasRoom() const;

private:
    std::filesystem::path root_;
};

}  // namespace overread
