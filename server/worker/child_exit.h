#pragma once

namespace overread {

/// Exit codes between the worker and its children.
inline constexpr int childFinished = 0;
inline constexpr int childGaveUp = 1;  ///< the reason stands in out/errors
inline constexpr int childOutOfMemory = 7;

}  // namespace overread
