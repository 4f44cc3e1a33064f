// Properties that hold for every history, not for examples alone. RapidCheck prints its seed; RC_PARAMS="seed=..." runs
// the same again.
#include <gtest/gtest.h>
// after gtest, which it takes for granted
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "qa/assignment.h"
#include "qa/case_life.h"
#include "qa/draw.h"
#include "qa/selection.h"
#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::hours;
using std::chrono::minutes;

/// Somebody asks for a task about somebody's report, some time after the one before.
struct Asking {
    int reviewer = 0;
    int reporter = 0;
    int caseNumber = 0;
    int minutesLater = 0;
    bool endsSignificant = false;
};

rc::Gen<Asking> anAsking() {
    return rc::gen::build<Asking>(rc::gen::set(&Asking::reviewer, rc::gen::inRange(0, 5)),
                                  rc::gen::set(&Asking::reporter, rc::gen::inRange(0, 5)),
                                  rc::gen::set(&Asking::caseNumber, rc::gen::inRange(0, 12)),
                                  rc::gen::set(&Asking::minutesLater, rc::gen::inRange(0, 2000)),
                                  rc::gen::set(&Asking::endsSignificant, rc::gen::arbitrary<bool>()));
}

struct Taken {
    int reviewer;
    int reporter;
    int caseNumber;
    Timestamp at;
    bool endsSignificant;
};

/// What the rules must know, from all that was taken before.
Acquaintance acquaintanceIn(const std::vector<Taken>& history, const Asking& asking) {
    Acquaintance acquaintance;
    for (const auto& taken : history)
        if (taken.reviewer == asking.reporter && taken.reporter == asking.reviewer) {
            acquaintance.reporterReadReviewer = taken.at;
            if (taken.endsSignificant) acquaintance.reporterFoundSignificant = taken.at;
        }
    return acquaintance;
}

/// Lets everybody ask in turn and gives what the rules allow.
std::vector<Taken> historyOf(const std::vector<Asking>& askings) {
    std::vector<Taken> history;
    auto now = noon;
    for (auto asking : askings) {
        now += minutes{asking.minutesLater};
        asking.reporter = asking.caseNumber % 5;  // a case has one reporter
        OpenTask task;
        task.kind = AssignmentKind::doubleRead;
        task.reporter = person(asking.reporter);
        Reviewer reviewer{person(asking.reviewer), qualificationsOf({Role::reviewer}), true, minutes{0}};
        for (const auto& taken : history) {
            if (taken.caseNumber == asking.caseNumber) task.formerReaders.insert(person(taken.reviewer));
            if (taken.reviewer == asking.reviewer &&
                std::chrono::floor<std::chrono::days>(taken.at) == std::chrono::floor<std::chrono::days>(now))
                reviewer.expectedToday += aPlan().doubleReadMinutes;
        }
        if (!refusalOf(reviewer, task, acquaintanceIn(history, asking), aPlan(), now))
            history.push_back({asking.reviewer, asking.reporter, asking.caseNumber, now, asking.endsSignificant});
    }
    return history;
}

RC_GTEST_PROP(EveryHistory, givesNobodyTheirOwnReportAndNobodyACaseTwice, ()) {
    const auto history = historyOf(*rc::gen::container<std::vector<Asking>>(80, anAsking()));
    RC_PRE(!history.empty());
    std::set<std::pair<int, int>> readBy;
    for (const auto& taken : history) {
        RC_ASSERT(taken.reviewer != taken.reporter);
        RC_ASSERT(readBy.emplace(taken.caseNumber, taken.reviewer).second);
    }
}

