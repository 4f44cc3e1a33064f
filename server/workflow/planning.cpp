#include "server/workflow/planning.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "qa/plan_preview.h"
#include "server/database/plan_repository.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

using nlohmann::json;

constexpr int daysLookedBack = 28;
/// A start "now" is a few moments old when it arrives.
constexpr std::chrono::minutes startTolerance{5};

wire::PlanSettings settingsOf(const qa::Plan& plan) {
    return json::parse(settingsJsonOf(plan)).get<wire::PlanSettings>();
}

std::vector<wire::PlanChange> changesBetween(const wire::PlanSettings& before, const wire::PlanSettings& after) {
    std::vector<wire::PlanChange> changes;
    for (const auto& [name, value] : after)
        if (const auto old = before.at(name); old != value) changes.push_back({name, old, value});
    return changes;
}

/// The newest version, in force or still to come: what an editor follows.
struct Newest {
    int version = 1;
    qa::Plan plan;
};
Newest newestPlan(soci::session& session) {
    ensurePlan(session);
    const auto newest = PlanRepository{session}.versions().front();
    return {newest.version, planFrom(newest.settingsJson)};
}

std::variant<qa::Plan, Invalid> applied(const qa::Plan& before, const wire::PlanSettings& draft) {
    auto settings = settingsOf(before);
    for (const auto& [name, value] : draft) {
        const auto known = settings.find(name);
        if (known == settings.end()) return Invalid{"/settings/" + name, "a setting of the plan"};
        known->second = value;
    }
    const auto plan = planFrom(json(settings).dump());
    // What a setting cannot hold (2.5 radiologists' reports, yes as 7) would be rounded silently.
    for (const auto& [name, kept] : settingsOf(plan))
        if (kept != settings.at(name)) return Invalid{"/settings/" + name, "a value of the setting's kind"};
    return plan;
}

/// The same for the same values after the same version.
std::string fingerprintOf(const qa::Plan& plan, int follows) {
    const std::string text = std::to_string(follows) + '\n' + settingsJsonOf(plan);
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    std::array<char, 2 * hash.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

std::optional<std::string> problemOfDraft(qa::Plan plan) {
    plan.version = 1;
    plan.secret.fill(1);  // the next version gets its own
    return qa::problemOf(plan);
}

}  // namespace

wire::Page<wire::PlanRow> planVersions(soci::session& session, Timestamp now) {
    wire::Page<wire::PlanRow> page;
    page.asOf = now;
    bool isInForceFound = false;
    for (const auto& version : PlanRepository{session}.versions()) {
        const auto settings = settingsOf(planFrom(version.settingsJson));
        if (!page.items.empty()) page.items.back().changes = changesBetween(settings, page.items.back().settings);
        wire::PlanRow row{version.version,   version.startsAt,
                          version.createdAt, version.createdBy,
                          version.reason,    false,
                          settings,          {}};
        row.inForce = !isInForceFound && version.startsAt <= now;
        isInForceFound = isInForceFound || row.inForce;
        page.items.push_back(std::move(row));
    }
    return page;
}

std::variant<wire::PlanPreview, Invalid> previewPlan(soci::session& session, const wire::PlanDraft& draft,
                                                     Timestamp now) {
    const auto newest = newestPlan(session);
    const auto drafted = applied(newest.plan, draft.settings);
    if (const auto* invalid = std::get_if<Invalid>(&drafted)) return *invalid;
    const auto& plan = std::get<qa::Plan>(drafted);

    wire::PlanPreview preview;
    preview.settings = settingsOf(plan);
    preview.changes = changesBetween(settingsOf(newest.plan), preview.settings);
    preview.problem = problemOfDraft(plan).value_or("");
    if (!preview.problem.empty()) return preview;
    preview.previewed = fingerprintOf(plan, newest.version);
    const auto volumes = PlanRepository{session}.volumesOf(daysLookedBack, now);
    const auto forecast = qa::forecastOf(plan, volumes);
    for (const long others : volumes.othersPerReporter) preview.basis.others += others;
    preview.basis.days = volumes.days;
    preview.basis.mandatory = volumes.mandatory;
    preview.basis.reports = volumes.mandatory + preview.basis.others;
    preview.basis.reporters = static_cast<long>(volumes.othersPerReporter.size());
    preview.perDay = {forecast.doubleReads, forecast.peerReviews, forecast.arbitrations, forecast.hidden,
                      forecast.minutes};
    preview.readersAtSixHours = forecast.readersAtSixHours;
    preview.mixedInShareOfQueue = forecast.mixedInShareOfQueue;
    preview.guessRightShare = forecast.guessRightShare;
    return preview;
}

std::variant<wire::PlanRow, StaleEtag, Invalid> savePlan(soci::session& session, const UserId& lead,
                                                         const wire::NewPlan& wanted, Timestamp now) {
    PlanRepository{session}.lockPlans();
    const auto newest = newestPlan(session);
    const auto drafted = applied(newest.plan, wanted.settings);
    if (const auto* invalid = std::get_if<Invalid>(&drafted)) return *invalid;
    const auto& plan = std::get<qa::Plan>(drafted);
    if (const auto problem = problemOfDraft(plan)) return Invalid{"/settings", *problem};
    if (newest.version != wanted.follows || fingerprintOf(plan, newest.version) != wanted.previewed) return StaleEtag{};
    // In hindsight nothing is drawn anew.
    if (wanted.startsAt < now - startTolerance) return Invalid{"/startsAt", "now or a moment to come"};
    const auto startsAt = std::max(wanted.startsAt, now);
    try {
        (void)addPlan(session, plan, lead, startsAt, wanted.reason);
    } catch (const std::invalid_argument& refused) {
        return Invalid{"/startsAt", refused.what()};
    }
    return planVersions(session, now).items.front();
}

}  // namespace overread::workflow
