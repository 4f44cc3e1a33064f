#include "server/worker/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "server/worker/child_exit.h"

namespace overread {
namespace {

constexpr std::chrono::milliseconds askEvery{500};
constexpr std::size_t longestComplaint = 2000;

void check(int result, const char* what) {
    if (result != 0) throw std::system_error(result, std::generic_category(), what);
}

/// The attributes and actions of posix_spawn, freed with the object.
class Spawning {
public:
    explicit Spawning(const std::filesystem::path& errors) {
        check(::posix_spawn_file_actions_init(&actions), "posix_spawn");
        check(::posix_spawnattr_init(&attributes), "posix_spawn");
        check(::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0), "posix_spawn");
        check(::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0), "posix_spawn");
        check(::posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600),
              "posix_spawn");
        check(::posix_spawn_file_actions_addclosefrom_np(&actions, 3), "posix_spawn");
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        check(::posix_spawnattr_setsigmask(&attributes, &none), "posix_spawn");
        check(::posix_spawnattr_setsigdefault(&attributes, &all), "posix_spawn");
        check(::posix_spawnattr_setpgroup(&attributes, 0), "posix_spawn");  // Ctrl-C is for the parent alone
        check(::posix_spawnattr_setflags(&attributes,
                                         POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP),
              "posix_spawn");
    }
    ~Spawning() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    Spawning(const Spawning&) = delete;
    Spawning& operator=(const Spawning&) = delete;

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

pid_t spawn(const std::filesystem::path& program, std::vector<std::string> arguments,
            const std::filesystem::path& errors) {
    // Two arenas: each thread's own would take 64 MB of the address space that the child is limited to.
    std::vector<std::string> environment{"MALLOC_ARENA_MAX=2", "LANG=C.UTF-8",
                                         "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS=2"};
#ifdef __SANITIZE_ADDRESS__
    environment.push_back("ASAN_OPTIONS=detect_leaks=0");  // its search for leaks wants ptrace
#endif
    std::vector<char*> argumentPointers;
    for (std::string& each : arguments) argumentPointers.push_back(each.data());
    argumentPointers.push_back(nullptr);
    std::vector<char*> environmentPointers;
    for (std::string& each : environment) environmentPointers.push_back(each.data());
    environmentPointers.push_back(nullptr);
    const Spawning spawning(errors);
    pid_t child = 0;
    check(::posix_spawn(&child, program.c_str(), &spawning.actions, &spawning.attributes, argumentPointers.data(),
                        environmentPointers.data()),
          "posix_spawn");
    return child;
}

std::string complaintIn(const std::filesystem::path& errors) {
    std::ifstream file(errors);
    std::string text(longestComplaint, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = ' ';
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

ChildOutcome outcomeOf(int status, const std::filesystem::path& errors) {
    using End = ChildOutcome::End;
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        if (signal == SIGXCPU) return {End::died, "used up its CPU time"};
        return {End::died, std::string("died of signal ") + ::sigabbrev_np(signal)};
    }
    const int code = WEXITSTATUS(status);
    if (code == childFinished) return {End::finished, ""};
    if (code == childOutOfMemory) return {End::died, "ran out of memory"};
    return {End::died, "gave up: " + complaintIn(errors)};
}

}  // namespace

ChildOutcome runChild(const std::filesystem::path& program, const std::string& kind,
                      const std::filesystem::path& folder, const ChildLimits& limits, const MayGoOn& mayGoOn) {
    using Clock = std::chrono::steady_clock;
    const auto errors = folder / "out" / "errors";
    const pid_t child = spawn(program, {program.string(), "--child", kind, folder.string(), toText(limits)}, errors);
    // A descriptor of the child wakes at its end without a signal, so that many threads may run children.
    const int ended = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    const auto end = Clock::now() + limits.wall;
    std::string killedFor;
    bool stopped = false;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        pollfd event{ended, POLLIN, 0};
        if (::poll(&event, 1, static_cast<int>(askEvery.count())) > 0) continue;
        if (Clock::now() >= end) killedFor = "took longer than " + std::to_string(limits.wall.count()) + " s";
        if (killedFor.empty() && !mayGoOn()) stopped = true;
        if (stopped || !killedFor.empty()) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
            break;
        }
    }
    ::close(ended);
    if (stopped) return {ChildOutcome::End::stopped, ""};
    if (!killedFor.empty()) return {ChildOutcome::End::died, killedFor};
    return outcomeOf(status, errors);
}

std::string toText(const ChildLimits& limits) {
    return std::to_string(limits.addressSpaceBytes) + "," + std::to_string(limits.cpu.count()) + "," +
           std::to_string(limits.wall.count()) + "," + std::to_string(limits.openFiles);
}

ChildLimits limitsFrom(const std::string& text) {
    std::istringstream in(text);
    ChildLimits limits;
    long long cpu = 0;
    long long wall = 0;
    char c1 = 0;
    char c2 = 0;
    char c3 = 0;
    in >> limits.addressSpaceBytes >> c1 >> cpu >> c2 >> wall >> c3 >> limits.openFiles;
    if (!in || c1 != ',' || c2 != ',' || c3 != ',' || in.peek() != std::char_traits<char>::eof())
        throw std::invalid_argument("not the limits of a child: " + text);
    limits.cpu = std::chrono::seconds(cpu);
    limits.wall = std::chrono::seconds(wall);
    return limits;
}

}  // namespace overread
