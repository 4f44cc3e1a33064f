#include "server/database/audit_trail.h"

#include <sodium.h>

#include <array>

#include "server/database/columns.h"

namespace overread {
namespace {

using Hash = std::array<unsigned char, 32>;

/// Any number that nobody else uses as an advisory lock.
constexpr auto sealingLock = "select pg_try_advisory_xact_lock(4207849486)";
constexpr long long pageOfChain = 5000;

/// An event as it is sealed: every field, as PostgreSQL prints it under UTC.
struct SealedFields {
    long long sequence = 0;
    std::string xid, at, actor, action, subjectKind, subjectId, detail;
};
constexpr auto sealedFields =
    "e.xid::text, e.at::text, coalesce(e.actor::text, ''), e.action, e.subject_kind, e.subject_id, e.detail::text ";

/// Each field behind its length, so that no text can move from one field into the next.
void add(crypto_generichash_state& state, const std::string& field) {
    const auto length = std::to_string(field.size()) + ":";
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(length.data()), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(field.data()), field.size());
}

Hash nextHash(const Hash& previous, const SealedFields& event) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof(Hash));
    crypto_generichash_update(&state, previous.data(), previous.size());
    for (const auto& field : {std::to_string(event.sequence), event.xid, event.at, event.actor, event.action,
                              event.subjectKind, event.subjectId, event.detail})
        add(state, field);
    Hash hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

std::string hexOf(const Hash& hash) {
    return bytesColumn(hash.data(), hash.size()).substr(2);
}

Hash hashFrom(const std::string& hex) {
    const auto bytes = bytesFromColumn("\\x" + hex);
    if (bytes.size() != sizeof(Hash)) throw std::runtime_error("a hash of an unexpected length in audit.chain");
    Hash hash{};
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

struct Link {
    long long position = -1;
    std::string hash;  ///< hex
    bool hasEvent = false;
    SealedFields event;
};

std::vector<Link> linksAfter(soci::session& session, long long position) {
    std::vector<Link> links;
    Link link;
    auto& e = link.event;
    forEachRow(
        session,
        std::string("select c.position, encode(c.hash, 'hex'), e.sequence is not null, c.event_sequence, "
                    "coalesce(e.xid::text, ''), coalesce(e.at::text, ''), coalesce(e.actor::text, ''), "
                    "coalesce(e.action, ''), coalesce(e.subject_kind, ''), coalesce(e.subject_id, ''), "
                    "coalesce(e.detail::text, '') "
                    "from audit.chain c left join audit.event e on e.sequence = c.event_sequence "
                    "where c.position > :after order by c.position limit :limit"),
        std::tie(link.position, link.hash, link.hasEvent, e.sequence, e.xid, e.at, e.actor, e.action, e.subjectKind,
                 e.subjectId, e.detail),
        [&] { links.push_back(link); }, position, pageOfChain);
    return links;
}

/// What is wrong with a link whose stored hash is not that of its event.
AuditProblem problemOf(const Link& link, const Hash& previous, const std::vector<Link>& page) {
    if (!link.hasEvent)
        return {AuditProblem::Kind::deleted, link.position, link.event.sequence,
                "event " + std::to_string(link.event.sequence) + " was sealed and is gone"};
    for (const auto& other : page)
        if (other.hasEvent && hexOf(nextHash(previous, other.event)) == link.hash)
            return {AuditProblem::Kind::moved, link.position, link.event.sequence,
                    "position " + std::to_string(link.position) + " held event " +
                        std::to_string(other.event.sequence) + " when it was sealed: the order was changed"};
    return {AuditProblem::Kind::changed, link.position, link.event.sequence,
            "event " + std::to_string(link.event.sequence) + " is not what was sealed"};
}

}  // namespace

AuditTrail::AuditTrail(soci::session& session) : session_(session) {}

void AuditTrail::append(const AuditEvent& event) {
    execute(session_,
            "insert into audit.event (actor, action, subject_kind, subject_id, detail) "
            "values (:actor, :action, :kind, :id, :detail::jsonb)",
            event.actor, event.action, event.subjectKind, event.subjectId, event.detailJson);
}

namespace {

constexpr auto recordedColumns =
    "select e.sequence, e.at, e.actor, e.action, e.subject_kind, e.subject_id, e.detail::text from audit.event e ";

template <class... Values>
std::vector<RecordedEvent> recordedEvents(soci::session& session, const std::string& condition,
                                          const Values&... values) {
    std::vector<RecordedEvent> events;
    RecordedEvent each;
    long long sequence = 0;
    forEachRow(
        session, recordedColumns + condition,
        std::tie(sequence, each.at, each.event.actor, each.event.action, each.event.subjectKind, each.event.subjectId,
                 each.event.detailJson),
        [&] {
            each.sequence = sequence;
            events.push_back(each);
        },
        values...);
    return events;
}

}  // namespace

std::vector<RecordedEvent> AuditTrail::before(std::int64_t sequence, int limit) const {
    return recordedEvents(session_, "where e.sequence < :before order by e.sequence desc limit :limit",
                          static_cast<long long>(sequence), limit);
}

