#include "core/domain/timestamp.h"

#include <gtest/gtest.h>

namespace overread {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

const Timestamp morning = sys_days{2026y / November / 24} + 9h + 42min;

TEST(Timestamp, isWrittenInUtc) {
    EXPECT_EQ(toRfc3339(morning), "2026-11-24T09:42:00Z");
    EXPECT_EQ(toRfc3339(morning + 5us), "2026-11-24T09:42:00.000005Z");
    EXPECT_EQ(toRfc3339(Timestamp{} - 1s), "1969-12-31T23:59:59Z");
}

TEST(Timestamp, isReadWithAnyOffset) {
    EXPECT_EQ(parseRfc3339("2026-11-24T09:42:00Z"), morning);
    EXPECT_EQ(parseRfc3339("2026-11-24T12:42:00+03:00"), morning);
    EXPECT_EQ(parseRfc3339("2026-11-24T09:42:00.25Z"), morning + 250ms);
    EXPECT_EQ(parseRfc3339("2026-11-24T09:42:00.123456789Z"), morning + 123456us);
}

TEST(Timestamp, isNotGuessed) {
    for (const auto* text :
         {"", "2026-11-24", "2026-11-24T09:42:00", "2026-02-30T00:00:00Z", "2026-11-24T24:00:00Z",
          "2026-11-24T09:42:00Zx", "2026-11-24T09:42:00.Z", "24.11.2026 09:42", "2026-11-24T09:42:00+3"})
        EXPECT_EQ(parseRfc3339(text), std::nullopt) << text;
}

}  // namespace
}  // namespace overread
