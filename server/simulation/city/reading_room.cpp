#include "server/simulation/city/reading_room.h"

#include <algorithm>
#include <cmath>

#include "server/database/city_repository.h"
#include "server/database/person_repository.h"
#include "server/simulation/city/answers.h"
#include "server/workflow/assigning.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/reading.h"
#include "server/workflow/showing.h"

namespace overread::simulation::city {
namespace {

using namespace std::chrono_literals;

enum Purpose : std::uint64_t { howLong = 501, whatIsSeen, whatHappens, whoAsksFirst };

/// Minutes that a task takes; the same for everybody on average, so that a difference in load is the house's doing.
double minutesFor(AssignmentKind kind, Dice& dice) {
    const double usual = kind == AssignmentKind::doubleRead ? 7 : kind == AssignmentKind::peerReview ? 3 : 10;
    return std::min(28.0, usual * std::exp(dice.normal(-0.045, 0.3)));
}

}  // namespace

ReadingRoom::ReadingRoom(House& house, const Knowledge& knowledge, const Patients& patients,
                         const Population& population, const CitySize& size, Timestamp firstDay)
    : house_(house), knowledge_(knowledge), patients_(patients), size_(size), firstDay_(firstDay) {
    house_.in(house_.app, [&](soci::session& session) {
        PersonRepository people{session};
        for (const auto& reviewer : population.reviewers) {
            Seat seat;
            seat.desk.id = people.enrol(reviewer.staffCode, "Dr " + reviewer.staffCode);
            seat.desk.isArbiter = reviewer.isArbiter;
            seat.desk.shift = reviewer.shift;
            seat.reviewer = &reviewer;
            seat.roles = {reviewer.isArbiter ? Role::arbiter : Role::reviewer};
            seats_.push_back(std::move(seat));
        }
    });
}

void ReadingRoom::beginDay(int day) {
    day_ = day;
    const auto midnight = firstDay_ + std::chrono::days{day};
    house_.in(house_.app, [&](soci::session& session) {
        for (std::size_t i = 0; i < seats_.size(); ++i) {
            auto& seat = seats_[i];
            seat.isHere = worksOn(*seat.reviewer, i, day, size_.seed);
            if (!seat.isHere) continue;
            ++seat.desk.daysPresent;
            const auto from = midnight + seat.desk.shift * shiftLength;
            CityRepository{session}.addShift(seat.desk.id, from, from + shiftLength);
        }
    });
}

bool ReadingRoom::isOnDuty(const Seat& seat) const {
    const auto from = firstDay_ + std::chrono::days{day_} + seat.desk.shift * shiftLength;
    return seat.isHere && house_.now >= from && house_.now < from + shiftLength;
}

Dice ReadingRoom::diceOf(const Seat& seat, std::uint64_t purpose) const {
    const auto index = static_cast<std::uint64_t>(&seat - seats_.data());
    return {size_.seed, purpose, index * 1'000'000 + seat.tasksTaken};
}

std::vector<std::size_t> ReadingRoom::ready() const {
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < seats_.size(); ++i)
        if (seats_[i].task && seats_[i].task->doneAt <= house_.now) ready.push_back(i);
    return ready;
}

void ReadingRoom::finishAndGoOn(std::size_t seat) {
    finish(seats_[seat]);
    if (isOnDuty(seats_[seat])) takeNext(seats_[seat]);
}

void ReadingRoom::askForWork(Crew& crew) {
    std::vector<Seat*> waiting;
    for (auto& seat : seats_)
        if (!seat.task && isOnDuty(seat)) waiting.push_back(&seat);
    if (waiting.empty()) return;

    // Whoever is free asks while something waits; who comes first is chance, as between clients, and who gets it is the
    // house's to say.
    auto tasks = house_.in(house_.app, [](soci::session& session) { return CityRepository{session}.waiting(); });
    std::atomic<long> arbitrations = tasks[AssignmentKind::arbitration];
    std::atomic<long> others = tasks[AssignmentKind::doubleRead] + tasks[AssignmentKind::peerReview];
    std::shuffle(waiting.begin(), waiting.end(), Dice(size_.seed, whoAsksFirst, ++rounds_));
    crew.each(waiting.size(), [&](std::size_t i) {
        auto& left = waiting[i]->desk.isArbiter ? arbitrations : others;
        if (left > 0 && takeNext(*waiting[i])) --left;
    });
}

