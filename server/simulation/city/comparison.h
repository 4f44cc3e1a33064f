#pragma once
#include <map>
#include <vector>

#include "server/simulation/city/patients.h"
#include "server/simulation/city/reading_room.h"
#include "server/simulation/city/result.h"

namespace soci {
class session;
}

/// What the house says of its people, held against what is known of them.
namespace overread::simulation::city {

/// Largest distance of anybody's expected minutes per day of presence from the mean of their equals: those of one
/// shift and one kind of work. Arbiters, who are few, and people who were there for less than ten days stand apart from
/// it where there are others.
[[nodiscard]] double loadSpreadOf(const std::map<UserId, double>& minutesDone,
                                  const std::vector<ReadingRoom::Desk>& desks);

/// Fills coverage95 and the three rates of the result from the product's own figures of each radiologist.
void compareRates(soci::session& session, const Population& population, const Patients& patients, Timestamp from,
                  Timestamp to, Result& result);

}  // namespace overread::simulation::city
