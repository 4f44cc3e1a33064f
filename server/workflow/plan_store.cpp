#include "server/workflow/plan_store.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

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

struct Writing {
    json& settings;
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
    template <class Number>
    void operator()(const char* name, Number& value) const {
        if (settings.contains(name)) value = settings.at(name).get<Number>();
    }
    template <class Rep, class Period>
    void operator()(const char* name, std::chrono::duration<Rep, Period>& value) const {
        if (settings.contains(name)) value = std::chrono::duration<Rep, Period>{settings.at(name).get<Rep>()};
    }
};

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

qa::Plan planInForce(soci::session& session) {
    PlanRepository plans{session};
    auto stored = plans.latest();
    if (!stored) {
        ensurePlan(session);
        stored = plans.latest();
    }
    auto plan = planFrom(stored.value().settingsJson);
    plan.version = stored->version;
    plan.secret = stored->secret;
    return plan;
}

qa::Plan planWithoutSecret(soci::session& session) {
    const auto settings = PlanRepository{session}.latestSettings();
    return settings ? planFrom(*settings) : qa::Plan{};
}

int addPlan(soci::session& session, const qa::Plan& plan, const std::optional<UserId>& by) {
    auto checked = plan;
    checked.version = 1;
    checked.secret.fill(1);
    if (const auto problem = qa::problemOf(checked)) throw std::invalid_argument(*problem);
    return PlanRepository{session}.add(settingsJsonOf(plan), by);
}

}  // namespace overread::workflow
