#include "server/database/rendering_repository.h"

#include "server/database/columns.h"

namespace overread {
namespace {

std::optional<RenderingRecord> found(soci::session& session, const std::string& condition, const StudyId& study) {
    RenderingRecord rendering;
    if (!fetchRow(session,
                  "select r.study_id, r.rendering_id, r.series_id, r.measurement, r.has_masks, r.slices, r.problem "
                  "from qa.rendering r left join qa.image_series s using (study_id) "
                  "left join qa.quantification q using (study_id) where study_id = :study" +
                      condition,
                  std::tie(rendering.study, rendering.renderingId, rendering.seriesId, rendering.measurement,
                           rendering.hasMasks, rendering.slices, rendering.problem),
                  study))
        return std::nullopt;
    return rendering;
}

}  // namespace

RenderingRepository::RenderingRepository(soci::session& session) : session_(session) {}

void RenderingRepository::save(const RenderingRecord& r) {
    execute(session_,
            "insert into qa.rendering (study_id, rendering_id, series_id, measurement, has_masks, slices, offsets, "
            "problem) values (:study, :id, :series, :measurement, :masks, :slices, :offsets::bigint[], :problem) "
            "on conflict (study_id) do update set rendering_id = excluded.rendering_id, "
            "series_id = excluded.series_id, measurement = excluded.measurement, has_masks = excluded.has_masks, "
            "slices = excluded.slices, offsets = excluded.offsets, problem = excluded.problem, rendered_at = now()",
            r.study, r.renderingId, r.seriesId, r.measurement, r.hasMasks, r.slices, arrayColumn(r.offsets), r.problem);
}

std::optional<RenderingRecord> RenderingRepository::findCurrent(const StudyId& study) const {
    return found(session_,
                 " and r.series_id = s.series_id and "
                 "r.measurement = coalesce(extract(epoch from q.measured_at)::text, '')",
                 study);
}

std::optional<RenderingRecord> RenderingRepository::findAny(const StudyId& study) const {
    return found(session_, "", study);
}

std::optional<RenderingRepository::Place> RenderingRepository::placeOf(const StudyId& study,
                                                                       const std::string& renderingId,
                                                                       wire::PictureKind kind, int slice) const {
    Place place;
    long long begin = 0;
    long long end = 0;
    const int which = static_cast<int>(kind);
    if (slice < 0 ||
        !fetchRow(session_,
                  "with picture as (select series_id, offsets, "
                  "(:slice * (case when has_masks then 3 else 2 end) + :kind + 1)::integer as first from qa.rendering "
                  "where study_id = :study and rendering_id::text = :id and slices > :slice2 and "
                  "(has_masks or :kind2 < 2)) select series_id, offsets[first], offsets[first + 1] from picture",
                  std::tie(place.seriesId, begin, end), slice, which, study, renderingId, slice, which))
        return std::nullopt;
    place.offset = static_cast<std::uint64_t>(begin);
    place.length = static_cast<std::uint64_t>(end - begin);
    return place;
}

}  // namespace overread
