#include "server/database/receipt_repository.h"

#include <soci/soci.h>

namespace overread {
namespace {

// Two unique indexes may object: (instance, hash) and one object in use per instance. `on conflict do nothing` without
// a target covers both and waits for a concurrent transaction that holds the same key.
bool insert(soci::session& session, const Receipt& receipt, bool conflicting) {
    std::string written;
    const long long bytes = static_cast<long long>(receipt.bytes);
    const int flag = conflicting ? 1 : 0;
    session << "insert into qa.instance_receipt (object_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, "
               "content_hash, size_bytes, association_id, calling_ae, peer_address, is_conflicting) "
               "values (cast(:object as uuid), :instance, :class, :syntax, decode(:hash, 'hex'), :bytes, "
               "cast(:association as uuid), :ae, :address, :conflicting = 1) "
               "on conflict do nothing returning cast(object_id as text)",
        soci::use(receipt.objectId), soci::use(receipt.instanceUid), soci::use(receipt.classUid),
        soci::use(receipt.transferSyntaxUid), soci::use(receipt.contentHashHex), soci::use(bytes),
        soci::use(receipt.associationId), soci::use(receipt.callingAe), soci::use(receipt.peerAddress), soci::use(flag),
        soci::into(written);
    return session.got_data();
}

}  // namespace

ReceiptVerdict ReceiptRepository::enter(const Receipt& receipt) {
    if (insert(session_, receipt, false)) return ReceiptVerdict::first;
    if (insert(session_, receipt, true)) return ReceiptVerdict::keptApart;
    return ReceiptVerdict::sameAgain;
}

std::vector<ReceiptRepository::Waiting> ReceiptRepository::waitingOf(const std::string& associationId) const {
    const soci::rowset<soci::row> rows =
        (session_.prepare << "select cast(object_id as text), case when is_conflicting then 1 else 0 end "
                             "from qa.instance_receipt where association_id = cast(:association as uuid) "
                             "and index_state = 'waiting' order by received_at, object_id",
         soci::use(associationId));
    std::vector<Waiting> waiting;
    for (const soci::row& row : rows) waiting.push_back({row.get<std::string>(0), row.get<int>(1) == 1});
    return waiting;
}

std::vector<std::string> ReceiptRepository::objectsOf(const StudyId& study) const {
    const soci::rowset<std::string> rows =
        (session_.prepare << "select cast(object_id as text) from qa.instance_receipt "
                             "where study_id = cast(:study as uuid) and not is_conflicting "
                             "order by received_at, object_id",
         soci::use(study.text()));
    return {rows.begin(), rows.end()};
}

bool ReceiptRepository::isConflicting(const std::string& objectId) const {
    int conflicting = 0;
    session_ << "select case when is_conflicting then 1 else 0 end from qa.instance_receipt "
                "where object_id = cast(:object as uuid)",
        soci::use(objectId), soci::into(conflicting);
    return session_.got_data() && conflicting == 1;
}

void ReceiptRepository::setIndexed(const std::string& objectId, const StudyId& study,
                                   const std::string& seriesInstanceUid) {
    session_ << "update qa.instance_receipt set index_state = 'indexed', study_id = cast(:study as uuid), "
                "series_instance_uid = :series where object_id = cast(:object as uuid)",
        soci::use(study.text()), soci::use(seriesInstanceUid), soci::use(objectId);
}

void ReceiptRepository::setRefused(const std::string& objectId, const std::string& problem, const std::string& detail,
                                   const StudyId& study) {
    session_ << "update qa.instance_receipt set index_state = 'refused', index_problem = :problem, "
                "index_detail = :detail, study_id = cast(nullif(:study, '') as uuid) "
                "where object_id = cast(:object as uuid)",
        soci::use(problem), soci::use(detail), soci::use(study.text()), soci::use(objectId);
}

}  // namespace overread
