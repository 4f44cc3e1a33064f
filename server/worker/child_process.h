#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "server/worker/confinement.h"

namespace overread {

/// How a disposable child ended.
struct ChildOutcome {
    enum class End {
        finished,  ///< its result is in <folder>/out
        died,      ///< signal, time, memory, or it said why it gave up: `what`
        stopped    ///< the parent wanted no more of it
    };
    End end = End::died;
    std::string what;  ///< one sentence for the log and the dead letter; no patient data
};

/// Asked about twice a second while a child runs: may it go on? It is where the parent keeps its lease.
using MayGoOn = std::function<bool()>;

/// Runs `program --child <kind> <folder> <limits>` and waits for it. The child inherits nothing: no descriptor but its
/// standard three (null, null, out/errors), no environment but a list of our own, no signal mask; it dies with the
/// calling thread. Throws std::system_error where it cannot be started.
[[nodiscard]] ChildOutcome runChild(const std::filesystem::path& program, const std::string& kind,
                                    const std::filesystem::path& folder, const ChildLimits& limits,
                                    const MayGoOn& mayGoOn);

/// The limits as runChild() passes them, and back. Throws std::invalid_argument for another text.
[[nodiscard]] std::string toText(const ChildLimits& limits);
[[nodiscard]] ChildLimits limitsFrom(const std::string& text);

}  // namespace overread
