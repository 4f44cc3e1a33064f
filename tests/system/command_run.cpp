#include "tests/system/command_run.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace overread::tests {
namespace {

/// False at the end of the stream.
bool readSome(int descriptor, std::string& text) {
    std::array<char, 4096> buffer{};
    const auto size = read(descriptor, buffer.data(), buffer.size());
    if (size <= 0) return false;
    text.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
}

}  // namespace

CommandRun::CommandRun(const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment) {
    int output[2];
    int errors[2];
    if (pipe(output) != 0 || pipe(errors) != 0) throw std::runtime_error("no pipe");
    std::vector<std::string> words{std::string(OVERREAD_PROGRAMS) + "/overread"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("no process");
    if (process_ == 0) {
        dup2(output[1], STDOUT_FILENO);
        dup2(errors[1], STDERR_FILENO);
        for (const int each : {output[0], output[1], errors[0], errors[1]}) close(each);
        for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
        execv(argv[0], argv.data());
        _exit(127);
    }
    close(output[1]);
    close(errors[1]);
    output_ = output[0];
    errors_ = errors[0];
}

CommandRun::~CommandRun() {
    if (process_ > 0) {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    close(output_);
    close(errors_);
}

std::optional<std::string> CommandRun::nextErrorLine() {
    while (true) {
        const auto end = errorText_.find('\n', given_);
        if (end != std::string::npos) {
            const auto line = errorText_.substr(given_, end - given_);
            given_ = end + 1;
            return line;
        }
        if (!readSome(errors_, errorText_)) return std::nullopt;
    }
}

CommandRun::Ended CommandRun::finish() {
    Ended ended;
    bool outputIsOpen = true;
    bool errorsAreOpen = true;
    while (outputIsOpen || errorsAreOpen) {
        std::array<pollfd, 2> streams{
            {{outputIsOpen ? output_ : -1, POLLIN, 0}, {errorsAreOpen ? errors_ : -1, POLLIN, 0}}};
        poll(streams.data(), streams.size(), -1);
        if (streams[0].revents != 0) outputIsOpen = readSome(output_, ended.output);
        if (streams[1].revents != 0) errorsAreOpen = readSome(errors_, errorText_);
    }
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    ended.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ended.errors = errorText_;
    return ended;
}

std::optional<pid_t> CommandRun::childRunning(const std::string& program) const {
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream stat(entry.path() / "stat");
        std::string text;
        if (!std::getline(stat, text)) continue;
        // pid (comm) state ppid ...: the name is cut to 15 letters and may hold anything, so look from its last
        // bracket.
        const auto open = text.find('(');
        const auto close = text.rfind(')');
        if (open == std::string::npos || close == std::string::npos) continue;
        std::istringstream rest(text.substr(close + 1));
        char state = 0;
        pid_t parent = 0;
        rest >> state >> parent;
        if (parent == process_ && state != 'Z' && text.substr(open + 1, close - open - 1) == program.substr(0, 15))
            return static_cast<pid_t>(std::stol(text.substr(0, open)));
    }
    return std::nullopt;
}

}  // namespace overread::tests
