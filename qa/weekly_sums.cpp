#include "qa/weekly_sums.h"

#include <cstdlib>
#include <map>

namespace overread::qa {
namespace {

Timestamp mondayOf(Timestamp moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

void add(HiddenWeek& sums, const HiddenResult& result) {
    ++sums.cases;
    if (result.gradesApart) {
        ++sums.graded;
        sums.gradesApart += *result.gradesApart;
        sums.sameGrade += *result.gradesApart == 0 ? 1 : 0;
        sums.withinOne += std::abs(*result.gradesApart) <= 1 ? 1 : 0;
    }
    if (result.saidTheSame) {
        ++sums.repeats;
        sums.repeatsSame += *result.saidTheSame ? 1 : 0;
    }
}

void add(HiddenWeek& sums, const HiddenWeek& other) {
    sums.cases += other.cases;
    sums.sameGrade += other.sameGrade;
    sums.withinOne += other.withinOne;
    sums.graded += other.graded;
    sums.gradesApart += other.gradesApart;
    sums.repeats += other.repeats;
    sums.repeatsSame += other.repeatsSame;
}

}  // namespace

std::vector<HiddenWeek> weeklySums(const std::vector<HiddenResult>& results, Timestamp now) {
    const auto thisWeek = mondayOf(now);
    std::map<Timestamp, HiddenWeek> byWeek;
    for (const auto& result : results)
        if (const auto monday = mondayOf(result.lockedAt); monday < thisWeek) add(byWeek[monday], result);
    std::vector<HiddenWeek> shown;
    HiddenWeek open;
    for (const auto& [monday, week] : byWeek) {
        if (open.cases == 0) open.from = monday;
        add(open, week);
        open.to = monday + std::chrono::weeks{1};
        if (open.cases < leastInAWeek) continue;
        shown.push_back(open);
        open = {};
    }
    return shown;
}

HiddenWeek totalOf(const std::vector<HiddenWeek>& weeks) {
    HiddenWeek total;
    for (const auto& week : weeks) add(total, week);
    return total;
}

}  // namespace overread::qa
