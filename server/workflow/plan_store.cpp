#include "server/workflow/plan_store.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/database/audit_trail.h"
#include "server/database/errors.h"
#include "server/database/plan_repository.h"

namespace overread::workflow {
namespace {

using nlohmann::json;

/// Every setting with its name, once for both directions.
template <class Plan, class Visit>
void eachSetting(Plan& plan, const Visit& visit) {
    visit("ct1EndPercent", plan.limits.ct1End);
    visit("ct2EndPercent", plan.limits.ct2End);
    visit("ct4StartPercent", plan.limits.ct4Start);
    visit("readersLimitPoints", plan.readersLimitPoints);
    visit("randomRate", plan.randomRate);
    visit("floorPerReporterAndPeriod", plan.floorPerReporterAndPeriod);
    visit("mixedInShare", plan.mixedInShare);
    visit("concordantInArbitrationShare", plan.concordantInArbitrationShare);
    visit("newReporterReports", plan.newReporterReports);
    visit("quantifiedShare", plan.quantifiedShare);
    visit("hiddenShare", plan.hiddenShare);
    visit("calibrationShare", plan.calibrationShare);
    visit("calibrationShareWithoutPneumonia", plan.calibrationShareWithoutPneumonia);
    visit("repeatShare", plan.repeatShare);
    visit("hiddenAfterHours", plan.hiddenAfter);
    visit("worseLungDecides", plan.worseLungDecides);
    visit("doubleReadDueMinutes", plan.doubleReadDue);
    visit("arbitrationDueWhereRoutingMayChangeMinutes", plan.arbitrationDueWhereRoutingMayChange);
    visit("arbitrationDueMinutes", plan.arbitrationDue);
    visit("peerReviewDueMinutes", plan.peerReviewDue);
    visit("leaseMinutes", plan.leaseLength);
    visit("mutualReviewPauseHours", plan.mutualReviewPause);
    visit("afterSignificantPauseHours", plan.afterSignificantPause);
    visit("shiftLimitMinutes", plan.shiftLimit);
    visit("doubleReadMinutes", plan.doubleReadMinutes);
    visit("peerReviewMinutes", plan.peerReviewMinutes);
    visit("arbitrationMinutes", plan.arbitrationMinutes);
    visit("alertFirstStepMinutes", plan.alertLadder[0]);
    visit("alertSecondStepMinutes", plan.alertLadder[1]);
    visit("alertLastStepMinutes", plan.alertLadder[2]);
    visit("feedbackAnswerHours", plan.feedbackAnswer);
}

/// Every setting is a number; yes is 1.
struct Writing {
    json& settings;
    void operator()(const char* name, bool value) const { settings[name] = value ? 1 : 0; }
    template <class Number>
    void operator()(const char* name, const Number& value) const {
        settings[name] = value;
    }
    template <class Rep, class Period>
    void operator()(const char* name, const std::chrono::duration<Rep, Period>& value) const {
        settings[name] = value.count();
    }
};

struct Reading {
    const json& settings;
    void operator()(const char* name, bool& value) const {
        if (settings.contains(name)) value = settings.at(name).get<double>() != 0;
    }
    template <class Number>
    void operator()(const char* name, Number& value) const {
        if (settings.contains(name)) value = settings.at(name).get<Number>();
    }
    template <class Rep, class Period>
    void operator()(const char* name, std::chrono::duration<Rep, Period>& value) const {
        if (settings.contains(name)) value = std::chrono::duration<Rep, Period>{settings.at(name).get<Rep>()};
    }
};

qa::Plan planFrom(const StoredPlan& stored) {
    auto plan = workflow::planFrom(stored.settingsJson);
    plan.version = stored.version;
    plan.secret = stored.secret;
    return plan;
}

}  // namespace

std::string settingsJsonOf(const qa::Plan& plan) {
    json settings = json::object();
    eachSetting(plan, Writing{settings});
    return settings.dump();
}

qa::Plan planFrom(const std::string& settingsJson) {
    try {
        const auto settings = json::parse(settingsJson);
        qa::Plan plan;
        eachSetting(plan, Reading{settings});
        return plan;
    } catch (const json::exception& error) {
        throw std::runtime_error(std::string("the stored plan cannot be read: ") + error.what());
    }
}

void ensurePlan(soci::session& session) {
    PlanRepository{session}.ensure(settingsJsonOf(qa::Plan{}));
}

qa::Plan planInForce(soci::session& session, Timestamp now) {
    PlanRepository plans{session};
    auto stored = plans.inForce(now);
    if (!stored) {
        ensurePlan(session);
        stored = plans.inForce(now);
    }
    return planFrom(stored.value());
}

qa::Plan planWithoutSecret(soci::session& session, Timestamp now) {
    const auto settings = PlanRepository{session}.settingsInForce(now);
    return settings ? planFrom(*settings) : qa::Plan{};
}

qa::Plan planOfVersion(soci::session& session, int version) {
    const auto stored = PlanRepository{session}.find(version);
    if (!stored) throw NotFound("no plan of version " + std::to_string(version));
    return planFrom(*stored);
}

int addPlan(soci::session& session, const qa::Plan& plan, const std::optional<UserId>& by, Timestamp startsAt,
            const std::string& reason) {
    auto checked = plan;
    checked.version = 1;
    checked.secret.fill(1);
    if (const auto problem = qa::problemOf(checked)) throw std::invalid_argument(*problem);
    ensurePlan(session);
    PlanRepository plans{session};
    if (const auto newest = plans.versions().front(); newest.startsAt > startsAt)
        throw std::invalid_argument("version " + std::to_string(newest.version) + " begins later, on " +
                                    toRfc3339(newest.startsAt));
    const int version = plans.add(settingsJsonOf(plan), by, startsAt, reason);
    AuditTrail{session}.append({by, "plan.added", "plan", std::to_string(version),
                                json{{"startsAt", toRfc3339(startsAt)}, {"reason", reason}}.dump()});
    return version;
}

}  // namespace overread::workflow
