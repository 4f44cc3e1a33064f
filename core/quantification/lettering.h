#pragma once
#include <functional>
#include <string_view>

namespace overread::quantification {

constexpr int letterWidth = 6;  ///< pixels at scale 1, the gap to the next included
constexpr int letterHeight = 7;

/// Calls `draw` for each pixel of a line of text whose top left corner is 0, 0: capitals, digits and . , : % + - / ( )
/// _; any other character leaves a gap.
void eachPixelOf(std::string_view text, int scale, const std::function<void(int x, int y)>& draw);

}  // namespace overread::quantification
