#include "server/simulation/city/simulation.h"

#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <memory>

#include "server/database/audit_trail.h"
#include "server/database/recording.h"
#include "server/simulation/city/comparison.h"
#include "server/simulation/city/crew.h"
#include "server/simulation/city/hospital.h"
#include "server/simulation/city/radiologists_desk.h"
#include "server/simulation/city/reading_room.h"
#include "server/simulation/city/workers.h"
#include "server/workflow/clock_work.h"
#include "server/workflow/plan_store.h"

namespace overread::simulation::city {
namespace {

using namespace std::chrono_literals;

/// The clock goes on by this much at a time; everything within it happens at its end.
constexpr std::chrono::minutes tick{3};
constexpr std::chrono::hours windDown{8};
constexpr std::size_t studiesToCompare = 400;
constexpr std::chrono::minutes comparedTime{240};

Timestamp midnightToday() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

double ownProcessorSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// What is sent at which tick.
struct Post {
    enum class What { report, images, amendment } what;
    std::size_t number;
};

class City {
public:
    City(const Configuration& base, const Asked& asked)
        : asked_(asked),
          database_(base),
          house_(std::make_unique<House>(database_.configuration(), asked.threads)),
          firstDay_(midnightToday() - std::chrono::days{asked.size.days}),
          plan_(enforcePlan()),
          population_(populate(asked.size, plan_)),
          patients_(asked.size, population_, firstDay_),
          crew_(std::make_unique<Crew>(asked.threads)),
          hospital_(*house_, knowledge_, patients_, asked.size.seed),
          radiologists_(*house_, asked.size.seed),
          workers_(*house_, knowledge_, patients_, asked.size.seed,
                   [this](const CaseId& id) { radiologists_.expectFeedback(id); }),
          room_(*house_, knowledge_, patients_, population_, asked.size, firstDay_) {}

    Result run() {
        const auto startedAt = std::chrono::steady_clock::now();
        for (int day = 0; day < asked_.size.days; ++day) passDay(day);
        // Whole days alone: after the last midnight one shift reads on.
        result_.loadSpread = house_->in(house_->app, [&](soci::session& session) {
            return loadSpreadOf(CityRepository{session}.minutesDone(), room_.desks());
        });
        // What is open at the last midnight gets the time that it would have got.
        room_.beginDay(asked_.size.days);
        for (auto until = house_->now + windDown; house_->now < until;) pass();
        result_.seconds = secondsSince(startedAt);
        judge();
        result_.throughputRatio = compareThroughput();
        if (asked_.keep) {
            house_.reset();
            result_.keptDatabase = database_.keep();
        }
        return result_;
    }

private:
    static double secondsSince(std::chrono::steady_clock::time_point start) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    qa::Plan enforcePlan() {
        house_->now = firstDay_;
        return house_->in(house_->app, [&](soci::session& session) {
            workflow::addPlan(session, qa::Plan{}, std::nullopt, firstDay_, "the city's first plan");
            return workflow::planInForce(session, firstDay_);
        });
    }

    void passDay(int day) {
        Day record;
        record.day = day + 1;
        const auto startedAt = std::chrono::steady_clock::now();
        const double processorBefore = ownProcessorSeconds() + database_.processorSeconds();
        for (const auto* study : patients_.studiesOf(day)) {
            post(*study, 0min);
            ++record.studies;
        }
        room_.beginDay(day);
        const auto midnight = firstDay_ + std::chrono::days{day};
        while (house_->now < midnight + std::chrono::days{1}) {
            pass();
            const auto passed = std::chrono::duration<double>(house_->now - midnight) / std::chrono::days{1};
            asked_.progress(day + 1, result_.studies + static_cast<long>(passed * static_cast<double>(record.studies)));
        }
        result_.studies += record.studies;
        workers_.reviveDeadLetters();
        record.seconds = secondsSince(startedAt);
        const double databaseSeconds = database_.processorSeconds();
        if (databaseSeconds > 0) record.processorSeconds = ownProcessorSeconds() + databaseSeconds - processorBefore;
        house_->in(house_->app, [&](soci::session& session) {
            CityRepository city{session};
            for (const auto& [kind, tasks] : city.waiting()) record.waitingAtEnd += tasks;
            const auto kept = city.mandatoryDoubleReads(midnight, midnight + std::chrono::days{1});
            record.mandatoryDue = kept.due;
            record.mandatoryKept = kept.kept;
        });
        result_.days.push_back(record);
    }

    void post(const PlannedStudy& study, std::chrono::microseconds later) {
        mail_.emplace(study.reportedAt + later, Post{Post::What::report, study.number});
        if (study.imagesAt) mail_.emplace(*study.imagesAt + later, Post{Post::What::images, study.number});
        if (study.amendedAt) mail_.emplace(*study.amendedAt + later, Post{Post::What::amendment, study.number});
    }

