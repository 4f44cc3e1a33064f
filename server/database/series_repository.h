#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/wire/assignment.h"

namespace soci {
class session;
}

namespace overread {

/// The series of a study that is measured and read, and where its frames lie: store/series/<seriesId>/frames.
struct SeriesRecord {
    std::string seriesId;
    StudyId study;
    std::string seriesInstanceUid;
    std::string kernel;  ///< as the vendor calls it
    wire::ImageSeries image;
    std::vector<std::uint64_t> frameOffsets;  ///< slices + 1; frame n is offsets[n] .. offsets[n + 1]
    std::vector<std::uint64_t> maskOffsets;   ///< the same for .../labels; empty: no masks
    std::optional<int> sliceWithMostLesion;
};

class SeriesRepository {
public:
    explicit SeriesRepository(soci::session& session);

    /// Replaces the study's series: an earlier choice and its masks go.
    void save(const SeriesRecord& series);
    [[nodiscard]] std::optional<SeriesRecord> find(const StudyId& study) const;
    /// Where frames lie in the frames file, or slices' labels in the labels file: slice n is offsets[n] ..
    /// offsets[n + 1]; none where there are none. Cheaper than find() for requests of pictures.
    struct Layout {
        std::string seriesId;
        std::vector<std::uint64_t> offsets;
    };
    [[nodiscard]] std::optional<Layout> frames(const StudyId& study) const;
    [[nodiscard]] std::optional<Layout> masks(const StudyId& study) const;
    /// Throws StaleVersion when the study's series is another one by now: the masks belong to none.
    void saveMasks(const std::string& seriesId, const std::vector<std::uint64_t>& offsets, int sliceWithMostLesion);

private:
    soci::session& session_;
};

}  // namespace overread
