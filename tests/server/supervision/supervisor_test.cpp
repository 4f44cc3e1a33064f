#include "server/supervision/supervisor.h"

#include <Poco/Net/ServerSocket.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <future>
#include <sstream>

#include "server/supervision/local_system.h"

namespace overread {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// Shell scripts as programs, in a folder of their own.
class SupervisorTest : public testing::Test {
protected:
    SupervisorTest() : folder_(fs::temp_directory_path() / ("supervisor-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~SupervisorTest() override { fs::remove_all(folder_); }

    [[nodiscard]] ChildProgram script(const std::string& body) const {
        const auto file = folder_ / "program.sh";
        std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
        fs::permissions(file, fs::perms::owner_all);
        return {"program", file, {{"WORD", "seen"}}, folder_ / "log" / "program.log"};
    }
    [[nodiscard]] std::string logText() const {
        std::ostringstream text;
        text << std::ifstream(folder_ / "log" / "program.log").rdbuf();
        return text.str();
    }

    fs::path folder_;
};

bool exists(pid_t process) {
    return ::kill(process, 0) == 0;
}

TEST_F(SupervisorTest, startsAProgramThatDiedAgain) {
    std::promise<std::string> told;
    Supervisor supervisor(OnExit::restart, [&](const std::string& sentence) { told.set_value(sentence); });
    supervisor.start(script("exec sleep 60"));
    const auto first = supervisor.processOf("program");
    ASSERT_NE(first, 0);

    ::kill(first, SIGKILL);

    auto sentence = told.get_future();
    ASSERT_EQ(sentence.wait_for(10s), std::future_status::ready);
    EXPECT_NE(sentence.get().find("signal 9, starts again"), std::string::npos);
    while (supervisor.processOf("program") == 0) std::this_thread::yield();
    EXPECT_NE(supervisor.processOf("program"), first);
}

TEST_F(SupervisorTest, endsItsProgramsTogetherWithItself) {
    pid_t process = 0;
    {
        Supervisor supervisor(OnExit::restart, [](const std::string&) {});
        supervisor.start(script("exec sleep 60"));
        process = supervisor.processOf("program");
        ASSERT_TRUE(exists(process));
    }
    EXPECT_FALSE(exists(process));
}

TEST_F(SupervisorTest, killsWhoeverIgnoresTheRequestToEnd) {
    Supervisor supervisor(OnExit::leave, [](const std::string&) {});
    supervisor.start(script("trap '' TERM; echo trapped; while :; do sleep 1; done"));
    while (logText().find("trapped") == std::string::npos) std::this_thread::yield();
    const auto process = supervisor.processOf("program");

    supervisor.stop(100ms);

    EXPECT_FALSE(supervisor.isRunning("program"));
    EXPECT_FALSE(exists(process));
}

TEST_F(SupervisorTest, keepsAKilledProgramDownUntilItIsStarted) {
    Supervisor supervisor(OnExit::restart, [](const std::string&) {});
    const auto program = script("exec sleep 60");
    supervisor.start(program);
    supervisor.kill("program");
    EXPECT_FALSE(supervisor.isRunning("program"));
    supervisor.start(program);
    EXPECT_TRUE(supervisor.isRunning("program"));
}

TEST_F(SupervisorTest, givesItsEnvironmentAndKeepsWhatTheProgramSays) {
    std::promise<void> ended;
    Supervisor supervisor(OnExit::leave, [&](const std::string&) { ended.set_value(); });
    supervisor.start(script("echo word $WORD; echo problem >&2"));
    ASSERT_EQ(ended.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_EQ(logText(), "word seen\nproblem\n");
}

TEST_F(SupervisorTest, saysWhichProgramIsMissing) {
    Supervisor supervisor(OnExit::restart, [](const std::string&) {});
    EXPECT_THROW(supervisor.start({"program", folder_ / "absent", {}, folder_ / "log"}), std::runtime_error);
}

TEST(FreePort, isFreeAndNotAmongThoseOfOutgoingConnections) {
    const int port = freePort();
    EXPECT_TRUE(isPortFree(port));
    int firstOutgoing = 0;
    std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> firstOutgoing;
    EXPECT_LT(port, firstOutgoing);
}

TEST(FreePort, isNotFreeBesideAServerThatWouldShareIt) {
    const int port = freePort();
    const Poco::Net::ServerSocket server(
        Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(port)));  // Poco's default shares
    EXPECT_FALSE(isPortFree(port));
}

}  // namespace
}  // namespace overread
