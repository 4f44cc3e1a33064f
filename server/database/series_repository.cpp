#include "server/database/series_repository.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/database/columns.h"
#include "server/database/errors.h"

namespace overread {
namespace {

/// `column` is one of our own names, never text from outside.
std::optional<SeriesRepository::Ranges> rangesIn(soci::session& session, const std::string& column,
                                                 const StudyId& study, const std::vector<int>& slices) {
    if (slices.empty() || std::ranges::min(slices) < 0) return std::nullopt;
    std::vector<std::uint64_t> wanted(slices.begin(), slices.end());
    SeriesRepository::Ranges ranges;
    std::string begins;
    std::string ends;
    const auto offsets = [&](const std::string& behind) {
        return "array(select " + column + "[slice + " + behind + "] from wanted order by place)::text";
    };
    if (!fetchRow(session,
                  "with wanted as (select slice, place from unnest(:slices::int[]) with ordinality as t(slice, place)) "
                  "select series_id, " +
                      offsets("1") + ", " + offsets("2") +
                      " from qa.image_series where study_id = :study and cardinality(" + column + ") >= :count",
                  std::tie(ranges.seriesId, begins, ends), arrayColumn(wanted), study, std::ranges::max(slices) + 2))
        return std::nullopt;
    const auto first = numbersFromColumn(begins);
    const auto behind = numbersFromColumn(ends);
    for (std::size_t i = 0; i < first.size(); ++i) ranges.of.push_back({first[i], behind[i] - first[i]});
    return ranges;
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

std::optional<SeriesRepository::Ranges> SeriesRepository::frameRanges(const StudyId& study,
                                                                      const std::vector<int>& slices) const {
    return rangesIn(session_, "frame_offsets", study, slices);
}

std::optional<SeriesRepository::Ranges> SeriesRepository::maskRanges(const StudyId& study,
                                                                     const std::vector<int>& slices) const {
    return rangesIn(session_, "mask_offsets", study, slices);
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
