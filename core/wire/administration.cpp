#include "core/wire/administration.h"

#include "core/wire/fields.h"
#include "core/wire/problem.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between counts{0, 1e15};

json namesOf(const std::vector<Role>& roles) {
    auto names = json::array();
    for (const auto role : roles) names.push_back(nameOf(role));
    return names;
}

JobsView::Count countFrom(const json& document) {
    Fields fields{document};
    JobsView::Count count;
    count.kind = fields.text("kind", codeLength);
    count.state = fields.text("state", codeLength);
    count.count = fields.integer("count", counts);
    count.oldest = fields.optionalMoment("oldest");
    fields.close();
    return count;
}

JobsView::DeadLetter deadLetterFrom(const json& document) {
    Fields fields{document};
    JobsView::DeadLetter letter;
    letter.id = fields.text("id", codeLength);
    letter.kind = fields.text("kind", codeLength);
    letter.attempts = static_cast<int>(fields.integer("attempts", {0, 1e6}));
    letter.error = fields.text("error", textLength);
    letter.failedAt = fields.moment("failedAt");
    fields.close();
    return letter;
}

}  // namespace

void to_json(json& document, const UserRow& value) {
    document = {{"id", value.id},
                {"name", value.name},
                {"staffCode", value.staffCode},
                {"displayName", value.displayName},
                {"roles", namesOf(value.roles)},
                {"facility", value.facility},
                {"disabled", value.disabled}};
}

void from_json(const json& document, UserRow& value) {
    Fields fields{document};
    value.id = fields.text("id", codeLength);
    value.name = fields.text("name", nameLength);
    value.staffCode = fields.text("staffCode", codeLength);
    value.displayName = fields.text("displayName", nameLength);
    value.roles = fields.list("roles", 20, enumeratorOf<Role>);
    value.facility = fields.text("facility", codeLength);
    value.disabled = fields.truth("disabled");
    fields.close();
}

void from_json(const json& document, UserChange& value) {
    Fields fields{document};
    value.displayName = fields.filledText("displayName", nameLength);
    value.roles = fields.list("roles", 20, enumeratorOf<Role>);
    value.facility = fields.optionalText("facility", codeLength);
    value.disabled = fields.truth("disabled");
    fields.close();
    if (value.roles.empty()) throw Malformed{"/roles", "at least one role"};
}

void to_json(json& document, const UserDetail& value) {
    auto sessions = json::array();
    for (const auto& each : value.sessions)
        sessions.push_back({{"openedAt", toRfc3339(each.openedAt)},
                            {"lastUsedAt", toRfc3339(each.lastUsedAt)},
                            {"transport", each.transport}});
    auto history = json::array();
    for (const auto& each : value.history)
        history.push_back({{"at", toRfc3339(each.at)},
                           {"what", each.what},
                           {"actor", each.actor},
                           {"detail", json::parse(each.detail)}});
    document = {{"row", value.row}, {"sessions", sessions}, {"history", history}, {"asOf", toRfc3339(value.asOf)}};
}

void to_json(json& document, const NewUser& value) {
    document = {{"name", value.name},
                {"staffCode", value.staffCode},
                {"displayName", value.displayName},
                {"roles", namesOf(value.roles)},
                {"facility", value.facility},
                {"password", value.password}};
}

void from_json(const json& document, NewUser& value) {
    Fields fields{document};
    value.name = fields.filledText("name", nameLength);
    value.staffCode = fields.optionalText("staffCode", codeLength);
    value.displayName = fields.filledText("displayName", nameLength);
    value.roles = fields.list("roles", 20, enumeratorOf<Role>);
    value.facility = fields.optionalText("facility", codeLength);
    value.password = fields.text("password", {1024});
    fields.close();
    if (value.roles.empty()) throw Malformed{"/roles", "at least one role"};
    // ASVS 6.2.1
    if (value.password.size() < 15) throw Malformed{"/password", "15 characters at least"};
}

