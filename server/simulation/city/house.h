#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>

#include "core/domain/id.h"
#include "server/database/city_database.h"
#include "server/database/errors.h"
#include "server/database/transaction.h"

namespace overread::simulation::city {

/// The house that the city works with: its database, one pool of connections for each process of the product with the
/// role that it has there, and the moment that it is.
class House {
public:
    House(const Configuration& configuration, std::size_t connections)
        : app(configuration, DatabaseRole::app, connections),
          intake(configuration, DatabaseRole::intake, connections),
          worker(configuration, DatabaseRole::worker, connections),
          reading(configuration, DatabaseRole::reading, connections) {}

    ConnectionPool app;
    ConnectionPool intake;
    ConnectionPool worker;
    ConnectionPool reading;

    /// The moment at which everything of this tick happens. Set between ticks alone.
    Timestamp now;

    /// Runs `step(session)` in a transaction of its own at the city's time and answers what it answers. A lost race is
    /// run again, as the caller over HTTP would.
    template <class Step>
    auto in(ConnectionPool& pool, const Step& step) {
        for (int attempt = 1;; ++attempt) try {
                return once(pool, step);
            } catch (const std::exception& error) {
                const bool isRace =
                    faultOf(error) == DatabaseFault::lostRace || dynamic_cast<const StaleVersion*>(&error) != nullptr;
                if (!isRace || attempt == 5) throw;
                ++races_;
            }
    }

    /// Runs the step and takes everything back, as if its process had died just before the commit.
    template <class Step>
    void crashing(ConnectionPool& pool, const Step& step) {
        Transaction transaction{pool};
        clock_.set(transaction.session(), now);
        clock_.forget(transaction.session());
        step(transaction.session());
    }

    /// All connections were cut from the other side; new ones know nothing of the time.
    void sessionsEnded() { clock_.forgetAll(); }

    [[nodiscard]] long races() const { return races_; }

private:
    template <class Step>
    auto once(ConnectionPool& pool, const Step& step) {
        Transaction transaction{pool};
        auto& session = transaction.session();
        clock_.set(session, now);
        try {
            if constexpr (std::is_void_v<decltype(step(session))>) {
                step(session);
                transaction.commit();
            } else {
                auto answer = step(session);
                transaction.commit();
                return answer;
            }
        } catch (...) {
            clock_.forget(session);  // the rollback takes the setting back
            throw;
        }
    }

    CityClock clock_;
    std::atomic<long> races_{0};
};

/// Which planned study hides behind the ids that the house gives: what a reader recognises when they see the images.
class Knowledge {
public:
    struct Known {
        std::size_t number = 0;
        std::string seriesId;
    };
    void sent(const std::string& associationId, std::size_t number) {
        const std::lock_guard lock(mutex_);
        associations_[associationId] = number;
    }
    [[nodiscard]] std::size_t sentBy(const std::string& associationId) const {
        const std::lock_guard lock(mutex_);
        return associations_.at(associationId);
    }
    void learn(const StudyId& study, std::size_t number) {
        const std::lock_guard lock(mutex_);
        studies_[study.text()].number = number;
    }
    void learnSeries(const StudyId& study, const std::string& seriesId) {
        const std::lock_guard lock(mutex_);
        studies_.at(study.text()).seriesId = seriesId;
    }
    [[nodiscard]] Known of(const StudyId& study) const {
        const std::lock_guard lock(mutex_);
        return studies_.at(study.text());
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::size_t> associations_;
    std::map<std::string, Known> studies_;
};

}  // namespace overread::simulation::city
