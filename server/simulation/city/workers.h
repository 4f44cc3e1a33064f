#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/jobs/job_queue.h"
#include "server/simulation/city/crew.h"
#include "server/simulation/city/house.h"
#include "server/simulation/city/patients.h"

namespace overread::simulation::city {

/// The workers: take jobs from the real queue and do the real steps. Images are not opened: what a child process would
/// answer of them comes from the plan of the study.
class Workers {
public:
    /// `closed` hears of every case that a job has closed; any thread calls it.
    using Closed = std::function<void(const CaseId&)>;
    Workers(House& house, Knowledge& knowledge, const Patients& patients, std::uint64_t seed, Closed closed);

    /// Does all jobs that are due, with at most one lane for each of the crew. Answers how many were done.
    long drain(Crew& crew, std::size_t lanes);

    /// Jobs that came to nothing are started once more by an administrator.
    void reviveDeadLetters();

    [[nodiscard]] long crashes() const { return crashes_; }

private:
    /// Answers the next one, which was taken with the end of this.
    std::optional<Job> doOne(const Job& job, const std::string& lane);
    void step(soci::session& session, const Job& job);
    void indexObjects(soci::session& session, const std::string& association);
    void indexStudy(soci::session& session, const StudyId& id);
    void quantify(soci::session& session, const StudyId& id);

    House& house_;
    Knowledge& knowledge_;
    const Patients& patients_;
    std::uint64_t seed_;
    Closed closed_;
    std::vector<std::string> kinds_;
    std::atomic<long> crashes_{0};
};

}  // namespace overread::simulation::city
