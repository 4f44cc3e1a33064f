#pragma once
#include "server/configuration/configuration.h"
#include "server/configuration/export_destinations.h"
#include "server/worker/child_jobs.h"

namespace overread {

/// Our measurement on its way to the archives that are configured; with none of them nothing is written or sent.
///
///   exportResults  key: study. Once no case of it is open: SEG and SR into the store, and a row in the outbox for each
///                  destination
///   sendResult     key: object@destination. One C-STORE from a child that has a network and opens nothing foreign;
///   tried
///                  again, with pauses of up to ten minutes, for most of a day
class ExportJobs {
public:
    ExportJobs(const ChildJobs& children, const Configuration& configuration);

    void run(const Job& job, Lease& lease) const;

private:
    void write(const Job& job, Lease& lease) const;
    void send(const Job& job, Lease& lease) const;

    const ChildJobs& children_;
    std::vector<ExportDestination> destinations_;
    std::string ourAeTitle_;
};

}  // namespace overread
