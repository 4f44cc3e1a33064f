#include "server/database/study_repository.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/wire/domain_json.h"
#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

constexpr auto studyColumns =
    "select s.id, s.study_instance_uid, s.accession_number, s.facility, s.scanner, s.age_years, s.sex, s.acquired_at, "
    "coalesce(s.patient_id::text, ''), s.objects, s.indexed_at is not null, s.images_refusal_reason, "
    "s.images_refusal_detail from qa.study s ";

template <class... Values>
std::vector<StudyRecord> studies(soci::session& session, const std::string& condition, const Values&... values) {
    std::vector<StudyRecord> found;
    StudyRecord each;
    auto& s = each.study;
    forEachRow(
        session, studyColumns + condition,
        std::tie(s.id, s.studyInstanceUid, s.accessionNumber, s.facility, s.scanner, s.ageYears, s.sex, s.acquiredAt,
                 each.patientId, each.objects, each.isIndexed, each.imagesRefusalReason, each.imagesRefusalDetail),
        [&] { found.push_back(each); }, values...);
    return found;
}

std::optional<StudyRecord> firstOf(std::vector<StudyRecord> found) {
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

StudyRepository::StudyRepository(soci::session& session) : session_(session) {}

void StudyRepository::lockNames(const std::vector<StudyNames>& names) {
    std::set<std::string> keys;  // in one order everywhere, so that nobody waits in a circle
    for (const auto& each : names) {
        if (!each.studyInstanceUid.empty()) keys.insert("study " + each.studyInstanceUid);
        if (!each.accessionNumber.empty()) keys.insert("accession " + each.accessionNumber);
    }
    for (const auto& key : keys)
        execute(session_, "select pg_advisory_xact_lock(hashtextextended(:key, 4207849490))", key);
}

void StudyRepository::lock(const StudyId& id) {
    StudyId found;
    if (!fetchRow(session_, "select id from qa.study where id = :id for update", std::tie(found), id))
        throw NotFound("no study " + id.text());
}

StudyId StudyRepository::save(const Study& study, const std::string& patientPseudonym) {
    const auto patient = patientPseudonym.empty() ? std::nullopt : std::optional<std::string>(patientPseudonym);
    StudyId id;
    if (!fetchRow(session_,
                  "insert into qa.study as s (id, study_instance_uid, accession_number, facility, scanner, age_years, "
                  "sex, acquired_at, patient_id) "
                  "values (:id, :uid, :accession, :facility, :scanner, :age, :sex, :acquired, :patient) "
                  "on conflict (study_instance_uid) do update set "
                  "accession_number = coalesce(nullif(excluded.accession_number, ''), s.accession_number), "
                  "facility = coalesce(nullif(excluded.facility, ''), s.facility), "
                  "scanner = coalesce(nullif(excluded.scanner, ''), s.scanner), "
                  "age_years = coalesce(excluded.age_years, s.age_years), "
                  "sex = coalesce(nullif(excluded.sex, 'unknown'), s.sex), "
                  "acquired_at = coalesce(excluded.acquired_at, s.acquired_at), "
                  "patient_id = coalesce(excluded.patient_id, s.patient_id) "
                  "returning id",
                  std::tie(id), newUuid(), study.studyInstanceUid, study.accessionNumber, study.facility, study.scanner,
                  study.ageYears, study.sex, study.acquiredAt, patient))
        throw std::runtime_error("a study was not written");
    return id;
}

StudyRecord StudyRepository::require(const StudyId& id) const {
    auto found = firstOf(studies(session_, "where s.id = :id", id));
    if (!found) throw NotFound("no study " + id.text());
    return *found;
}

std::optional<StudyRecord> StudyRepository::findByStudyUid(const std::string& studyInstanceUid) const {
    return firstOf(studies(session_, "where s.study_instance_uid = :uid", studyInstanceUid));
}

std::vector<StudyRecord> StudyRepository::findByAccession(const std::string& accessionNumber) const {
    if (accessionNumber.empty()) return {};
    return studies(session_, "where s.accession_number = :accession and s.accession_number <> '' order by s.created_at",
                   accessionNumber);
}

std::optional<StudyRecord> StudyRepository::findEarlier(const StudyId& id, int hours) const {
    return firstOf(studies(session_,
                           "join qa.study later on later.id = :id and later.patient_id = s.patient_id "
                           "where s.acquired_at < later.acquired_at "
                           "and s.acquired_at >= later.acquired_at - make_interval(hours => :hours) "
                           "order by s.acquired_at desc limit 1",
                           id, hours));
}

std::optional<StudyRepository::Prior> StudyRepository::findPrior(const StudyId& id) const {
    Prior prior;
    if (!fetchRow(session_,
                  "select s.id, extract(day from later.acquired_at - s.acquired_at)::int from qa.study later "
                  "join qa.study s on s.patient_id = later.patient_id and s.acquired_at < later.acquired_at "
                  "where later.id = :id and exists (select from qa.image_series i where i.study_id = s.id) "
                  "order by s.acquired_at desc, s.id limit 1",
                  std::tie(prior.study, prior.daysBefore), id))
        return std::nullopt;
    return prior;
}

std::vector<StudyId> StudyRepository::findLater(const StudyId& id, int hours) const {
    std::vector<StudyId> found;
    StudyId each;
    forEachRow(
        session_,
        "select s.id from qa.study s join qa.study earlier on earlier.id = :id and earlier.patient_id = s.patient_id "
        "where s.acquired_at > earlier.acquired_at "
        "and s.acquired_at <= earlier.acquired_at + make_interval(hours => :hours) order by s.acquired_at, s.id",
        std::tie(each), [&] { found.push_back(each); }, id, hours);
    return found;
}

void StudyRepository::setIndexed(const StudyId& id, int objects, const std::string& refusalReason,
                                 const std::string& refusalDetail, const SeriesChoice& choice) {
    if (execute(session_,
                "update qa.study set objects = :objects, images_refusal_reason = :reason, "
                "images_refusal_detail = :detail, series_choice = :choice::jsonb, indexed_at = clock_timestamp() "
                "where id = :id",
                objects, refusalReason, refusalDetail, nlohmann::json(choice).dump(), id) == 0)
        throw NotFound("no study " + id.text());
}

std::optional<SeriesChoice> StudyRepository::findChoice(const StudyId& id) const {
    std::optional<std::string> choice;
    if (!fetchRow(session_, "select series_choice::text from qa.study where id = :id", std::tie(choice), id) || !choice)
        return std::nullopt;
    return nlohmann::json::parse(*choice).get<SeriesChoice>();
}

}  // namespace overread
