#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "server/database/city_repository.h"

namespace overread::simulation::city {

/// One day as it went.
struct Day {
    int day = 1;
    long studies = 0;
    double seconds = 0;           ///< on the wall
    double processorSeconds = 0;  ///< of this program and of its sessions in the database; 0: cannot be seen
    long waitingAtEnd = 0;
    long mandatoryDue = 0;  ///< double reads of reports that must be read twice
    long mandatoryKept = 0;
};

/// Everything that the city tells of itself. Rates are of significant discrepancies, 0..1.
struct Result {
    long studies = 0;
    CityRepository::Counts counts;
    double seconds = 0;
    std::map<std::string, long> violations;  ///< rows that break each rule
    double dueKeptShare = 1;
    double loadSpread = 0;  ///< largest distance from the mean of equals, 0.1 = 10 %
    double coverage95 = 1;  ///< share of radiologists whose interval holds their true rate
    long radiologistsJudged = 0;
    double estimatedRate = 0;  ///< weighted by inclusion
    double rawRate = 0;        ///< of what was reviewed, unweighted
    double trueRate = 0;
    double throughputRatio = 0;          ///< to the same transactions as bare SQL
    double secondsPerStudyFirstDay = 0;  ///< processor seconds where they can be seen, else on the wall
    double secondsPerStudyLastDay = 0;
    std::size_t reviewers = 0;
    std::size_t arbiters = 0;
    std::map<AssignmentKind, CityRepository::Backlog> backlog;
    std::vector<Day> days;
    long workerCrashes = 0;
    long races = 0;            ///< transactions that lost a race and were run again
    std::string keptDatabase;  ///< empty: gone

    [[nodiscard]] long violationsInAll() const;
};

[[nodiscard]] nlohmann::json toJson(const Result& result);
[[nodiscard]] std::string toText(const Result& result);

}  // namespace overread::simulation::city
