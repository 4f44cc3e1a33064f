#include "server/database/outside_result_repository.h"

#include "server/database/columns.h"

namespace overread {

OutsideResultRepository::OutsideResultRepository(soci::session& session) : session_(session) {}

std::optional<OutsideResultRepository::Object> OutsideResultRepository::objectOf(const std::string& objectId) const {
    Object object;
    std::optional<std::string> result;
    if (!fetchRow(session_,
                  "select i.study_id, r.id from qa.instance_receipt i left join qa.outside_result r using (object_id) "
                  "where object_id = :id and i.study_id is not null and not i.is_conflicting",
                  std::tie(object.study, result), objectId))
        return std::nullopt;
    object.resultId = result.value_or("");
    return object;
}

bool OutsideResultRepository::mayHoldResult(const std::string& objectId) const {
    int found = 0;
    return fetchRow(session_,
                    "select 1 from qa.instance_receipt where object_id = :id and sop_class_uid in ("
                    "'1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.88.22', "
                    "'1.2.840.10008.5.1.4.1.1.88.33', '1.2.840.10008.5.1.4.1.1.88.34')",
                    std::tie(found), objectId);
}

std::vector<std::string> OutsideResultRepository::objectsOf(const StudyId& study) const {
    std::vector<std::string> objects;
    std::string each;
    forEachRow(
        session_, "select object_id from qa.outside_result where study_id = :study", std::tie(each),
        [&] { objects.push_back(each); }, study);
    return objects;
}

void OutsideResultRepository::save(const OutsideResultRecord& r) {
    const bool isMeasured = r.reason.empty();
    const std::string status = isMeasured ? "measured" : "refused";
    const auto grade = isMeasured ? std::optional(r.grade) : std::nullopt;
    const auto total = isMeasured ? std::optional(r.involvement.totalPercent) : std::nullopt;
    execute(session_,
            "insert into qa.outside_result (id, object_id, study_id, kind, service, service_version, status, reason, "
            "detail, grade, involvement_total, involvement_right, involvement_left, measurement, points_apart, "
            "lesion_dice, lung_dice, has_masks, received_at) select :id, object_id, :study, :kind, :service, :version, "
            ":status, :reason, :detail, :grade, :total, :right, :left, :measurement, :points, :lesion, :lung, :masks, "
            "received_at from qa.instance_receipt where object_id = :object "
            "on conflict (object_id) do update set service = excluded.service, "
            "service_version = excluded.service_version, status = excluded.status, reason = excluded.reason, "
            "detail = excluded.detail, grade = excluded.grade, involvement_total = excluded.involvement_total, "
            "involvement_right = excluded.involvement_right, involvement_left = excluded.involvement_left, "
            "measurement = excluded.measurement, points_apart = excluded.points_apart, "
            "lesion_dice = excluded.lesion_dice, lung_dice = excluded.lung_dice, has_masks = excluded.has_masks, "
            "read_at = now()",
            r.id, r.study, r.kind, r.service, r.version, status, r.reason, r.detail, grade, total,
            r.involvement.rightPercent, r.involvement.leftPercent, r.measurement, r.pointsApart, r.lesionDice,
            r.lungDice, r.hasMasks, r.objectId);
}

std::vector<wire::OutsideResult> OutsideResultRepository::of(const StudyId& study) const {
    std::vector<wire::OutsideResult> results;
    wire::OutsideResult each;
    std::optional<double> total;
    forEachRow(
        session_,
        "select id, kind, service, service_version, reason, detail, grade, involvement_total, "
        "involvement_right, involvement_left, points_apart, lesion_dice, lung_dice, has_masks, received_at "
        "from qa.outside_result where study_id = :study order by received_at desc, id",
        std::tie(each.id, each.kind, each.service, each.version, each.reason, each.detail, each.grade, total,
                 each.rightPercent, each.leftPercent, each.pointsApart, each.lesionDice, each.lungDice, each.hasMasks,
                 each.receivedAt),
        [&] {
            each.totalPercent = total;
            results.push_back(each);
        },
        study);
    return results;
}

}  // namespace overread
