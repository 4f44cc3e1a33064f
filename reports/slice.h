#pragma once
#include <string>

#include "reports/drawing.h"

namespace overread::reports {

/// A slice in the lung window, so wide, from pictures of our own (core/picture): with the outlines of ground glass and
/// consolidation where `masks` is not empty. Throws std::runtime_error for what is no such picture.
[[nodiscard]] Drawing sliceDrawing(const std::string& lung, const std::string& masks, double width);

}  // namespace overread::reports
