#include "server/supervision/supervisor.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace overread {
namespace {

using namespace std::chrono_literals;

/// How often a death is looked for: waitpid cannot wait for several children and a wish to stop at once.
constexpr auto lookEvery = 50ms;
constexpr auto longestPause = std::chrono::milliseconds(10s);
/// Whoever ran this long was well: the next death is a first one.
constexpr auto wellAfter = 30s;

std::vector<std::string> environmentOf(const ChildProgram& program) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!program.environment.contains(text.substr(0, text.find('=')))) all.push_back(text);
    }
    for (const auto& [name, value] : program.environment) all.push_back(name + "=" + value);
    return all;
}

std::string describe(int status) {
    if (WIFSIGNALED(status)) return std::string("was ended by signal ") + std::to_string(WTERMSIG(status));
    return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Supervisor::Supervisor(OnExit onExit, std::function<void(const std::string&)> told)
    : onExit_(onExit), told_(std::move(told)), watcher_([this](const std::stop_token& stop) { watch(stop); }) {}

Supervisor::~Supervisor() {
    stop();
    watcher_.request_stop();
    changed_.notify_all();
}

void Supervisor::launch(Child& child) {
    if (access(child.program.executable.c_str(), X_OK) != 0)
        throw std::runtime_error("cannot run " + child.program.executable.string() + ": " + std::strerror(errno));
    std::filesystem::create_directories(child.program.log.parent_path());
    const int log = open(child.program.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) throw std::runtime_error("cannot write " + child.program.log.string() + ": " + std::strerror(errno));
    auto entries = environmentOf(child.program);
    std::vector<char*> environment;
    for (auto& entry : entries) environment.push_back(entry.data());
    environment.push_back(nullptr);
    std::string path = child.program.executable.string();
    char* arguments[] = {path.data(), nullptr};

    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process < 0) {
        close(log);
        throw std::runtime_error(std::string("cannot start a process: ") + std::strerror(errno));
    }
    if (process == 0) {  // async-signal-safe calls alone from here on: other threads may hold locks
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(127);
        setpgid(0, 0);  // Ctrl-C on the terminal is the supervisor's to hand on
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        const int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
        execve(path.c_str(), arguments, environment.data());
        _exit(127);
    }
    close(log);
    child.process = process;
    child.startedAt = Clock::now();
}

void Supervisor::start(const ChildProgram& program) {
    std::unique_lock lock(mutex_);
    auto& child = children_[program.name];
    if (child.process != 0) return;
    child.program = program;
    child.isWanted = true;
    child.problem.clear();
    child.startAgainAt = Clock::now();
    child.startedAt = {};
    changed_.notify_all();
    changed_.wait(lock, [&] { return child.process != 0 || child.startedAt != Clock::time_point{}; });
    if (!child.problem.empty()) throw std::runtime_error(child.problem);
}

void Supervisor::kill(const std::string& name) {
    std::unique_lock lock(mutex_);
    const auto found = children_.find(name);
    if (found == children_.end() || found->second.process == 0) return;
    found->second.isWanted = false;
    ::kill(found->second.process, SIGKILL);
    changed_.wait(lock, [&] { return found->second.process == 0; });
}

void Supervisor::stop(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    for (auto& [name, child] : children_) {
        child.isWanted = false;
        if (child.process != 0) ::kill(child.process, SIGTERM);
    }
    const auto allGone = [&] {
        for (const auto& [name, child] : children_)
            if (child.process != 0) return false;
        return true;
    };
    if (changed_.wait_for(lock, patience, allGone)) return;
    for (const auto& [name, child] : children_)
        if (child.process != 0) ::kill(child.process, SIGKILL);
    changed_.wait(lock, allGone);
}

bool Supervisor::isRunning(const std::string& name) const {
    return processOf(name) != 0;
}

pid_t Supervisor::processOf(const std::string& name) const {
    const std::scoped_lock lock(mutex_);
    const auto found = children_.find(name);
    return found == children_.end() ? 0 : found->second.process;
}

void Supervisor::reap(Child& child) {
    int status = 0;
    if (waitpid(child.process, &status, WNOHANG) != child.process) return;
    child.process = 0;
    if (!child.isWanted) return;
    if (onExit_ == OnExit::leave) {
        child.isWanted = false;
        told_(child.program.name + " " + describe(status) + "; log: " + child.program.log.string());
        return;
    }
    if (Clock::now() - child.startedAt > wellAfter) child.pause = 500ms;
    child.startAgainAt = Clock::now() + child.pause;
    told_(child.program.name + " " + describe(status) + ", starts again in " + std::to_string(child.pause.count()) +
          " ms; log: " + child.program.log.string());
    child.pause = std::min(child.pause * 2, longestPause);
}

void Supervisor::watch(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        for (auto& [name, child] : children_) {
            if (child.process != 0) reap(child);
            if (child.process != 0 || !child.isWanted || Clock::now() < child.startAgainAt) continue;
            try {
                launch(child);
            } catch (const std::exception& error) {
                child.isWanted = false;
                child.startedAt = Clock::now();
                child.problem = error.what();
                told_(child.problem);
            }
        }
        changed_.notify_all();
        changed_.wait_for(lock, lookEvery);
    }
}

}  // namespace overread
