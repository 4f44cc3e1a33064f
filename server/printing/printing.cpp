#include "server/printing/printing.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>

namespace overread {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{30};  // it may use five of them of processor; machines are busy

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("the document cannot be printed: " + what);
}

void check(int result, const char* what) {
    if (result != 0) fail(what + (": " + std::generic_category().message(result)));
}

/// The printer's process with our end of its standard input and output: a socket, whose writes raise no signal.
class Process {
public:
    explicit Process(const std::filesystem::path& program) {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) check(errno, "socketpair");
        socket_ = ends[0];
        posix_spawn_file_actions_t actions;
        check(::posix_spawn_file_actions_init(&actions), "posix_spawn");
        for (const int standard : {0, 1}) ::posix_spawn_file_actions_adddup2(&actions, ends[1], standard);
        ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        // A server's threads block signals; the printer must still be stopped by its limits.
        posix_spawnattr_t attributes;
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        check(::posix_spawnattr_init(&attributes), "posix_spawn");
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setsigdefault(&attributes, &all);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        const auto name = program.string();
        std::string quietArena = "MALLOC_ARENA_MAX=2";
        std::string language = "LANG=C.UTF-8";
        std::string home = "HOME=/nonexistent";
        std::array<char*, 4> environment{quietArena.data(), language.data(), home.data(), nullptr};
        std::array<char*, 2> arguments{const_cast<char*>(name.c_str()), nullptr};
        const int started =
            ::posix_spawn(&process_, name.c_str(), &actions, &attributes, arguments.data(), environment.data());
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (started != 0) {
            ::close(socket_);
            fail("no " + name);
        }
    }
    ~Process() {
        ::close(socket_);
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void write(const std::string& text) {
        for (std::size_t sent = 0; sent < text.size();) {
            await(POLLOUT);
            const auto now = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (now < 0 && errno != EAGAIN && errno != EINTR) fail("the printer stopped listening");
            if (now > 0) sent += static_cast<std::size_t>(now);
        }
        ::shutdown(socket_, SHUT_WR);
    }
    [[nodiscard]] std::string readAll() {
        std::string text;
        std::array<char, 65536> buffer{};
        while (true) {
            await(POLLIN);
            const auto got = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (got == 0) return text;
            if (got < 0 && errno != EAGAIN && errno != EINTR) return text;
            if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }
    /// It has closed its output: its end is a matter of moments.
    [[nodiscard]] bool endedWell() {
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) continue;
        process_ = -1;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    void await(short events) const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now());
        pollfd event{socket_, events, 0};
        if (left.count() <= 0 || ::poll(&event, 1, static_cast<int>(left.count())) == 0) fail("it takes too long");
    }

    pid_t process_ = -1;
    int socket_ = -1;
    Clock::time_point end_ = Clock::now() + patience;
};

}  // namespace

std::string printedPdf(const reports::Document& document, const std::filesystem::path& programs) {
    Process printer(programs / "overread-printer");
    printer.write(packed(document));
    auto pdf = printer.readAll();
    if (!printer.endedWell() || !pdf.starts_with("%PDF-")) fail("the printer gave up");
    return pdf;
}

}  // namespace overread
