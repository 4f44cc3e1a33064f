#include "server/database/series_repository.h"

#include <nlohmann/json.hpp>

#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {
namespace {

/// `column` is one of our own names, never text from outside.
std::optional<SeriesRepository::Layout> layoutIn(soci::session& session, const std::string& column,
                                                 const StudyId& study) {
    SeriesRepository::Layout layout;
    std::string offsets;
    if (!fetchRow(session,
                  "select series_id, " + column + "::text from qa.image_series where study_id = :study and " + column +
                      " is not null",
                  std::tie(layout.seriesId, offsets), study))
        return std::nullopt;
    layout.offsets = numbersFromColumn(offsets);
    return layout;
}

}  // namespace

SeriesRepository::SeriesRepository(soci::session& session) : session_(session) {}

void SeriesRepository::save(const SeriesRecord& series) {
    const auto masks = series.maskOffsets.empty() ? std::nullopt : std::optional(arrayColumn(series.maskOffsets));
    execute(session_,
            "insert into qa.image_series (series_id, study_id, series_instance_uid, kernel, image, frame_offsets, "
            "mask_offsets, slice_with_most_lesion) "
            "values (:id, :study, :uid, :kernel, :image::jsonb, :frames::bigint[], :masks::bigint[], :slice) "
            "on conflict (study_id) do update set series_id = excluded.series_id, "
            "series_instance_uid = excluded.series_instance_uid, kernel = excluded.kernel, image = excluded.image, "
            "frame_offsets = excluded.frame_offsets, mask_offsets = excluded.mask_offsets, "
            "slice_with_most_lesion = excluded.slice_with_most_lesion, created_at = now()",
            series.seriesId, series.study, series.seriesInstanceUid, series.kernel, nlohmann::json(series.image).dump(),
            arrayColumn(series.frameOffsets), masks, series.sliceWithMostLesion);
}

std::optional<SeriesRecord> SeriesRepository::find(const StudyId& study) const {
    SeriesRecord series;
    std::string image;
    std::string frames;
    std::optional<std::string> masks;
    if (!fetchRow(session_,
                  "select series_id, study_id, series_instance_uid, kernel, image::text, frame_offsets::text, "
                  "mask_offsets::text, slice_with_most_lesion from qa.image_series where study_id = :study",
                  std::tie(series.seriesId, series.study, series.seriesInstanceUid, series.kernel, image, frames, masks,
                           series.sliceWithMostLesion),
                  study))
        return std::nullopt;
    series.image = nlohmann::json::parse(image).get<wire::ImageSeries>();
    series.frameOffsets = numbersFromColumn(frames);
    if (masks) series.maskOffsets = numbersFromColumn(*masks);
    return series;
}

std::optional<SeriesRepository::Layout> SeriesRepository::frames(const StudyId& study) const {
    return layoutIn(session_, "frame_offsets", study);
}

std::optional<SeriesRepository::Layout> SeriesRepository::masks(const StudyId& study) const {
    return layoutIn(session_, "mask_offsets", study);
}

void SeriesRepository::saveMasks(const std::string& seriesId, const std::vector<std::uint64_t>& offsets,
                                 int sliceWithMostLesion) {
    if (execute(session_,
                "update qa.image_series set mask_offsets = :offsets::bigint[], slice_with_most_lesion = :slice "
                "where series_id = :id",
                arrayColumn(offsets), sliceWithMostLesion, seriesId) == 0)
        throw StaleVersion("the masks belong to series " + seriesId + ", which its study does not use any more");
}

}  // namespace overread
