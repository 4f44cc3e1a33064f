#include "server/worker/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace overread {
namespace {

[[noreturn]] void fail(const std::string& what, int reason) {
    throw std::runtime_error(what + ": " + std::generic_category().message(reason));
}

void limit(__rlimit_resource resource, rlim_t most, const char* name) {
    // CPU time: one second between SIGXCPU, which says why, and SIGKILL.
    const rlimit value{most, resource == RLIMIT_CPU ? most + 1 : most};
    if (::setrlimit(resource, &value) != 0) fail(name, errno);
}

void refuse(scmp_filter_ctx filter, int call) {
    const int result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);
    if (result < 0 && result != -EDOM) fail("seccomp rule", -result);
}

enum class Network { refused, outward };

void refuseSystemCalls(Network network) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) fail("seccomp", ENOMEM);
    if (network == Network::refused)
        for (const int call : {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind)})
            refuse(filter, call);
    for (const int call : {SCMP_SYS(listen),
                           SCMP_SYS(accept),
                           SCMP_SYS(accept4),
                           SCMP_SYS(ptrace),
                           SCMP_SYS(process_vm_readv),
                           SCMP_SYS(process_vm_writev),
                           SCMP_SYS(io_uring_setup),
                           SCMP_SYS(io_uring_enter),
                           SCMP_SYS(io_uring_register),
                           SCMP_SYS(execve),
                           SCMP_SYS(execveat),
                           SCMP_SYS(kill),
                           SCMP_SYS(tkill),
                           SCMP_SYS(pidfd_open),
                           SCMP_SYS(pidfd_getfd),
                           SCMP_SYS(mount),
                           SCMP_SYS(unshare),
                           SCMP_SYS(setns),
                           SCMP_SYS(bpf),
                           SCMP_SYS(keyctl),
                           SCMP_SYS(userfaultfd)})
        refuse(filter, call);
    const int loaded = seccomp_load(filter);
    seccomp_release(filter);
    if (loaded < 0) fail("seccomp", -loaded);
}

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                  LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                  LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM |
                                  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_CHAR;

void allow(int rules, const std::filesystem::path& path, std::uint64_t rights) {
    const int descriptor = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) return;  // not every system has each of these folders
    if (descriptor < 0) fail("open " + path.string(), errno);
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access = rights;
    beneath.parent_fd = descriptor;
    const long added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    const int reason = errno;
    ::close(descriptor);
    if (added != 0) fail("landlock rule for " + path.string(), reason);
}

void closeFileSystem(const std::filesystem::path& folder) {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = reading | writing;
    const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    if (rules < 0 && (errno == ENOSYS || errno == EOPNOTSUPP)) return;
    if (rules < 0) fail("landlock", errno);
    for (const char* system : {"/usr", "/lib", "/lib64", "/etc", "/proc/self", "/sys/devices/system/cpu"})
        allow(rules, system, reading);
    allow(rules, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
    allow(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
    allow(rules, folder / "in", reading);
    allow(rules, folder / "out", reading | writing);
    const long restricted = ::syscall(SYS_landlock_restrict_self, rules, 0);
    const int reason = errno;
    ::close(rules);
    if (restricted != 0) fail("landlock", reason);
}

void confine(const ChildLimits& limits, const std::filesystem::path& folder, Network network) {
#ifndef __SANITIZE_ADDRESS__  // AddressSanitizer reserves address space without measure
    limit(RLIMIT_AS, limits.addressSpaceBytes, "RLIMIT_AS");
#endif
    limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()), "RLIMIT_CPU");
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(limits.openFiles), "RLIMIT_NOFILE");
    limit(RLIMIT_CORE, 0, "RLIMIT_CORE");  // a core file would hold patients' images
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("no_new_privs", errno);
    closeFileSystem(folder);
    refuseSystemCalls(network);
}

}  // namespace

void confineThisProcess(const ChildLimits& limits, const std::filesystem::path& folder) {
    confine(limits, folder, Network::refused);
}

void confineThisSender(const ChildLimits& limits, const std::filesystem::path& folder) {
    confine(limits, folder, Network::outward);
}

}  // namespace overread
