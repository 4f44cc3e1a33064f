#include "qa/blinding.h"

#include <gtest/gtest.h>

namespace overread::qa {
namespace {

TEST(Blinding, takesGradesAndPercentagesOutOfTheClinicalQuestion) {
    for (const auto& [question, expected] : std::initializer_list<std::pair<const char*, const char*>>{
             {"cough, t 38.2, SpO2 94", "cough, t 38.2, SpO2 94"},
             {"control of CT-2", "control of [...]"},
             {"КТ-3 от 12.10, динамика", "[...] от 12.10, динамика"},
             {"ct 1", "[...]"},
             {"CT3-4?", "[...]?"},
             {"was 30 % on the right, 12,5% left", "was [...] on the right, [...] left"},
             {"10-20%", "[...]"},
             {"CT of the chest, 58 y", "CT of the chest, 58 y"},
             {"CT 2020", "CT 2020"},  // a year, no grade
         })
        EXPECT_EQ(blinded(question), expected);
}

TEST(Blinding, roundsTimesDownAndCapsAges) {
    EXPECT_EQ(toQuarterHour(*parseRfc3339("2026-11-24T10:44:59.999999Z")), *parseRfc3339("2026-11-24T10:30:00Z"));
    EXPECT_EQ(toQuarterHour(*parseRfc3339("2026-11-24T10:45:00Z")), *parseRfc3339("2026-11-24T10:45:00Z"));
    EXPECT_EQ(blindedAge(89), 89);
    EXPECT_EQ(blindedAge(101), 90);
}

}  // namespace
}  // namespace overread::qa
