#pragma once
#include <QString>

#include "reviewer-client/viewer/window.h"

namespace overread::client {

/// The preset's name in the reader's language; empty where the window is none.
[[nodiscard]] QString windowName(const Window& window);

}  // namespace overread::client