bool ReadingRoom::takeNext(Seat& seat) {
    const auto& id = seat.desk.id;
    auto task = house_.in(house_.reading, [&](soci::session& session) -> std::optional<Task> {
        const auto handle = workflow::nextAssignment(session, id, seat.roles, house_.now);
        if (!handle) return std::nullopt;
        const auto shown = std::get<wire::Assignment>(workflow::showAssignment(session, *handle, id, house_.now));
        Task taken;
        taken.handle = *handle;
        taken.etag = shown.etag;
        taken.kind = shown.kind;
        taken.report = shown.report;
        return taken;
    });
    if (!task) return false;
    ++seat.tasksTaken;
    // To look at the images is to know the patient; the reading begins.
    const auto study = house_.in(house_.reading, [&](soci::session& session) {
        if (const auto opened = workflow::openAssignment(session, task->handle, id, house_.now);
            const auto* lease = std::get_if<wire::Lease>(&opened))
            task->etag = lease->etag;
        return workflow::studyFor(session, workflow::Pictures::frames, task->handle, id, house_.now);
    });
    task->study = knowledge_.of(study.value()).number;

    auto time = diceOf(seat, howLong);
    task->doneAt = house_.now + std::chrono::seconds{std::lround(60 * minutesFor(task->kind, time))};
    auto happens = diceOf(seat, whatHappens);
    if (happens.chance(0.005)) {
        putAside(seat, *task);
        return true;
    }
    if (happens.chance(0.005)) {
        task->isWalkedAwayFrom = true;
        task->doneAt = house_.now + 45min;  // the lease ends before
    }
    if (happens.chance(0.2))
        house_.in(house_.reading, [&](soci::session& session) {
            (void)workflow::saveDraft(session, task->handle, id, {R"({"text":"ground glass"})", ""}, house_.now);
        });
    seat.task = std::move(task);
    return true;
}

void ReadingRoom::putAside(Seat& seat, const Task& task) {
    const auto reason =
        diceOf(seat, whatHappens).chance(0.3) ? workflow::AsideReason::known : workflow::AsideReason::later;
    house_.in(house_.reading, [&](soci::session& session) {
        (void)workflow::putAside(session, task.handle, seat.desk.id, reason, house_.now);
    });
}

void ReadingRoom::finish(Seat& seat) {
    const auto task = *std::exchange(seat.task, std::nullopt);
    if (task.kind == AssignmentKind::peerReview) return lockReview(seat, task);
    if (task.kind == AssignmentKind::arbitration) return arbitrate(seat, task);
    lockRead(seat, task);
}

void ReadingRoom::lockRead(Seat& seat, const Task& task) {
    auto eyes = diceOf(seat, whatIsSeen);
    const auto read = readOf(stated(patients_.at(task.study).truthPercent, seat.reviewer->manner, eyes));
    const auto lock = [&](soci::session& session) {
        return workflow::lockDoubleRead(session, task.handle, seat.desk.id, task.etag, read, house_.now);
    };
    const bool isLocked = std::holds_alternative<wire::Locked>(house_.in(house_.reading, lock));
    if (isLocked && task.isWalkedAwayFrom) ++late_;
    if (!isLocked) return;
    if (eyes.chance(0.01) && std::holds_alternative<wire::Locked>(house_.in(house_.reading, lock))) ++twice_;
    house_.in(house_.reading,
              [&](soci::session& session) { (void)workflow::reveal(session, task.handle, seat.desk.id, house_.now); });
}

void ReadingRoom::arbitrate(Seat& seat, const Task& task) {
    auto eyes = diceOf(seat, whatIsSeen);
    const double truth = patients_.at(task.study).truthPercent;
    const auto own = stated(truth, seat.reviewer->manner, eyes);
    const auto locked = house_.in(house_.reading, [&](soci::session& session) {
        return workflow::lockDoubleRead(session, task.handle, seat.desk.id, task.etag, readOf(own), house_.now);
    });
    const auto* blind = std::get_if<wire::Locked>(&locked);
    if (!blind) return;
    if (task.isWalkedAwayFrom) ++late_;
    auto settlement = settlementOf(own, truth, eyes);
    house_.in(house_.reading, [&](soci::session& session) {
        const auto shown = workflow::showAssignment(session, task.handle, seat.desk.id, house_.now);
        if (const auto* assignment = std::get_if<wire::Assignment>(&shown))
            settlement.verdict = verdictOf(settlement, assignment->arbitration.value(),
                                           workflow::planWithoutSecret(session, house_.now));
    });
    house_.in(house_.reading, [&](soci::session& session) {
        (void)workflow::settle(session, task.handle, seat.desk.id, blind->etag, settlement, house_.now);
    });
}

void ReadingRoom::lockReview(Seat& seat, const Task& task) {
    auto eyes = diceOf(seat, whatIsSeen);
    const auto seen = stated(patients_.at(task.study).truthPercent, seat.reviewer->manner, eyes);
    const auto lock = [&](const std::string& etag, const wire::ReviewedReport& report) {
        const auto review = reviewOf(report, seen, eyes);
        return house_.in(house_.reading, [&](soci::session& session) {
            return workflow::lockPeerReview(session, task.handle, seat.desk.id, etag, review, house_.now);
        });
    };
    auto locked = lock(task.etag, task.report.value());
    if (std::holds_alternative<workflow::StaleEtag>(locked)) {
        // The report was amended meanwhile: the reviewer looks at the new version and answers to it.
        const auto again = house_.in(house_.reading, [&](soci::session& session) {
            return workflow::showAssignment(session, task.handle, seat.desk.id, house_.now);
        });
        if (const auto* shown = std::get_if<wire::Assignment>(&again); shown && shown->report)
            locked = lock(shown->etag, *shown->report);
    }
    if (task.isWalkedAwayFrom && std::holds_alternative<wire::Locked>(locked)) ++late_;
}

std::vector<ReadingRoom::Desk> ReadingRoom::desks() const {
    std::vector<Desk> desks;
    for (const auto& seat : seats_) desks.push_back(seat.desk);
    return desks;
}

}  // namespace overread::simulation::city
