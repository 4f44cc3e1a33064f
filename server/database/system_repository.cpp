#include "server/database/system_repository.h"

#include "server/database/columns.h"

namespace overread {

SystemRepository::SystemRepository(soci::session& session) : session_(session) {}

SystemRepository::LastSuccess SystemRepository::lastSuccess() const {
    LastSuccess last;
    // Ids begin with the time they were made at, so the newest rows are found by the key and no table is read whole.
    static_cast<void>(fetchRow(
        session_,
        "select (select max(received_at) from (select received_at from qa.instance_receipt "
        "                                      order by object_id desc limit 100) newest), "
        "       (select created_at from qa.report order by created_at desc, id desc limit 1), "
        "       (select max(measured_at) from (select measured_at from qa.quantification "
        "                                      where status <> 'pending' order by study_id desc limit 100) newest), "
        "       (select max(sealed_at) from audit.seal)",
        std::tie(last.image, last.report, last.measurement, last.seal)));
    return last;
}

}  // namespace overread