std::vector<RecordedEvent> AuditTrail::about(const std::string& subjectKind, const std::string& subjectId) const {
    return recordedEvents(session_, "where e.subject_kind = :kind and e.subject_id = :id order by e.sequence",
                          subjectKind, subjectId);
}

std::int64_t AuditTrail::seal(std::int64_t limit) {
    bool isSealer = false;
    session_ << sealingLock, soci::into(isSealer);
    if (!isSealer) return 0;

    std::string sealedBefore;  // every event of an older transaction is in the chain
    long long position = -1;
    Hash hash{};
    std::string hex;
    session_ << "select coalesce((select all_before::text from audit.seal order by last_position desc limit 1), '0')",
        soci::into(sealedBefore);
    if (fetchRow(session_, "select position, encode(hash, 'hex') from audit.chain order by position desc limit 1",
                 std::tie(position, hex)))
        hash = hashFrom(hex);
    std::string oldestRunning;
    session_ << "select pg_snapshot_xmin(pg_current_snapshot())::text", soci::into(oldestRunning);

    std::vector<std::uint64_t> positions;
    std::vector<std::uint64_t> sequences;
    std::vector<std::string> hashes;
    SealedFields event;
    forEachRow(
        session_,
        std::string("select e.sequence, ") + sealedFields +
            "from audit.event e where e.xid >= :from::xid8 and e.xid < :to::xid8 "
            "and not exists (select from audit.chain c where c.event_sequence = e.sequence) "
            "order by e.sequence limit :limit",
        std::tie(event.sequence, event.xid, event.at, event.actor, event.action, event.subjectKind, event.subjectId,
                 event.detail),
        [&] {
            hash = nextHash(hash, event);
            positions.push_back(static_cast<std::uint64_t>(++position));
            sequences.push_back(static_cast<std::uint64_t>(event.sequence));
            hashes.push_back(hexOf(hash));
        },
        sealedBefore, oldestRunning, static_cast<long long>(limit));
    const auto count = static_cast<std::int64_t>(sequences.size());
    if (count == 0) return 0;
    execute(session_,
            "insert into audit.chain (position, event_sequence, hash) "
            "select p, s, decode(h, 'hex') from unnest(:positions::bigint[], :sequences::bigint[], :hashes::text[]) "
            "as batch (p, s, h)",
            arrayColumn(positions), arrayColumn(sequences), arrayColumn(hashes));
    // A full batch may have left some out: then the promise of the seal before it still stands.
    execute(session_, "insert into audit.seal (last_position, all_before) values (:position, :before::xid8)", position,
            count < limit ? oldestRunning : sealedBefore);
    return count;
}

namespace {

/// Recomputes the chain from its start: how far it is whole, its head, and the first link that is not.
std::pair<AuditVerification, long long> walk(soci::session& session) {
    AuditVerification result;
    Hash previous{};
    long long position = -1;
    for (auto page = linksAfter(session, position); !page.empty() && !result.problem;
         page = linksAfter(session, position)) {
        for (const auto& link : page) {
            if (link.position != position + 1) {
                result.problem = AuditProblem{AuditProblem::Kind::moved, position + 1, -1,
                                              "the chain has no position " + std::to_string(position + 1)};
                break;
            }
            if (!link.hasEvent || hexOf(nextHash(previous, link.event)) != link.hash) {
                result.problem = problemOf(link, previous, page);
                break;
            }
            previous = hashFrom(link.hash);
            position = link.position;
            ++result.sealed;
        }
    }
    result.headHash = hexOf(previous);
    return {result, position};
}

}  // namespace

AuditVerification AuditTrail::verify() const {
    // Read before the chain: a sealer that works meanwhile only makes the chain longer than this seal promises.
    long long lastSealed = -1;
    std::string allBefore = "0";
    if (!fetchRow(session_,
                  "select last_position, all_before::text from audit.seal order by last_position desc limit 1",
                  std::tie(lastSealed, allBefore)))
        lastSealed = -1;
    auto [result, position] = walk(session_);
    if (!result.problem && lastSealed > position)
        result.problem = AuditProblem{AuditProblem::Kind::cutOff, position + 1, -1,
                                      "the chain ends at position " + std::to_string(position) + ", the last seal at " +
                                          std::to_string(lastSealed)};
    long long sequence = 0;
    if (!result.problem &&
        fetchRow(session_,
                 "select e.sequence from audit.event e where e.xid < :before::xid8 and not exists "
                 "(select from audit.chain c where c.event_sequence = e.sequence) order by e.sequence limit 1",
                 std::tie(sequence), allBefore))
        result.problem =
            AuditProblem{AuditProblem::Kind::inserted, -1, sequence,
                         "event " + std::to_string(sequence) + " claims a time at which all events had been sealed"};
    long long unsealed = 0;
    if (fetchRow(session_,
                 "select count(*) from audit.event e where e.xid >= :before::xid8 and not exists "
                 "(select from audit.chain c where c.event_sequence = e.sequence)",
                 std::tie(unsealed), allBefore))
        result.unsealed = unsealed;
    return result;
}

}  // namespace overread
