#include "server/backup/postgres_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace overread::backup {
namespace {

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& each : texts) pointers.push_back(each.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::string readToTheEnd(int descriptor) {
    std::string text;
    std::array<char, 4096> buffer{};
    while (true) {
        const auto got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

void runPostgresProgram(const std::string& program, const std::vector<std::string>& arguments,
                        const std::vector<std::string>& environment) {
    std::array<int, 2> errors{};
    if (::pipe2(errors.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for " + program);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    auto texts = arguments;
    texts.insert(texts.begin(), program);
    auto variables = environment;
    const char* const path = std::getenv("PATH");
    variables.push_back(std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path));
    variables.emplace_back("LANG=C.UTF-8");
    pid_t process = 0;
    const int started = ::posix_spawnp(&process, program.c_str(), &actions, nullptr, pointersTo(texts).data(),
                                       pointersTo(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(errors[1]);
    const auto said = started == 0 ? readToTheEnd(errors[0]) : std::string{};
    ::close(errors[0]);
    if (started != 0) throw std::runtime_error("there is no " + program + ": install postgresql-client");
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    throw std::runtime_error(program + " failed: " + said.substr(0, said.find_last_not_of('\n') + 1));
}

}  // namespace overread::backup