RC_GTEST_PROP(EveryHistory, hasNoTwoWhoReviewEachOtherInAWeekAndNoRevengeInAFortnight, ()) {
    const auto history = historyOf(*rc::gen::container<std::vector<Asking>>(80, anAsking()));
    for (const auto& first : history)
        for (const auto& back : history) {
            if (back.reviewer != first.reporter || back.reporter != first.reviewer || back.at < first.at) continue;
            RC_ASSERT(back.at - first.at >= hours{7 * 24});
            if (first.endsSignificant) RC_ASSERT(back.at - first.at >= hours{14 * 24});
        }
}

RC_GTEST_PROP(EveryHistory, fillsNobodysDayBeyondTheShift, ()) {
    const auto history = historyOf(*rc::gen::container<std::vector<Asking>>(200, anAsking()));
    std::map<std::pair<int, std::chrono::sys_days>, minutes> days;
    for (const auto& taken : history)
        days[{taken.reviewer, std::chrono::floor<std::chrono::days>(taken.at)}] += aPlan().doubleReadMinutes;
    for (const auto& [day, expected] : days) RC_ASSERT(expected <= aPlan().shiftLimit);
}

/// The picture of the life of a case, written down again and apart from the table of the rules.
const std::set<std::pair<CaseState, CaseState>>& picture() {
    using S = CaseState;
    static const std::set<std::pair<S, S>> edges{{S::awaitingImages, S::awaitingReader},
                                                 {S::awaitingReader, S::reading},
                                                 {S::reading, S::awaitingReader},
                                                 {S::reading, S::read},
                                                 {S::read, S::awaitingReader},
                                                 {S::read, S::concordant},
                                                 {S::read, S::discordant},
                                                 {S::concordant, S::inArbitration},
                                                 {S::discordant, S::inArbitration},
                                                 {S::discordant, S::settled},
                                                 {S::inArbitration, S::settled},
                                                 {S::concordant, S::closed},
                                                 {S::settled, S::closed},
                                                 {S::closed, S::feedbackSent},
                                                 {S::feedbackSent, S::acknowledged},
                                                 {S::feedbackSent, S::disputed},
                                                 {S::acknowledged, S::disputed},
                                                 {S::disputed, S::panel},
                                                 {S::panel, S::disputed},
                                                 {S::panel, S::upheld},
                                                 {S::panel, S::overturned},
                                                 {S::awaitingImages, S::cancelled},
                                                 {S::awaitingReader, S::cancelled},
                                                 {S::reading, S::cancelled}};
    return edges;
}

RC_GTEST_PROP(EveryCase, goesNoWayOutsideThePicture, ()) {
    constexpr int events = static_cast<int>(Names<CaseEvent>::table.size());
    auto state = CaseState::awaitingImages;
    bool hasLockedRead = false;
    for (const int number : *rc::gen::container<std::vector<int>>(200, rc::gen::inRange(0, events))) {
        const auto event = Names<CaseEvent>::table[static_cast<std::size_t>(number)].first;
        const auto after = stateAfter(state, event);
        if (const auto* refused = std::get_if<WrongState>(&after)) {
            RC_ASSERT((*refused == WrongState{state, event}));
            continue;
        }
        const auto next = std::get<CaseState>(after);
        RC_ASSERT(picture().contains({state, next}));
        hasLockedRead = hasLockedRead || next == CaseState::read;
        if (next == CaseState::cancelled) RC_ASSERT(!hasLockedRead || state != CaseState::read);
        state = next;
    }
}

RC_GTEST_PROP(EveryReportOfPneumonia, isDoubleReadForCertain, ()) {
    auto report = aReport(*rc::gen::element(Grade::ct1, Grade::ct2, Grade::ct3, Grade::ct4));
    report.routing = *rc::gen::element(std::optional<RoutingDecision>{}, std::optional{RoutingDecision::primaryCare},
                                       std::optional{RoutingDecision::emergency});
    const auto identity = std::to_string(*rc::gen::inRange(0, 1'000'000));
    const auto draws = drawsFor(report, identity, {}, aPlan());
    RC_ASSERT(firstTaskOf(draws) == AssignmentKind::doubleRead);
    RC_ASSERT(jointProbability(draws) == 1.0);
}

