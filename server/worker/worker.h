#pragma once
#include <filesystem>
#include <memory>
#include <string>

namespace overread {

struct Configuration;

/// Takes jobs from the queue until told to stop. Three lanes, each one job at a time, so that a measurement of half a
/// minute delays neither the steps of the workflow nor the indexing: workflow steps; indexing; measuring. Many workers
/// may run, on many machines that share the image store.
class Worker {
public:
    /// `childProgram`: started with --child for jobs on foreign bytes; a worker's own executable.
    Worker(const Configuration& configuration, std::filesystem::path childProgram);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Starts the lanes. They live through a database that is away.
    void start();
    /// Ends within ten seconds: a job is finished or handed back.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace overread
