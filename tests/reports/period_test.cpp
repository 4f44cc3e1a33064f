#include "reports/period.h"

#include <gtest/gtest.h>

namespace overread::reports {
namespace {

TEST(Period, isAMonthInUtc) {
    const auto month = monthNamed("2026-12");
    ASSERT_TRUE(month);
    EXPECT_EQ(toRfc3339(month->from), "2026-12-01T00:00:00Z");
    EXPECT_EQ(toRfc3339(month->to), "2027-01-01T00:00:00Z");
    for (const auto* wrong : {"2026-13", "2026-00", "2026-1", "26-10", "2026/10", "2026-1x", ""})
        EXPECT_FALSE(monthNamed(wrong)) << wrong;
    EXPECT_EQ(monthOf(*parseRfc3339("2026-02-28T23:59:59Z")).name, "2026-02");
}

}  // namespace
}  // namespace overread::reports
