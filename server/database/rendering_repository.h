#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/wire/pictures.h"

namespace soci {
class session;
}

namespace overread {

/// The pictures of a study, or why there are none.
struct RenderingRecord {
    StudyId study;
    std::string renderingId;  ///< names the file: store/series/<seriesId>/<renderingId>
    std::string seriesId;
    std::string measurement;  ///< whose masks they show, as QuantificationRepository::versionOf() says
    bool hasMasks = false;
    int slices = 0;
    std::vector<std::uint64_t> offsets;  ///< slices x kinds + 1, slice by slice in the order of wire::PictureKind
    std::string problem;                 ///< stable code; empty: there are pictures
};

class RenderingRepository {
public:
    explicit RenderingRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Replaces what the study had.
    void save(const RenderingRecord& rendering);
    /// None where nothing was rendered yet, or only of another series or with an earlier measurement's masks. Without
    /// its offsets.
    [[nodiscard]] std::optional<RenderingRecord> findCurrent(const StudyId& study) const;
    /// The same, stale or not: its file can go once another one stands.
    [[nodiscard]] std::optional<RenderingRecord> findAny(const StudyId& study) const;
    struct Place {
        std::string seriesId;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
    };
    /// Bytes of one picture in the file of that rendering; none where there is no such picture.
    [[nodiscard]] std::optional<Place> placeOf(const StudyId& study, const std::string& renderingId,
                                               wire::PictureKind kind, int slice) const;

private:
    soci::session& session_;
};

}  // namespace overread
