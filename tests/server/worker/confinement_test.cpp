// What a process that reads foreign bytes can no longer do. Each test confines a fork, never the test itself.
#include "server/worker/confinement.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <functional>
#include <new>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace overread::tests {
namespace {

class Confinement : public testing::Test {
protected:
    Confinement() {
        std::filesystem::create_directories(folder_.path() / "in");
        std::filesystem::create_directories(folder_.path() / "out");
        std::ofstream(folder_.path() / "in" / "given") << "given";
        std::ofstream(folder_.path() / "secret") << "secret";
    }
    /// The wait status of a confined process that does `work`; its result is the exit code.
    int statusOf(const std::function<int()>& work, ChildLimits limits = {}) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                confineThisProcess(limits, folder_.path());
                ::_exit(work());
            } catch (const std::bad_alloc&) {
                ::_exit(99);
            } catch (const std::exception&) {
                ::_exit(98);
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return status;
    }
    int resultOf(const std::function<int()>& work, ChildLimits limits = {}) {
        const int status = statusOf(work, limits);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    TemporaryFolder folder_;
};

TEST_F(Confinement, refusesEveryKindOfSocket) {
    EXPECT_EQ(resultOf([] {
                  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
                      if (::socket(family, SOCK_STREAM, 0) != -1 || errno != EACCES) return 1;
                  std::array<int, 2> pair{};
                  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()) != -1 || errno != EACCES) return 2;
                  sockaddr_in address{};
                  if (::connect(0, reinterpret_cast<sockaddr*>(&address), sizeof address) != -1 || errno != EACCES)
                      return 3;
                  if (::bind(0, reinterpret_cast<sockaddr*>(&address), sizeof address) != -1 || errno != EACCES)
                      return 4;
                  return 0;
              }),
              0);
}

TEST_F(Confinement, refusesPtraceIoUringAndOtherPrograms) {
    EXPECT_EQ(resultOf([] {
                  if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != -1 || errno != EACCES) return 1;
                  if (::syscall(SYS_io_uring_setup, 1, nullptr) != -1 || errno != EACCES) return 2;
                  if (::execl("/bin/true", "true", nullptr) != -1 || errno != EACCES) return 3;
                  if (::kill(::getppid(), SIGTERM) != -1 || errno != EACCES) return 4;
                  return 0;
              }),
              0);
}

TEST_F(Confinement, holdsForThreadsThatStartLater) {
    EXPECT_EQ(
        resultOf([] {
            int result = 1;
            std::thread([&] { result = ::socket(AF_INET, SOCK_STREAM, 0) == -1 && errno == EACCES ? 0 : 1; }).join();
            return result;
        }),
        0);
}

TEST_F(Confinement, leavesOneFolderToReadAndOneToWrite) {
    const auto folder = folder_.path();
    const auto canRead = [](const std::filesystem::path& path) { return std::ifstream(path).good(); };
    const auto canWrite = [](const std::filesystem::path& path) { return std::ofstream(path).good(); };
    const int result = resultOf([&] {
        if (!canRead(folder / "in" / "given")) return 1;
        if (!canWrite(folder / "out" / "result")) return 2;
        if (canRead(folder / "secret")) return 3;
        if (canWrite(folder / "in" / "given")) return 4;
        if (canWrite(folder / "another")) return 5;
        return 0;
    });
    if (result == 3 && ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) < 0)
        GTEST_SKIP() << "this kernel has no Landlock";
    EXPECT_EQ(result, 0);
}

#ifndef __SANITIZE_ADDRESS__
TEST_F(Confinement, endsAMemoryBombAsBadAlloc) {
    ChildLimits limits;
    limits.addressSpaceBytes = std::uint64_t{256} << 20;
    EXPECT_EQ(resultOf(
                  [] {
                      std::vector<std::vector<char>> bomb;
                      for (;;) bomb.emplace_back(std::size_t{16} << 20, 'x');
                      return 0;
                  },
                  limits),
              99);
}
#endif

TEST_F(Confinement, endsAnEndlessLoop) {
    ChildLimits limits;
    limits.cpu = std::chrono::seconds(1);
    const int status = statusOf(
        [] {
            while (::getpid() > 0) {  // a call, so that the compiler keeps the loop
            }
            return 0;
        },
        limits);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGXCPU);
}

TEST_F(Confinement, endsAHunterOfDescriptors) {
    EXPECT_EQ(resultOf([] {
                  int opened = 0;
                  while (::dup(0) >= 0 && opened < 1000) ++opened;
                  return errno == EMFILE && opened < 64 ? 0 : 1;
              }),
              0);
}

}  // namespace
}  // namespace overread::tests