    /// One tick: what was sent arrives, the workers do their jobs, the readers read, the house's clock does its turn.
    void pass() {
        asked_.checkStop();
        house_->now += tick;
        const auto acts = actsOfNow();
        crew_->each(acts.size(), [&](std::size_t i) { acts[i](); });
        workers_.drain(*crew_, std::min(crew_->size(), 1 + acts.size() / 2));
        room_.askForWork(*crew_);
        turnTheClock();
    }

    /// What people and other systems do at this moment, each independent of the rest.
    std::vector<std::function<void()>> actsOfNow() {
        std::vector<std::function<void()>> acts;
        for (const auto seat : room_.ready()) acts.emplace_back([this, seat] { room_.finishAndGoOn(seat); });
        while (!mail_.empty() && mail_.begin()->first <= house_->now) {
            acts.emplace_back([this, post = mail_.begin()->second] { deliver(post); });
            mail_.erase(mail_.begin());
        }
        for (const auto& id : radiologists_.due()) acts.emplace_back([this, id] { radiologists_.answer(id); });
        acts.emplace_back([this] { hospital_.answerAlerts(); });
        return acts;
    }

    void deliver(const Post& post) {
        switch (post.what) {
            case Post::What::report:
                return hospital_.sendReport(post.number);
            case Post::What::images:
                return hospital_.sendImages(post.number);
            case Post::What::amendment:
                return hospital_.sendAmendment(post.number);
        }
    }

    /// What overread-server's clock does every few seconds.
    void turnTheClock() {
        const auto until = [&](const auto& step) {
            while (house_->in(house_->app, step) > 0) {
            }
        };
        until([&](soci::session& session) { return workflow::expireLeases(session, house_->now); });
        until([&](soci::session& session) { return workflow::escalateOverdue(session, house_->now); });
        if (++ticks_ % 10 == 0) until([](soci::session& session) { return AuditTrail{session}.seal(); });
    }

    void judge() {
        result_.reviewers = result_.arbiters = 0;
        for (const auto& reviewer : population_.reviewers)
            ++(reviewer.isArbiter ? result_.arbiters : result_.reviewers);
        result_.workerCrashes = workers_.crashes();
        result_.races = house_->races();
        house_->in(house_->app, [&](soci::session& session) {
            CityRepository city{session};
            result_.counts = city.counts();
            result_.violations = city.violations(house_->now);
            result_.backlog = city.backlog(house_->now);
            const auto kept = city.mandatoryDoubleReads(firstDay_, house_->now);
            if (kept.due > 0) result_.dueKeptShare = static_cast<double>(kept.kept) / static_cast<double>(kept.due);
            compareRates(session, population_, patients_, firstDay_, house_->now, result_);
        });
        result_.violations["lateAnswerAccepted"] = room_.wronglyAccepted().late;
        result_.violations["answerAcceptedTwice"] = room_.wronglyAccepted().twice;
        const auto perStudy = [](const Day& day) {
            const double cost = day.processorSeconds > 0 ? day.processorSeconds : day.seconds;
            return cost / static_cast<double>(std::max(1L, day.studies));
        };
        result_.secondsPerStudyFirstDay = perStudy(result_.days.front());
        result_.secondsPerStudyLastDay = perStudy(result_.days.back());
    }

    /// A few hundred studies more, in one thread: each tick is done by the house and recorded, and then the same
    /// transactions are sent over a bare connection to a copy of the database that was taken before. Tick by tick, so
    /// that other work on the machine meets both alike.
    double compareThroughput() {
        const auto copy = database_.copy();
        house_->sessionsEnded();
        crew_ = std::make_unique<Crew>(1);
        const auto start = house_->now;
        const auto studies = patients_.studiesOf(asked_.size.days + 1);
        const auto count = std::min<std::size_t>(studies.size(), studiesToCompare);
        for (std::size_t i = 0; i < count; ++i)
            post(*studies[i], start - studies[i]->reportedAt + i * (comparedTime / 2) / count);

        Replay replay(database_.configuration(), copy);
        Recording recording;
        double withHouse = 0;
        double bare = 0;
        while (house_->now < start + comparedTime) {
            const auto begun = std::chrono::steady_clock::now();
            pass();
            const double house = secondsSince(begun);
            const auto statements = recording.take();
            const auto again = std::chrono::steady_clock::now();
            replay.run(statements);
            // Until every statement has been prepared on both sides.
            if (house_->now < start + comparedTime / 4) continue;
            withHouse += house;
            bare += secondsSince(again);
        }
        return withHouse > 0 ? bare / withHouse : 0;
    }

    const Asked& asked_;
    CityDatabase database_;
    std::unique_ptr<House> house_;
    Timestamp firstDay_;
    qa::Plan plan_;
    Population population_;
    Patients patients_;
    Knowledge knowledge_;
    std::unique_ptr<Crew> crew_;
    Hospital hospital_;
    RadiologistsDesk radiologists_;
    Workers workers_;
    ReadingRoom room_;
    std::multimap<Timestamp, Post> mail_;
    long ticks_ = 0;
    Result result_;
};

}  // namespace

Result simulate(const Configuration& base, const Asked& asked) {
    return City(base, asked).run();
}

}  // namespace overread::simulation::city
