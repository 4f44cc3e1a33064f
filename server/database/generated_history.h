#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace overread {

struct Configuration;

/// A history as large as wanted: reports, studies and settled cases with their reads, for benchmarks and for trying
/// pages out. Consistent with every constraint of the schema and with the rules of selection; no audit events, no
/// images. Facilities have ten radiologists and two scanners each.
struct HistoryWanted {
    long reports = 2000000;
    long cases = 400000;  ///< about; at least 5 % of the reports, which are drawn at random
    int radiologists = 500;
    int reviewers = 100;
    int months = 24;  ///< up to now
    std::uint32_t seed = 1;
};

/// Fills a database that holds no report yet; `step` is told what is being made. Needs the role that migrates, with the
/// rights of a superuser: rows are inserted in bulk with triggers off, and the figures are then built from them. Throws
/// std::invalid_argument where reports are there already or the numbers make no sense.
void generateHistory(const Configuration& configuration, const HistoryWanted& wanted,
                     const std::function<void(const std::string&)>& step);

}  // namespace overread
