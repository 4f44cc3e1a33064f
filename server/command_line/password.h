#pragma once
#include <string>

namespace overread {

/// The first line of the file, or, where none is named, of standard input, asked for without an echo at a terminal. No
/// flag: flags are seen by everybody. Throws CommandFailure where there is none.
[[nodiscard]] std::string passwordOf(const std::string& account, const std::string& passwordFile);

}  // namespace overread
