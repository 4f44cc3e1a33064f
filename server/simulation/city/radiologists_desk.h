#pragma once
#include <map>
#include <mutex>
#include <vector>

#include "server/simulation/city/dice.h"
#include "server/simulation/city/house.h"

namespace overread::simulation::city {

/// The radiologists who get feedback: most acknowledge it within a day or two, a few dispute, some never answer.
class RadiologistsDesk {
public:
    RadiologistsDesk(House& house, std::uint64_t seed) : house_(house), seed_(seed) {}

    /// A case was closed; its feedback will be answered some day. Any thread may call.
    void expectFeedback(const CaseId& id);
    /// Cases whose feedback is answered by now, to be given to answer; asking takes them off the desk.
    [[nodiscard]] std::vector<CaseId> due();
    void answer(const CaseId& id);

private:
    House& house_;
    std::uint64_t seed_;
    std::mutex mutex_;
    std::multimap<Timestamp, CaseId> waiting_;
};

}  // namespace overread::simulation::city
