#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/role.h"
#include "core/wire/assignment.h"
#include "server/simulation/city/crew.h"
#include "server/simulation/city/house.h"
#include "server/simulation/city/patients.h"

namespace overread::simulation::city {

/// The reviewers and arbiters: each asks for the next task when free and on shift, reads for as long as it takes, and
/// locks an answer with the errors that are known of them. They use the transactions that the API uses, in its order.
class ReadingRoom {
public:
    ReadingRoom(House& house, const Knowledge& knowledge, const Patients& patients, const Population& population,
                const CitySize& size, Timestamp firstDay);

    /// Enters the shifts of that day and decides who is ill.
    void beginDay(int day);
    /// Whose task is done by now, to be given to finishAndGoOn; one thread for each at a time.
    [[nodiscard]] std::vector<std::size_t> ready() const;
    /// Answers and, on shift, takes the next.
    void finishAndGoOn(std::size_t seat);
    /// Those who are free ask where something waits.
    void askForWork(Crew& crew);

    /// What the house accepted though it must not: an answer after the lease, the same answer twice.
    struct Accepted {
        long late = 0;
        long twice = 0;
    };
    [[nodiscard]] Accepted wronglyAccepted() const { return {late_, twice_}; }

    struct Desk {
        UserId id;
        bool isArbiter = false;
        int shift = 0;
        int daysPresent = 0;
    };
    /// Who works here, in the order of Population::reviewers.
    [[nodiscard]] std::vector<Desk> desks() const;

private:
    struct Task {
        std::string handle;
        std::string etag;
        AssignmentKind kind = AssignmentKind::doubleRead;
        std::optional<wire::ReviewedReport> report;
        std::size_t study = 0;
        Timestamp doneAt;
        bool isWalkedAwayFrom = false;
    };
    struct Seat {
        Desk desk;
        const Reviewer* reviewer = nullptr;
        std::vector<Role> roles;
        bool isHere = false;
        std::optional<Task> task;
        std::uint64_t tasksTaken = 0;
    };
    [[nodiscard]] bool isOnDuty(const Seat& seat) const;
    [[nodiscard]] Dice diceOf(const Seat& seat, std::uint64_t purpose) const;
    void sitDown(Seat& seat);
    void finish(Seat& seat);
    bool takeNext(Seat& seat);
    void lockRead(Seat& seat, const Task& task);
    void arbitrate(Seat& seat, const Task& task);
    void lockReview(Seat& seat, const Task& task);
    void putAside(Seat& seat, const Task& task);

    House& house_;
    const Knowledge& knowledge_;
    const Patients& patients_;
    const CitySize& size_;
    Timestamp firstDay_;
    std::vector<Seat> seats_;
    int day_ = 0;
    std::uint64_t rounds_ = 0;
    std::atomic<long> late_{0};
    std::atomic<long> twice_{0};
};

}  // namespace overread::simulation::city
