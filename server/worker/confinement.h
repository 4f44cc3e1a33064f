#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>

namespace overread {

/// What a process that reads foreign bytes may use. Chosen defaults (trust.md 2).
struct ChildLimits {
    std::uint64_t addressSpaceBytes = std::uint64_t{2} << 30;
    std::chrono::seconds cpu{60};
    std::chrono::seconds wall{120};  ///< kept by the parent: a sleeping child uses no CPU
    int openFiles = 64;
};

/// Takes from this process, for good and for all its threads: memory, CPU time and descriptors beyond the limits, core
/// files, any network (socket, connect, bind ... give EACCES), ptrace, io_uring and the starting of programs. Where the
/// kernel has Landlock (from 5.13 on) it may besides read only `folder`/in and the system's libraries and write only
/// `folder`/out. Throws std::runtime_error when a rule cannot be set: then nothing foreign may be read.
void confineThisProcess(const ChildLimits& limits, const std::filesystem::path& folder);

/// The same but for the network, for a child that sends what we wrote ourselves and opens nothing foreign.
void confineThisSender(const ChildLimits& limits, const std::filesystem::path& folder);

}  // namespace overread
