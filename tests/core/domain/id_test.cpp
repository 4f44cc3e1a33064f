#include "core/domain/id.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace overread {
namespace {

TEST(Id, isACanonicalUuid) {
    EXPECT_EQ(CaseId::parse("0193a3f4-7b1c-7abc-8def-0123456789ab").text(), "0193a3f4-7b1c-7abc-8def-0123456789ab");
    for (const auto* text : {"", "0193A3F4-7b1c-7abc-8def-0123456789ab", "0193a3f47b1c7abc8def0123456789ab",
                             "0193a3f4-7b1c-7abc-8def-0123456789a", "0193a3f4-7b1c-7abc-8def-0123456789ag",
                             "'; drop table qa.qa_case; --0193a3f4"})
        EXPECT_THROW((void)CaseId::parse(text), std::invalid_argument) << text;
}

TEST(Id, namesNothingUntilItIsGiven) {
    EXPECT_TRUE(ReportId{}.isEmpty());
}

}  // namespace
}  // namespace overread
