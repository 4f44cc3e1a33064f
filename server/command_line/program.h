#pragma once
#include <string>

namespace overread {

/// Runs one command of `overread` and returns the code that the process ends with (see ExitCode).
[[nodiscard]] int runProgram(int argc, const char* const* argv);

/// The help of a command leads with its examples, one a line, and then says what it does.
[[nodiscard]] std::string helpWith(const std::string& examples, const std::string& what);

}  // namespace overread
