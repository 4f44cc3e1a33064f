#include "server/database/result_repository.h"

#include "server/database/columns.h"

namespace overread {

ResultRepository::ResultRepository(soci::session& session) : session_(session) {}

bool ResultRepository::mayLeave(const StudyId& study) const {
    bool may = false;
    return fetchRow(session_,
                    "select coalesce(bool_and(state in ('closed', 'feedbackSent', 'acknowledged', 'upheld', "
                    "'overturned', 'cancelled')) and bool_or(settled_at is not null), false) "
                    "and not exists (select from qa.assignment a join qa.qa_case h on h.id = a.case_id "
                    "where h.study_id = :hidden and a.purpose = 'hidden' and a.state in ('waiting', 'held')) "
                    "from qa.qa_case where study_id = :study",
                    std::tie(may), study, study) &&
           may;
}

bool ResultRepository::isWritten(const StudyId& study, const std::string& measurement) const {
    int found = 0;
    return fetchRow(session_,
                    "select 1 from qa.result_object where study_id = :study and measurement = :measurement limit 1",
                    std::tie(found), study, measurement);
}

void ResultRepository::add(const ResultObject& o, const std::vector<std::string>& destinations) {
    execute(session_,
            "insert into qa.result_object (object_id, study_id, kind, measurement, sop_class_uid, sop_instance_uid) "
            "values (:id, :study, :kind, :measurement, :class, :uid)",
            o.objectId, o.study, o.kind, o.measurement, o.sopClassUid, o.sopInstanceUid);
    for (const auto& destination : destinations)
        execute(session_, "insert into qa.result_delivery (object_id, destination) values (:id, :destination)",
                o.objectId, destination);
}

std::optional<ResultObject> ResultRepository::findWaiting(const std::string& objectId,
                                                          const std::string& destination) const {
    ResultObject o;
    if (!fetchRow(session_,
                  "select object_id, study_id, kind, measurement, sop_class_uid, sop_instance_uid "
                  "from qa.result_object join qa.result_delivery using (object_id) "
                  "where object_id = :id and destination = :destination and state = 'waiting'",
                  std::tie(o.objectId, o.study, o.kind, o.measurement, o.sopClassUid, o.sopInstanceUid), objectId,
                  destination))
        return std::nullopt;
    return o;
}

void ResultRepository::setSent(const std::string& objectId, const std::string& destination) {
    execute(session_,
            "update qa.result_delivery set state = 'sent', sent_at = now() where object_id = :id and "
            "destination = :destination",
            objectId, destination);
}

}  // namespace overread
