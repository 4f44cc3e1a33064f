#pragma once
#include <stdexcept>
#include <string>

namespace overread {

/// How a command ends; the numbers are fixed for the scripts that call it.
enum class ExitCode { done = 0, failed = 1, wrongUsage = 2, inputRefused = 3, nothingAnswers = 4 };

/// Thrown by a command that cannot do what it was asked: said once, at the edge of the program, as text on standard
/// error or, after --json, as {"error": {"code", "message", "hint"}} on standard output.
class CommandFailure : public std::runtime_error {
public:
    /// `code` is stable ("no_such_radiologist"), `message` a sentence, `hint` how to mend it (may be empty).
    CommandFailure(ExitCode exitCode, std::string code, const std::string& message, std::string hint = {})
        : std::runtime_error(message), exitCode_(exitCode), code_(std::move(code)), hint_(std::move(hint)) {}
    [[nodiscard]] ExitCode exitCode() const { return exitCode_; }
    [[nodiscard]] const std::string& code() const { return code_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }

private:
    ExitCode exitCode_;
    std::string code_;
    std::string hint_;
};

}  // namespace overread
