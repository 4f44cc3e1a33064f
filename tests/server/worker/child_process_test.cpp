// The parent's side: however a child ends, the parent says what happened and lives. The children are small scripts.
#include "server/worker/child_process.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/temporary_folder.h"

namespace overread::tests {
namespace {

using namespace std::chrono_literals;
using End = ChildOutcome::End;

class ChildProcess : public testing::Test {
protected:
    ChildProcess() {
        std::filesystem::create_directories(folder_.path() / "in");
        std::filesystem::create_directories(folder_.path() / "out");
    }
    ChildOutcome run(
        const std::string& script, std::chrono::seconds wall = 60s, const MayGoOn& mayGoOn = [] { return true; }) {
        const auto program = folder_.path() / "child";
        std::ofstream(program) << "#!/bin/bash\n" << script << "\n";
        ::chmod(program.c_str(), 0700);
        ChildLimits limits;
        limits.wall = wall;
        return runChild(program, "kind", folder_.path(), limits, mayGoOn);
    }
    std::string said(const char* name) {
        std::ifstream file(folder_.path() / "out" / name);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }
    TemporaryFolder folder_;
};

TEST_F(ChildProcess, getsItsKindItsFolderAndItsLimits) {
    EXPECT_EQ(run("echo \"$1 $2 $3 $4\" > \"$3\"/out/said").end, End::finished);
    EXPECT_EQ(said("said"), "--child kind " + folder_.path().string() + " " + toText({.wall = 60s}) + "\n");
}

TEST_F(ChildProcess, inheritsNeitherEnvironmentNorDescriptors) {
    ::setenv("OVERREAD_DATABASE_PASSWORD", "canary", 1);
    std::ifstream open("/etc/hostname");
    EXPECT_EQ(run("env > \"$3\"/out/env; ls /proc/$$/fd > \"$3\"/out/descriptors").end, End::finished);
    ::unsetenv("OVERREAD_DATABASE_PASSWORD");
    EXPECT_EQ(said("env").find("canary"), std::string::npos);
    // 255 is the shell's own handle on its script.
    EXPECT_EQ(said("descriptors"), "0\n1\n2\n255\n");
}

TEST_F(ChildProcess, thatDiesOfASignalIsReported) {
    const auto outcome = run("kill -SEGV $$");
    EXPECT_EQ(outcome.end, End::died);
    EXPECT_EQ(outcome.what, "died of signal SEGV");
}

TEST_F(ChildProcess, thatGivesUpSaysWhyInPlainCharacters) {
    const auto outcome = run("printf 'no \\001 lungs' >&2; exit 1");
    EXPECT_EQ(outcome.end, End::died);
    EXPECT_EQ(outcome.what, "gave up: no   lungs");
}

TEST_F(ChildProcess, thatRunsOutOfMemoryIsReported) {
    EXPECT_EQ(run("exit 7").what, "ran out of memory");
}

TEST_F(ChildProcess, thatTakesTooLongIsKilled) {
    const auto outcome = run("exec tail -f /dev/null", 1s);
    EXPECT_EQ(outcome.end, End::died);
    EXPECT_EQ(outcome.what, "took longer than 1 s");
}

TEST_F(ChildProcess, isStoppedWhereTheLeaseIsLost) {
    EXPECT_EQ(run("exec tail -f /dev/null", 60s, [] { return false; }).end, End::stopped);
}

TEST_F(ChildProcess, thatCannotBeStartedIsAFault) {
    EXPECT_THROW((void)runChild(folder_.path() / "nothing", "kind", folder_.path(), {}, [] { return true; }),
                 std::system_error);
}

TEST(ChildLimits, goAndComeBackAsText) {
    const ChildLimits limits{.addressSpaceBytes = 123'456'789, .cpu = 7s, .wall = 8s, .openFiles = 9};
    EXPECT_EQ(toText(limitsFrom(toText(limits))), toText(limits));
    for (const char* text : {"", "1", "1,2,3", "1,2,3,4,5", "1,2,3,x", "a,b,c,d"})
        EXPECT_THROW((void)limitsFrom(text), std::invalid_argument) << text;
}

}  // namespace
}  // namespace overread::tests
