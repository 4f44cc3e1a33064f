#include "server/database/audit_search.h"

#include "server/database/columns.h"

namespace overread {

std::vector<RecordedEvent> eventsFound(soci::session& session, const AuditSearch& search, std::int64_t before,
                                       int limit) {
    // Each condition stands there only where it is asked for, so that its index can be used.
    std::string condition = "where e.sequence < :before ";
    condition += search.actor ? "and e.actor = :actor::uuid " : "and :actor::uuid is null ";
    condition += search.action ? "and e.action = :action " : "and :action::text is null ";
    condition += search.subject ? "and e.subject_id = :subject " : "and :subject::text is null ";
    std::vector<RecordedEvent> events;
    RecordedEvent each;
    long long sequence = 0;
    forEachRow(
        session,
        "select e.sequence, e.at, e.actor, e.action, e.subject_kind, e.subject_id, e.detail::text from audit.event e " +
            condition + "order by e.sequence desc limit :limit",
        std::tie(sequence, each.at, each.event.actor, each.event.action, each.event.subjectKind, each.event.subjectId,
                 each.event.detailJson),
        [&] {
            each.sequence = sequence;
            events.push_back(each);
        },
        static_cast<long long>(before), search.actor, search.action, search.subject, limit);
    return events;
}

}  // namespace overread