/// Draws of a report as they can come together, in any order.
std::vector<Draw> someDraws() {
    std::vector<Draw> draws;
    for (const int perMille : *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(1, 1001))) {
        Draw draw;
        draw.selection.probability = perMille / 1000.0;
        draw.doubleReadShare = *rc::gen::inRange(0, 101) / 100.0;
        draws.push_back(draw);
    }
    return draws;
}

RC_GTEST_PROP(EveryReport, isAsProbableInWhateverOrderItsReasonsCome, ()) {
    auto draws = someDraws();
    const double joint = *jointProbability(draws);
    std::rotate(draws.begin(), draws.begin() + *rc::gen::inRange(0, 4), draws.end());
    RC_ASSERT(std::abs(*jointProbability(draws) - joint) < 1e-12);
    Draw certain;
    certain.selection.probability = 1;
    draws.insert(draws.begin() + *rc::gen::inRange(0, 5), certain);
    RC_ASSERT(jointProbability(draws) == 1.0);
}

RC_GTEST_PROP(EveryReport, comesIntoOneDesignOrTheOtherAsOftenAsItComesIn, ()) {
    const auto draws = someDraws();
    const double doubleReads = designProbability(draws, AssignmentKind::doubleRead).value_or(0);
    const double peerReviews = designProbability(draws, AssignmentKind::peerReview).value_or(0);
    RC_ASSERT(std::abs(doubleReads + peerReviews - *jointProbability(draws)) < 1e-12);
}

RC_GTEST_PROP(EveryQueue, isLeftToNobodyWhileSomebodyIsFree, ()) {
    std::vector<Load> loads;
    for (const int each : *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300))))
        loads.push_back({static_cast<double>(each), hours{4}});
    const int tasks = *rc::gen::inRange(1, 20);
    const Waiting waiting{tasks, noon, false};
    std::size_t mayTake = 0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        auto colleagues = loads;
        colleagues.erase(colleagues.begin() + static_cast<std::ptrdiff_t>(i));
        mayTake += isLeftToOthers(loads[i], colleagues, waiting, noon + minutes{9}) ? 0 : 1;
        RC_ASSERT(!isLeftToOthers(loads[i], colleagues, waiting, noon + leftToOthersFor));
    }
    RC_ASSERT(mayTake >= std::min(loads.size(), static_cast<std::size_t>(tasks)));
}

TEST(TheJointProbability, isTheFrequencyOfAHundredThousandDraws) {
    constexpr int reports = 100'000;
    // What is drawn hangs on the report and the reason, whatever the probability that it is compared with.
    std::array<std::vector<double>, 3> numbers;
    for (std::size_t reason = 0; reason < numbers.size(); ++reason)
        for (int i = 0; i < reports; ++i)
            numbers[reason].push_back(
                drawnNumber(aPlan().secret, "reason " + std::to_string(reason), std::to_string(i)));
    const auto holds = rc::check("the share that was picked lies within five standard errors", [&] {
        std::vector<Draw> reasons;
        for (const int perMille : *rc::gen::container<std::vector<int>>(numbers.size(), rc::gen::inRange(1, 600))) {
            Draw draw;
            draw.selection.probability = perMille / 1000.0;
            reasons.push_back(draw);
        }
        int picked = 0;
        for (std::size_t i = 0; i < reports; ++i) {
            bool isPicked = false;
            for (std::size_t reason = 0; reason < numbers.size(); ++reason)
                isPicked = isPicked || numbers[reason][i] < *reasons[reason].selection.probability;
            picked += isPicked ? 1 : 0;
        }
        const double joint = *jointProbability(reasons);
        const double error = std::sqrt(joint * (1 - joint) / reports);
        RC_ASSERT(std::abs(picked / static_cast<double>(reports) - joint) < 5 * error);
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace overread::qa