void to_json(json& document, const JobsView& value) {
    auto counted = json::array();
    for (const auto& each : value.counts)
        counted.push_back(
            {{"kind", each.kind}, {"state", each.state}, {"count", each.count}, {"oldest", momentOrNull(each.oldest)}});
    auto letters = json::array();
    for (const auto& each : value.deadLetters)
        letters.push_back({{"id", each.id},
                           {"kind", each.kind},
                           {"attempts", each.attempts},
                           {"error", each.error},
                           {"failedAt", toRfc3339(each.failedAt)}});
    document = {{"counts", counted}, {"deadLetters", letters}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, JobsView& value) {
    Fields fields{document};
    value.counts = fields.list("counts", 1000, countFrom);
    value.deadLetters = fields.list("deadLetters", 1000, deadLetterFrom);
    value.asOf = fields.moment("asOf");
    fields.close();
}

void to_json(json& document, const AuditRow& value) {
    document = {{"sequence", value.sequence}, {"at", toRfc3339(value.at)},        {"actor", value.actor},
                {"what", value.what},         {"subjectKind", value.subjectKind}, {"subject", value.subject}};
}

void from_json(const json& document, AuditRow& value) {
    Fields fields{document};
    value.sequence = fields.integer("sequence", counts);
    value.at = fields.moment("at");
    value.actor = fields.text("actor", nameLength);
    value.what = fields.text("what", codeLength);
    value.subjectKind = fields.text("subjectKind", codeLength);
    value.subject = fields.text("subject", nameLength);
    fields.close();
}

void to_json(json& document, const AuditVerification& value) {
    document = {{"intact", value.intact},
                {"sealedEvents", value.sealedEvents},
                {"unsealedEvents", value.unsealedEvents},
                {"firstBroken", orNull(value.firstBroken)},
                {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, AuditVerification& value) {
    Fields fields{document};
    value.intact = fields.truth("intact");
    value.sealedEvents = fields.integer("sealedEvents", counts);
    value.unsealedEvents = fields.integer("unsealedEvents", counts);
    value.firstBroken = fields.optional(
        "firstBroken", [](const json& sequence) { return std::optional{integerOf(sequence, counts)}; },
        std::optional<long>{});
    value.asOf = fields.moment("asOf");
    fields.close();
}

void to_json(json& document, const PlanView& value) {
    document = {{"version", value.version},
                {"randomRate", value.randomRate},
                {"floorPerReporter", value.floorPerReporter},
                {"doubleReadShare", value.doubleReadShare},
                {"firstReportsOfNewReporter", value.firstReportsOfNewReporter},
                {"readersLimitPercent", value.readersLimitPercent}};
}

void from_json(const json& document, PlanView& value) {
    Fields fields{document};
    value.version = static_cast<int>(fields.integer("version", {0, 1e9}));
    value.randomRate = fields.number("randomRate", {0, 1});
    value.floorPerReporter = static_cast<int>(fields.integer("floorPerReporter", {0, 1e6}));
    value.doubleReadShare = fields.number("doubleReadShare", {0, 1});
    value.firstReportsOfNewReporter = static_cast<int>(fields.integer("firstReportsOfNewReporter", {0, 1e6}));
    value.readersLimitPercent = fields.number("readersLimitPercent", percent);
    fields.close();
}

void to_json(json& document, const Problem& value) {
    document = {{"type", value.type},     {"title", value.title},     {"status", value.status},
                {"detail", value.detail}, {"pointer", value.pointer}, {"id", value.id}};
}

void from_json(const json& document, Problem& value) {
    // RFC 9457, section 3.2: members that a client does not know are ignored, not refused.
    Fields fields{document};
    value.type = fields.text("type", nameLength);
    value.title = fields.optionalText("title", nameLength);
    value.status = static_cast<int>(fields.integer("status", {100, 599}));
    value.detail = fields.optionalText("detail", textLength);
    value.pointer = fields.optionalText("pointer", nameLength);
    value.id = fields.optionalText("id", nameLength);
}

}  // namespace overread::wire
