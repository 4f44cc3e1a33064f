#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace overread::tests {

/// `overread` as a process of its own, as a script runs it.
class CommandRun {
public:
    /// `environment` is added to ours.
    CommandRun(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment);
    ~CommandRun();  ///< kills it where it still runs
    CommandRun(const CommandRun&) = delete;
    CommandRun& operator=(const CommandRun&) = delete;

    /// The next line of its standard error; none where that has ended.
    [[nodiscard]] std::optional<std::string> nextErrorLine();
    struct Ended {
        int exitCode = -1;
        std::string output;
        std::string errors;  ///< all of it, what nextErrorLine answered too
    };
    /// Reads both to their end and waits.
    [[nodiscard]] Ended finish();
    [[nodiscard]] pid_t process() const { return process_; }

    /// A child of this process that runs the program; none where there is none.
    [[nodiscard]] std::optional<pid_t> childRunning(const std::string& program) const;

private:
    pid_t process_ = -1;
    int output_ = -1;
    int errors_ = -1;
    std::string errorText_;
    std::size_t given_ = 0;  ///< of errorText_ by nextErrorLine
};

}  // namespace overread::tests
