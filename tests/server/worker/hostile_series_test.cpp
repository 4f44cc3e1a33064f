// Hostile series in the worker's own children, under limits far below the real ones: each is refused with its reason,
// and the child that says so was not killed for memory, time or a crash.
#include <gtest/gtest.h>

#include "server/worker/child_process.h"
#include "server/worker/exchange.h"
#include "tests/support/hostile_series.h"
#include "tests/support/temporary_folder.h"

namespace overread::tests {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class HostileSeriesInChildren : public testing::TestWithParam<HostileSeries> {
protected:
    /// The folder of a child of that kind, after it has ended well.
    fs::path run(const std::string& kind) {
        const auto folder = scratch_.path() / kind;
        fs::create_directories(folder / "out");
        const ChildLimits limits{.addressSpaceBytes = std::uint64_t{512} << 20, .cpu = 20s, .wall = 300s};
        const auto outcome = runChild(OVERREAD_WORKER, kind, folder, limits, [] { return true; });
        EXPECT_EQ(outcome.end, ChildOutcome::End::finished) << kind << ' ' << outcome.what;
        return folder / "out";
    }
    fs::path in(const std::string& kind) const { return scratch_.path() / kind / "in"; }

    TemporaryFolder scratch_;
};

TEST_P(HostileSeriesInChildren, isRefusedWithItsReasonInBoundedTimeAndMemory) {
    writeHostile(GetParam(), "1.2.3.77", in("indexStudy"));
    const auto indexedIn = run("indexStudy");
    const auto indexed = readIndexed(indexedIn / "result.json", indexedIn / "frames");
    if (!indexed.refusalReason.empty()) {
        EXPECT_EQ(indexed.refusalReason, GetParam().reason) << indexed.refusalDetail;
        EXPECT_FALSE(indexed.refusalDetail.empty());
        EXPECT_EQ(indexed.choice.reason, ChoiceReason::noneUsable);
        return;
    }
    // What a header cannot show is seen when it is measured.
    ASSERT_TRUE(indexed.chosen);
    fs::create_directories(in("quantifyStudy"));
    for (const auto* file : {"frames", "series.json"}) fs::rename(indexedIn / file, in("quantifyStudy") / file);
    const auto measuredIn = run("quantifyStudy");
    const auto measured = readQuantified(measuredIn / "result.json", measuredIn / "labels",
                                         static_cast<std::size_t>(indexed.chosen->image.slices));
    EXPECT_EQ(measured.quantification.status, Quantification::Status::refused);
    EXPECT_EQ(measured.quantification.reason, GetParam().reason) << measured.quantification.detail;
    EXPECT_FALSE(measured.masks);
}

INSTANTIATE_TEST_SUITE_P(Each, HostileSeriesInChildren, testing::ValuesIn(hostileSeries()), [](const auto& each) {
    std::string name;
    for (const char c : each.param.name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
    return name;
});

}  // namespace
}  // namespace overread::tests
