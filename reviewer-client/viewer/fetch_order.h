#pragma once
#include <vector>

namespace overread::client {

/// In which order the frames of a stack are fetched, so that reading may begin early: the middle, both ends, every
/// fifth, then the rest outward from the middle. Each of 0..slices-1 once.
[[nodiscard]] std::vector<int> fetchOrder(int slices);

/// Sorts what is still to be fetched by its distance from the slice on screen; the order of equals stays.
void nearestFirst(std::vector<int>& remaining, int shownSlice);

}  // namespace overread::client
